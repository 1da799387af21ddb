import { type Dict, isDict, type Value } from "../../base/value.ts";
import { parseYamlValue } from "../../source/yaml.ts";
import type { ArgumentSpec, ModuleSpec, ReturnSpec } from "../playbook/argument_spec.ts";
import { parseArgumentSpec } from "../playbook/parse_module_spec.ts";
import { type ModuleDocument, moduleDocument } from "./module_document.ts";

/** What the documentation of a module in Python says of it. */
export interface DocumentedModule {
  readonly name: string;
  /** Its file, for messages. */
  readonly path: string;
  readonly document: ModuleDocument;
  /** @returns The source of a documentation fragment such as `ansible.builtin.files`. */
  fragment(name: string): string | undefined;
}

/**
 * @returns The documentation of a module in the form of those of shep.
 * @throws {DiagnosticError} If it is no YAML.
 */
export function documentedSpec(module: DocumentedModule): ModuleSpec {
  const { name, path, document } = module;
  const fields = mapping(parseYamlValue(document.documentation, { file: path }));
  const options: Dict = new Map();
  const fragments = texts(fields.get("extends_documentation_fragment"))
    .map((fragment) => fragmentOptions(fragment, module));
  for (const [key, value] of fragments.flatMap((found) => [...found ?? []])) {
    options.set(key, value);
  }
  for (const [key, value] of mapping(fields.get("options"))) options.set(key, value);
  return {
    module: name,
    shortDescription: texts(fields.get("short_description")).join(" "),
    description: texts(fields.get("description")),
    arguments: argumentsOf(options, document, path),
    acceptsAny: fragments.includes(undefined),
    ignoresUnknown: false,
    refusals: [],
    checkMode: document.supportsCheckMode ? "full" : "none",
    diffMode: "partial",
    examples: document.examples,
    returns: returnsOf(parseYamlValue(document.returns, { file: path })),
  };
}

/** A fragment is a file, or one of several in a file. */
function fragmentOptions(
  fragment: string,
  { path, fragment: find }: DocumentedModule,
): Dict | undefined {
  const [, file = "", part = ""] = /^(.*)\.(.*)$/.exec(fragment) ?? [];
  const [whole, shared] = [find(fragment), file === "" ? undefined : find(file)];
  const source = whole ?? shared;
  if (source === undefined) return undefined;
  const name = whole === undefined ? part.toUpperCase() : "DOCUMENTATION";
  const text = moduleDocument(source, name).documentation;
  return mapping(mapping(parseYamlValue(text, { file: path })).get("options"));
}

function argumentsOf(options: Dict, document: ModuleDocument, path: string): ArgumentSpec {
  const { spec } = parseArgumentSpec(specOptions(options), path);
  const secrets = new Set(document.secretOptions);
  const named = [...spec.options].map(([name, option]) =>
    [name, { ...option, noLog: option.noLog || secrets.has(name) }] as const
  );
  return { ...spec, options: new Map(named) };
}

/** Documentation calls inner options `suboptions`, which argument specs call `options`. */
function specOptions(options: Dict): Dict {
  return new Map([...options].map(([name, value]) => {
    const option = new Map(mapping(value));
    const inner = option.get("suboptions");
    if (isDict(inner)) option.set("options", specOptions(inner));
    option.set("description", [...texts(option.get("description"))]);
    return [name, option];
  }));
}

function returnsOf(value: Value): ReadonlyMap<string, ReturnSpec> {
  return new Map([...mapping(value)].map(([name, item]) => {
    const fields = mapping(item);
    const returned = fields.get("returned");
    const sample = fields.get("sample");
    return [String(name), {
      type: String(fields.get("type") ?? "raw"),
      description: texts(fields.get("description")),
      ...(typeof returned === "string" && { returned }),
      ...(sample !== undefined && { sample }),
      contains: returnsOf(fields.get("contains") ?? null),
    }];
  }));
}

function mapping(value: Value | undefined): Dict {
  return isDict(value) ? value : new Map();
}

function texts(value: Value | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => String(item));
}
