import type { Value } from "../../base/value.ts";
import {
  type ArgumentSpec,
  type DeprecatedAlias,
  type ModuleSpec,
  OPTION_TYPES,
  type OptionSpec,
  type OptionType,
  type RequiredBy,
  type RequiredIf,
  type ReturnSpec,
} from "./argument_spec.ts";
import { SpecReader, valueFromPlain } from "./_spec_reader.ts";
import { readRefusals } from "./refusal.ts";
import groups from "./option_groups.json" with { type: "json" };

/** A module's JSON file that is not as it must be; `errors` are all findings. */
export class ModuleSpecError extends Error {
  override readonly name = "ModuleSpecError";
  constructor(readonly module: string, readonly errors: readonly string[]) {
    super(`Cannot read the argument spec of ${module}: ${errors.join("; ")}`);
  }
}

/**
 * Reads the JSON of a module's argument spec, plain or as a `Value`. `extends` takes whole groups
 * of option_groups.json in; an option of the file wins over one of a group.
 *
 * @throws {ModuleSpecError} If anything is missing, unknown or of the wrong type.
 */
export function parseModuleSpec(json: unknown): ModuleSpec {
  const reader = new SpecReader();
  const fields = reader.mapping(valueFromPlain(json), "spec");
  reader.refuseUnknown(fields, "spec", [...MODULE_KEYS, ...CONSTRAINT_KEYS]);
  const module = reader.text(fields.get("module"), "module");
  if (module === undefined) reader.refuse("module", "there");
  const argumentSpec = readArguments(reader, fields, "");
  const freeForm = reader.text(fields.get("free_form"), "free_form");
  if (freeForm !== undefined && !argumentSpec.options.has(freeForm)) {
    reader.refuse("free_form", "the name of an option");
  }
  if (reader.errors.length > 0) throw new ModuleSpecError(module ?? "a module", reader.errors);
  const supports = ["full", "partial", "none"] as const;
  const result: ModuleSpec = {
    module: module ?? "",
    shortDescription: reader.text(fields.get("short_description"), "short_description") ?? "",
    description: reader.texts(fields.get("description"), "description"),
    arguments: argumentSpec,
    ...(freeForm === undefined ? {} : { freeForm }),
    acceptsAny: reader.flag(fields.get("accepts_any"), "accepts_any"),
    ignoresUnknown: reader.flag(fields.get("ignores_unknown"), "ignores_unknown"),
    refusals: readRefusals(reader, fields.get("refuses"), {
      path: "refuses",
      options: new Set(argumentSpec.options.keys()),
    }),
    checkMode: reader.word(fields.get("check_mode"), "check_mode", supports) ?? "none",
    diffMode: reader.word(fields.get("diff_mode"), "diff_mode", supports) ?? "none",
    examples: reader.text(fields.get("examples"), "examples") ?? "",
    returns: readReturns(reader, fields.get("returns"), "returns"),
  };
  if (reader.errors.length > 0) throw new ModuleSpecError(result.module, reader.errors);
  return result;
}

/**
 * Reads options in the same form from elsewhere, such as a role's meta/argument_specs.yml, where
 * unknown keys mean nothing.
 *
 * @returns The spec and all errors.
 */
export function parseArgumentSpec(
  options: Value,
  path: string,
): { readonly spec: ArgumentSpec; readonly errors: readonly string[] } {
  const reader = new SpecReader("ignored");
  const spec = readArguments(reader, new Map([["options", options]]), path);
  return { spec, errors: reader.errors };
}

const CONSTRAINT_KEYS = [
  "options",
  "extends",
  "mutually_exclusive",
  "required_together",
  "required_one_of",
  "required_if",
  "required_by",
] as const;

const MODULE_KEYS = [
  "module",
  "short_description",
  "description",
  "free_form",
  "accepts_any",
  "ignores_unknown",
  "refuses",
  "check_mode",
  "diff_mode",
  "examples",
  "returns",
] as const;

