import { type Dict, isDict, isFloat, isInt, type Value } from "../../base/value.ts";
import { equals } from "../template/compare.ts";
import { pythonType } from "../template/python_type.ts";
import { toText } from "../template/text.ts";
import type { ArgumentSpec, ModuleSpec, OptionSpec } from "./argument_spec.ts";
import { brokenConstraints, missingRequired, mutuallyExclusive } from "./constraints.ts";
import { classOf, coerce, CoercionError } from "./coerce.ts";

/** A use of something that is to go. */
export interface Deprecation {
  readonly message: string;
  /** The release or the date it goes with. */
  readonly version: string;
}

/** What checking arguments against a spec found out. */
export interface CheckedArguments {
  /** By the options' own names, of the wanted types, complete with defaults; `null` is unset. */
  readonly args: Dict;
  /** All that is wrong, in Ansible's words and order; a module fails with the first. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly deprecations: readonly Deprecation[];
  /** Values of `no_log` options, which are to be masked wherever they show up. */
  readonly secrets: readonly string[];
}

/** What a task gave its module beside `args`. */
export interface CheckOptions {
  /** What remained of a `k=v` text. */
  readonly freeForm?: string;
  /** Expands `~` and variables of the target's environment in options of type `path`. */
  readonly expandPath?: (path: string) => string;
  /** The module's name in messages, if it is another one than the spec has. */
  readonly calledAs?: string;
}

/**
 * Checks the rendered arguments of a task as the module itself would (observed with ansible-core
 * 2.14). `errors[0]`, if there is one, is the `msg` of the failed task.
 */
export function checkArguments(
  spec: ModuleSpec,
  args: Dict,
  { freeForm, expandPath, calledAs = spec.module }: CheckOptions = {},
): CheckedArguments {
  const given: Dict = new Map(args);
  if (freeForm !== undefined) given.set(spec.freeForm ?? "_raw_params", freeForm);
  const check = new Check(expandPath);
  const result = check.run(spec.arguments, given);
  const unsupported = check.unsupported();
  if (unsupported !== undefined && !spec.ignoresUnknown) {
    check.errors.push(`Unsupported parameters for (${calledAs}) module: ${unsupported}`);
  }
  return { args: result, ...check.findings() };
}

/** Checks arguments against a spec that is no module's, such as a role's argument spec. */
export function checkAgainst(spec: ArgumentSpec, args: Dict): CheckedArguments {
  const check = new Check(undefined);
  const result = check.run(spec, new Map(args));
  const unsupported = check.unsupported();
  if (unsupported !== undefined) check.errors.push(unsupported);
  return { args: result, ...check.findings() };
}

/** Where in the arguments a check is: the options around it, for messages. */
interface Context {
  readonly path: readonly string[];
  /** `limits.`, or `rules[0].`. */
  readonly prefix: string;
}

const TOP: Context = { path: [], prefix: "" };

class Check {
  readonly errors: string[] = [];
  readonly #warnings: string[] = [];
  readonly #deprecations: Deprecation[] = [];
  readonly #secrets = new Set<string>();
  readonly #unsupported = new Map<string, ArgumentSpec>();
  readonly #expandPath: ((path: string) => string) | undefined;

  constructor(expandPath: ((path: string) => string) | undefined) {
    this.#expandPath = expandPath;
  }

