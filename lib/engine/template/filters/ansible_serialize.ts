import { DiagnosticError } from "../../../base/diagnostic.ts";
import { pythonJson, type PythonJsonOptions } from "../../../base/python_json.ts";
import { valueFromJson } from "../../../base/value_json.ts";
import { Tuple, type Value } from "../../../base/value.ts";
import { parseYamlDocuments, parseYamlValue } from "../../../source/yaml.ts";
import { dumpYaml, type YamlDumpOptions } from "../../../source/yaml_dump.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { DateTime } from "../date_time.ts";
import { FilterError, typeError, valueError } from "../errors.ts";
import { deepCopy } from "../deep_copy.ts";
import { finish } from "../finish.ts";
import type { Arguments } from "../object.ts";
import { pythonType, truthy } from "../python_type.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { unknownIn } from "../unknown.ts";
import { wantInt, wantText } from "../want.ts";

/** Ansible's filters that write and read JSON and YAML. The first argument is the input. */
export const ANSIBLE_SERIALIZE_FILTERS: Builtins = {
  from_json: Builtin.of("s", (_, value) => {
    if (value instanceof Undefined) value.fail();
    if (typeof value !== "string") {
      throw typeError(
        `the JSON object must be str, bytes or bytearray, not ${pythonType(value)}`,
      );
    }
    try {
      return valueFromJson(value);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw valueError(`Cannot read JSON: ${error.message}`);
    }
  }),
  from_yaml: Builtin.of("data", (_, value) => {
    if (value instanceof Undefined) value.fail();
    return typeof value === "string" ? readYaml(() => parseYamlValue(value, SOURCE)) : value;
  }),
  from_yaml_all: Builtin.of("data", (_, value) => {
    if (value instanceof Undefined) value.fail();
    if (typeof value !== "string") return value;
    return readYaml(() => parseYamlDocuments(value, SOURCE).map((document) => document.root.value));
  }),
  to_json: Builtin.variadic("value", (_, rest, value) => writeJson(value, rest, {})),
  to_nice_json: Builtin.variadic(
    "value indent? sort_keys?",
    (_, rest, value, indent = 4, sortKeys = true) =>
      writeJson(value, rest, {
        sortKeys: truthy(sortKeys),
        separators: [",", ": "],
        ...(indent !== null && { indent: wantInt(indent) }),
      }),
  ),
  to_nice_yaml: Builtin.variadic(
    "value indent?",
    (_, rest, value, indent = 4) =>
      writeYaml("to_nice_yaml", value, { rest, indent, flow: "nowhere" }),
  ),
  to_yaml: Builtin.variadic(
    "value",
    (_, rest, value) => writeYaml("to_yaml", value, { rest, indent: 2, flow: "leaves" }),
  ),
};

const SOURCE = { file: "<unicode string>" };

function readYaml<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [first] = error.diagnostics;
    const { message = "", position = { line: 0, column: 0 } } = first ?? {};
    throw new FilterError(
      `Cannot read YAML: ${message} (line ${position.line}, column ${position.column})`,
      { cause: error },
    );
  }
}

function writeJson(value: Value, rest: Arguments, base: PythonJsonOptions): string {
  let options = base;
  for (const [name, option] of rest.named) {
    options = { ...options, ...jsonOption(name, option) };
  }
  try {
    return pythonJson(finish(withTimes(value)), options);
  } catch (error) {
    if (error instanceof TypeError) throw typeError(error.message.replace(/^Cannot [^:]*: /, ""));
    throw error;
  }
}

function jsonOption(name: string, value: Value): PythonJsonOptions {
  switch (name) {
    case "indent":
      return value === null ? {} : { indent: wantInt(value) };
    case "sort_keys":
      return { sortKeys: truthy(value) };
    case "ensure_ascii":
      return { ensureAscii: truthy(value) };
    case "separators": {
      const [item = ", ", key = ": "] = value instanceof Tuple
        ? value.items
        : Array.isArray(value)
        ? value
        : [];
      return { separators: [toText(item), toText(key)] };
    }
    case "vault_to_text":
    case "preprocess_unsafe":
      // Values in templates are decrypted and untagged already.
      return {};
    default:
      throw typeError(`JSONEncoder.__init__() got an unexpected keyword argument '${name}'`);
  }
}

/** JSON has a `T` between date and time. */
function withTimes(value: Value): Value {
  if (value instanceof DateTime) return value.isoFormat("T");
  if (Array.isArray(value)) return value.map(withTimes);
  if (value instanceof Map) {
    return new Map(Array.from(value, ([key, item]): [Value, Value] => [key, withTimes(item)]));
  }
  return value;
}

function writeYaml(
  filter: string,
  value: Value,
  settings: {
    readonly rest: Arguments;
    readonly indent: Value;
    readonly flow: "leaves" | "nowhere";
  },
): string {
  unknownIn(value)?.fail();
  const named = new Map(settings.rest.named);
  const take = (name: string): Value | undefined => {
    const found = named.get(name);
    named.delete(name);
    return found;
  };
  const flow = take("default_flow_style");
  const options: YamlDumpOptions = {
    indent: wantInt(take("indent") ?? settings.indent),
    width: widthOf(take("width")),
    sortKeys: truthy(take("sort_keys") ?? true),
    flow: flow === undefined || flow === null
      ? settings.flow
      : truthy(flow)
      ? "everywhere"
      : "nowhere",
    allowUnicode: true,
    explicitStart: truthy(take("explicit_start") ?? false),
    explicitEnd: truthy(take("explicit_end") ?? false),
  };
  take("allow_unicode");
  const [unknown] = named.keys();
  if (unknown !== undefined) {
    throw new FilterError(`${filter} - the option '${unknown}' is not supported`);
  }
  // A value that stands in several places is written out in each: no anchors.
  return dumpYaml(deepCopy(finish(value)), options);
}

function widthOf(value: Value | undefined): number {
  if (value === undefined || value === null) return 80;
  return typeof value === "number" ? value : Number(wantText(value));
}