const OPTION_KEYS = [
  ...CONSTRAINT_KEYS,
  "type",
  "elements",
  "required",
  "default",
  "choices",
  "aliases",
  "description",
  "no_log",
  "apply_defaults",
  "deprecated",
  "deprecated_aliases",
  "version_added",
] as const;

type Fields = ReadonlyMap<string, Value>;

function readArguments(reader: SpecReader, fields: Fields, path: string): ArgumentSpec {
  const options = new Map<string, OptionSpec>();
  const within = path === "" ? "" : `${path}.`;
  for (const name of reader.texts(fields.get("extends"), `${within}extends`)) {
    const group = GROUPS.get(name);
    if (group === undefined) {
      reader.refuse(
        `${within}extends`,
        `a list of ${[...GROUPS.keys()].join(", ")}: found ${name}`,
      );
    }
    for (const [option, spec] of group ?? []) options.set(option, spec);
  }
  const own = readOptions(reader, fields.get("options"), `${within}options`);
  for (const [name, spec] of own) options.set(name, spec);
  const groupsOf = (key: typeof CONSTRAINT_KEYS[number]) =>
    readGroups(reader, fields.get(key), `${within}${key}`);
  const result: ArgumentSpec = {
    options,
    mutuallyExclusive: groupsOf("mutually_exclusive"),
    requiredTogether: groupsOf("required_together"),
    requiredOneOf: groupsOf("required_one_of"),
    requiredIf: readRequiredIf(reader, fields.get("required_if"), `${within}required_if`),
    requiredBy: readRequiredBy(reader, fields.get("required_by"), `${within}required_by`),
  };
  refuseUnknownOptions(reader, result, within);
  return result;
}

function readOptions(
  reader: SpecReader,
  value: Value | undefined,
  path: string,
): ReadonlyMap<string, OptionSpec> {
  const options = new Map<string, OptionSpec>();
  const owners = new Map<string, string>();
  for (const [name, item] of reader.mapping(value, path)) {
    const option = readOption(reader, item, `${path}.${name}`);
    for (const word of [name, ...option.aliases]) {
      const owner = owners.get(word);
      if (owner !== undefined) reader.errors.push(`${path}.${name} and ${owner} both say ${word}`);
      owners.set(word, name);
    }
    options.set(name, option);
  }
  return options;
}

function readOption(reader: SpecReader, value: Value, path: string): OptionSpec {
  const fields = reader.mapping(value, path);
  reader.refuseUnknown(fields, path, OPTION_KEYS);
  const type = reader.word(fields.get("type"), `${path}.type`, OPTION_TYPES) ?? "str";
  const elements = reader.word(fields.get("elements"), `${path}.elements`, OPTION_TYPES);
  const required = reader.flag(fields.get("required"), `${path}.required`);
  const fallback = fields.get("default") ?? undefined;
  if (elements !== undefined && type !== "list") {
    reader.refuse(`${path}.elements`, "on a list only");
  }
  if (required && fallback !== undefined) {
    reader.errors.push(`${path} is required and has a default: it can only be one of them`);
  }
  const deprecated = reader.text(fields.get("deprecated"), `${path}.deprecated`);
  return {
    type,
    ...(elements === undefined ? {} : { elements }),
    required,
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(fields.has("choices")
      ? { choices: reader.list(fields.get("choices"), `${path}.choices`) }
      : {}),
    aliases: reader.texts(fields.get("aliases"), `${path}.aliases`),
    description: reader.texts(fields.get("description"), `${path}.description`),
    noLog: reader.flag(fields.get("no_log"), `${path}.no_log`),
    ...readSuboptions(reader, fields, { path, type }),
    applyDefaults: reader.flag(fields.get("apply_defaults"), `${path}.apply_defaults`),
    ...(deprecated === undefined ? {} : { deprecated }),
    deprecatedAliases: readDeprecatedAliases(reader, fields, path),
  };
}