  findings(): Omit<CheckedArguments, "args"> {
    return {
      errors: this.errors,
      warnings: this.#warnings,
      deprecations: this.#deprecations,
      secrets: [...this.#secrets],
    };
  }

  /** @returns What is said of all parameters that no option knows. */
  unsupported(): string | undefined {
    const names = [...this.#unsupported.keys()].sort();
    const [first] = names;
    const spec = first === undefined ? undefined : this.#unsupported.get(first);
    if (spec === undefined) return undefined;
    const options = [...spec.options.keys()].sort().join(", ");
    const aliases = [...spec.options.values()].flatMap((option) => option.aliases).sort();
    const known = aliases.length === 0 ? options : `${options} (${aliases.join(", ")})`;
    return `${names.join(", ")}. Supported parameters include: ${known}.`;
  }

  /** Checks `args`, which is the check's own; the order of the steps is that of Ansible's errors. */
  run(spec: ArgumentSpec, args: Dict): Dict {
    this.#deprecatedOptions(spec, args, "");
    this.#level(spec, args, TOP);
    return args;
  }

  #level(spec: ArgumentSpec, args: Dict, context: Context): void {
    this.#resolveAliases(spec, args, context);
    this.#collectSecrets(spec, args);
    for (const key of [...args.keys()]) {
      if (typeof key === "string" && spec.options.has(key)) continue;
      this.#unsupported.set([...context.path, toText(key)].join("."), spec);
    }
    this.#add(mutuallyExclusive(spec, args), context);
    this.#setDefaults(spec, args);
    this.#add(missingRequired(spec, args), context);
    for (const [name, option] of spec.options) this.#coerceOption(name, option, { args, context });
    for (const [name, option] of spec.options) this.#checkChoices(name, option, { args, context });
    for (const message of brokenConstraints(spec, args)) this.#add(message, context);
    for (const name of spec.options.keys()) if (!args.has(name)) args.set(name, null);
    for (const [name, option] of spec.options) this.#checkInner(name, option, { args, context });
  }

  #add(message: string | undefined, { path }: Context): void {
    if (message === undefined) return;
    this.errors.push(path.length === 0 ? message : `${message} found in ${path.join(" -> ")}`);
  }