function readSuboptions(
  reader: SpecReader,
  fields: Fields,
  { path, type }: { readonly path: string; readonly type: OptionType },
): { readonly suboptions?: ArgumentSpec } {
  if (!fields.has("options") && !fields.has("extends")) return {};
  if (type !== "dict" && !(type === "list" && fields.get("elements") === "dict")) {
    reader.refuse(`${path}.options`, "on a dict or a list of dicts only");
  }
  return { suboptions: readArguments(reader, fields, path) };
}

function readDeprecatedAliases(
  reader: SpecReader,
  fields: Fields,
  path: string,
): readonly DeprecatedAlias[] {
  const where = `${path}.deprecated_aliases`;
  return reader.list(fields.get("deprecated_aliases"), where).map((item) => {
    const alias = reader.mapping(item, where);
    reader.refuseUnknown(alias, where, ["name", "version"]);
    return {
      name: reader.text(alias.get("name"), where) ?? "",
      version: reader.text(alias.get("version"), where) ?? "",
    };
  });
}

function readGroups(
  reader: SpecReader,
  value: Value | undefined,
  path: string,
): readonly (readonly string[])[] {
  return reader.list(value, path).map((item) => reader.texts(item, path));
}

function readRequiredIf(
  reader: SpecReader,
  value: Value | undefined,
  path: string,
): readonly RequiredIf[] {
  return reader.list(value, path).flatMap((item) => {
    const [option, wanted, required, any] = reader.list(item, path);
    if (typeof option !== "string" || wanted === undefined || required === undefined) {
      reader.refuse(path, "a list of [option, value, [options]]");
      return [];
    }
    const needs = reader.flag(any, path) ? "any" : "all";
    return [{ option, value: wanted, required: reader.texts(required, path), needs }];
  });
}

function readRequiredBy(
  reader: SpecReader,
  value: Value | undefined,
  path: string,
): readonly RequiredBy[] {
  return [...reader.mapping(value, path)].map(([option, required]) => ({
    option,
    required: reader.texts(required, path),
  }));
}

/** Records constraints that name an option which is not there. */
function refuseUnknownOptions(reader: SpecReader, spec: ArgumentSpec, within: string): void {
  const check = (key: string, names: readonly string[]) => {
    for (const name of names) {
      if (!spec.options.has(name)) reader.errors.push(`${within}${key} names no option: ${name}`);
    }
  };
  check("mutually_exclusive", spec.mutuallyExclusive.flat());
  check("required_together", spec.requiredTogether.flat());
  check("required_one_of", spec.requiredOneOf.flat());
  check("required_if", spec.requiredIf.flatMap(({ option, required }) => [option, ...required]));
  check("required_by", spec.requiredBy.flatMap(({ option, required }) => [option, ...required]));
}

function readReturns(
  reader: SpecReader,
  value: Value | undefined,
  path: string,
): ReadonlyMap<string, ReturnSpec> {
  const returns = new Map<string, ReturnSpec>();
  for (const [name, item] of reader.mapping(value, path)) {
    const where = `${path}.${name}`;
    const fields = reader.mapping(item, where);
    const keys = [
      "type",
      "elements",
      "description",
      "returned",
      "sample",
      "contains",
      "version_added",
    ];
    reader.refuseUnknown(fields, where, keys);
    const returned = reader.text(fields.get("returned"), `${where}.returned`);
    const sample = fields.get("sample");
    returns.set(name, {
      type: reader.text(fields.get("type"), `${where}.type`) ?? "raw",
      description: reader.texts(fields.get("description"), `${where}.description`),
      ...(returned === undefined ? {} : { returned }),
      ...(sample === undefined ? {} : { sample }),
      contains: readReturns(reader, fields.get("contains"), `${where}.contains`),
    });
  }
  return returns;
}

/** The shared option groups by name. */
const GROUPS: ReadonlyMap<string, ReadonlyMap<string, OptionSpec>> = new Map(
  Object.entries(groups).map(([name, options]) => {
    const reader = new SpecReader();
    const group = readOptions(reader, valueFromPlain(options), name);
    if (reader.errors.length > 0) throw new ModuleSpecError(`option group ${name}`, reader.errors);
    return [name, group];
  }),
);