  #resolveAliases(spec: ArgumentSpec, args: Dict, { prefix }: Context): void {
    for (const [name, option] of spec.options) {
      for (const { name: alias, version } of option.deprecatedAliases) {
        if (!args.has(alias)) continue;
        const message =
          `Alias '${prefix}${alias}' is deprecated. See the module docs for more information`;
        this.#deprecations.push({ message, version });
      }
      for (const alias of option.aliases) {
        const value = args.get(alias);
        if (value === undefined) continue;
        if (args.has(name)) {
          const both = `Both option ${prefix}${name} and its alias ${prefix}${alias} are set.`;
          this.#warnings.push(both);
        }
        args.set(name, value);
        args.delete(alias);
      }
    }
  }

  #deprecatedOptions(spec: ArgumentSpec, args: Dict, prefix: string): void {
    for (const [name, { deprecated, suboptions }] of spec.options) {
      const value = args.get(name);
      if (value === undefined) continue;
      const shown = prefix === "" ? name : `${prefix}["${name}"]`;
      if (deprecated !== undefined) {
        const message = `Param '${shown}' is deprecated. See the module docs for more information`;
        this.#deprecations.push({ message, version: deprecated });
      }
      if (suboptions === undefined) continue;
      for (const item of Array.isArray(value) ? value : [value]) {
        if (isDict(item)) this.#deprecatedOptions(suboptions, item, shown);
      }
    }
  }

  /** Finds secrets in suboptions, too, so it is the first to stumble over what is no dict. */
  #collectSecrets(spec: ArgumentSpec, args: Dict): void {
    try {
      this.#secretsOf(spec, args);
    } catch (error) {
      if (!(error instanceof CoercionError)) throw error;
      this.errors.push(error.message);
    }
    for (const [name, { noLog, default: value }] of spec.options) {
      if (noLog && value !== undefined && !args.has(name)) this.#addSecrets(value);
    }
  }

  #secretsOf(spec: ArgumentSpec, args: Dict): void {
    for (const [name, { noLog, suboptions, type }] of spec.options) {
      const value = args.get(name) ?? null;
      if (noLog) this.#addSecrets(value);
      if (suboptions === undefined || value === null) continue;
      for (const item of Array.isArray(value) ? value : [value]) {
        const inner = typeof item === "string" ? coerce(item, "dict") : item;
        if (!isDict(inner)) {
          const found = `Value '${toText(inner)}' in the sub parameter field '${name}'`;
          throw new CoercionError(`${found} must by a ${type}, not '${pythonType(inner)}'`);
        }
        this.#secretsOf(suboptions, inner);
      }
    }
  }

  #addSecrets(value: Value): void {
    if (Array.isArray(value)) value.forEach((item) => this.#addSecrets(item));
    else if (isDict(value)) { for (const item of value.values()) this.#addSecrets(item); }
    else if (typeof value === "string" ? value !== "" : isInt(value) || isFloat(value)) {
      this.#secrets.add(toText(value));
    }
  }

  #setDefaults(spec: ArgumentSpec, args: Dict): void {
    for (const [name, option] of spec.options) {
      if (option.default !== undefined && !args.has(name)) args.set(name, option.default);
    }
  }

  #coerceOption(name: string, option: OptionSpec, { args, context }: Place): void {
    const value = args.get(name) ?? null;
    if (value === null) return;
    const found = context.path.length === 0 ? "" : ` found in '${context.path.join(" -> ")}'`;
    try {
      const coerced = coerce(value, option.type);
      args.set(name, this.#expanded(coerced, option.type));
    } catch (error) {
      if (!(error instanceof CoercionError)) throw error;
      const within = found === "" ? "" : `${found}.`;
      this.errors.push(
        `argument '${name}' is of type ${classOf(value)}${within} and we were unable to convert ` +
          `to ${option.type}: ${error.message}`,
      );
      return;
    }
    const items = args.get(name);
    if (option.elements === undefined || !Array.isArray(items)) return;
    const kept: Value[] = [];
    for (const item of items) {
      try {
        kept.push(this.#expanded(coerce(item, option.elements), option.elements));
      } catch (error) {
        if (!(error instanceof CoercionError)) throw error;
        this.errors.push(
          `Elements value for option '${name}'${found} is of type ${classOf(item)} and we were ` +
            `unable to convert to ${option.elements}: ${error.message}`,
        );
      }
    }
    args.set(name, kept);
  }

  #expanded(value: Value, type: string): Value {
    if (type !== "path" || typeof value !== "string" || !this.#expandPath) return value;
    return this.#expandPath(value);
  }

  #checkChoices(name: string, { choices }: OptionSpec, { args, context }: Place): void {
    const value = args.get(name);
    if (choices === undefined || value === undefined) return;
    const known = (item: Value) => choices.some((choice) => equals(choice, item));
    const listed = choices.map(toText).join(", ");
    if (Array.isArray(value)) {
      const unknown = value.filter((item) => !known(item)).map(toText);
      if (unknown.length === 0) return;
      const none = `Got no match for: ${unknown.join(", ")}`;
      this.#add(`value of ${name} must be one or more of: ${listed}. ${none}`, context);
      return;
    }
    const meant = choiceOfBoolean(value, choices);
    if (meant !== undefined) args.set(name, meant);
    else if (!known(value)) {
      this.#add(`value of ${name} must be one of: ${listed}, got: ${toText(value)}`, context);
    }
  }

  #checkInner(name: string, option: OptionSpec, { args, context }: Place): void {
    const { suboptions } = option;
    if (suboptions === undefined) return;
    if (option.applyDefaults && (args.get(name) ?? null) === null) args.set(name, new Map());
    const value = args.get(name) ?? null;
    if (value === null) return;
    const path = [...context.path, name];
    const checked = (Array.isArray(value) ? value : [value]).map((item, index) => {
      if (!isDict(item)) {
        this.errors.push(`value of '${name}' must be of type dict or list of dicts`);
        return item;
      }
      const inner: Dict = new Map(item);
      const place = option.type === "list" ? `${name}[${index}].` : `${name}.`;
      this.#level(suboptions, inner, { path, prefix: `${context.prefix}${place}` });
      return inner;
    });
    args.set(name, Array.isArray(value) ? checked : checked[0] ?? null);
  }
}

interface Place {
  readonly args: Dict;
  readonly context: Context;
}

const TRUE_WORDS: readonly Value[] = ["y", "yes", "on", "1", "true", "t", 1, true];
const FALSE_WORDS: readonly Value[] = ["n", "no", "off", "0", "false", "f", 0, false];

/** YAML makes booleans of words such as `on`: where just one choice can be meant, it is meant. */
function choiceOfBoolean(value: Value, choices: readonly Value[]): Value | undefined {
  if (value !== "True" && value !== "False") return undefined;
  if (choices.some((choice) => equals(choice, value))) return undefined;
  const words = value === "True" ? TRUE_WORDS : FALSE_WORDS;
  const meant = choices.filter((choice) => words.some((word) => equals(word, choice)));
  return meant.length === 1 ? meant[0] : undefined;
}
