import { type Dict, isDict, type Value } from "../../base/value.ts";
import { suggestion } from "../../source/suggestion.ts";
import { equals } from "../template/compare.ts";
import { toText } from "../template/text.ts";
import type {
  ArgumentSpec,
  ModuleSpec,
  OptionSpec,
  OptionType,
} from "../playbook/argument_spec.ts";
import { holdsTemplate } from "./check_keywords.ts";
import type { Found } from "./found.ts";
import { brokenConstraints, mutuallyExclusive } from "../playbook/constraints.ts";
import { classOf, coerce, CoercionError } from "../playbook/coerce.ts";
import { settings } from "../playbook/inherited.ts";
import type { LoadedTask, LoadedVar, Written } from "../playbook/model.ts";

/** Modules that hand what they do not know on to another one, which the target decides. */
const PASSING_ON: ReadonlySet<string> = new Set(["package", "service"]);

/** Options that are shown or written as JSON, whatever they are. */
const TAKING_ANY: ReadonlySet<string> = new Set(["content", "fail_msg", "msg", "success_msg"]);

/** @returns What is wrong with a task's arguments, as far as they are literal. */
export function checkCall(task: LoadedTask, spec: ModuleSpec): readonly Found[] {
  const unsupported = spec.ignoresUnknown
    ? `Parameters that (${task.writtenModule}) ignores`
    : `Unsupported parameters for (${task.writtenModule}) module`;
  const given: LoadedVar[] = [...task.args];
  if (task.freeForm !== undefined && spec.freeForm !== undefined) {
    given.push({ key: spec.freeForm, value: task.freeForm });
  }
  const words = wordsOf(spec.arguments);
  const passesOn = PASSING_ON.has(spec.module);
  const known = given.filter(({ key }) =>
    words.has(key) ||
    !spec.acceptsAny && (!passesOn || isKeyword(key) || suggestion(key, words.keys()) !== undefined)
  );
  const severity = spec.ignoresUnknown || passesOn ? "warning" : "error";
  const found = [
    ...checkOptions(spec.arguments, known, { unsupported, severity, path: [] }),
    ...exclusive(spec.arguments, known),
  ];
  const isComplete = task.argsTemplate === undefined &&
    settings(task.layer, "module_defaults").length === 0;
  if (!isComplete) return found;
  const absent = missing(spec.arguments, given, []);
  if (absent.length > 0) return [...found, ...absent];
  return [...found, ...broken(spec.arguments, known), ...refused(spec, known)];
}

/** @returns The options by all the words that an argument can name them by. */
export function optionsByWord(spec: ArgumentSpec): ReadonlyMap<string, OptionSpec> {
  return new Map([...wordsOf(spec)].map(([word, { option }]) => [word, option]));
}

interface Context {
  /** How a message about unknown options begins. */
  readonly unsupported: string;
  /** Of unknown options. */
  readonly severity: "error" | "warning";
  readonly path: readonly string[];
}

function checkOptions(
  spec: ArgumentSpec,
  given: readonly LoadedVar[],
  context: Context,
): readonly Found[] {
  const words = wordsOf(spec);
  return given.flatMap(({ key, value, position }) => {
    const where = position === undefined ? {} : { position };
    const entry = words.get(key);
    if (entry === undefined) {
      const near = suggestion(key, words.keys());
      const name = [...context.path, key].join(".");
      return [{
        rule: "unknown-argument",
        message: `${context.unsupported}: ${name}`,
        severity: context.severity,
        hint: isKeyword(key) && context.path.length === 0
          ? `'${key}' is a keyword: indent it as far as the module`
          : near === undefined
          ? `Supported parameters include: ${[...spec.options.keys()].sort().join(", ")}`
          : `Did you mean '${near}'?`,
        ...where,
      }];
    }
    if (value === null || holdsTemplate(value)) return [];
    return checkValue(entry, { value, ...where }, context);
  });
}

interface Entry {
  readonly name: string;
  readonly option: OptionSpec;
}

function checkValue(
  { name, option }: Entry,
  { value, position }: Written,
  context: Context,
): readonly Found[] {
  const where = position === undefined ? {} : { position };
  const bad = (message: string): Found => ({ rule: "invalid-argument", message, ...where });
  const coerced = coercedTo(value, option.type);
  if (coerced instanceof CoercionError) {
    const what = `argument '${name}' is of type ${classOf(value)}`;
    return [bad(`${what} and we were unable to convert to ${option.type}: ${coerced.message}`)];
  }
  const found: Found[] = [];
  if (isTextual(option) && (Array.isArray(value) || isDict(value)) && !TAKING_ANY.has(name)) {
    const what = Array.isArray(value) ? "list" : "dict";
    const message = `${name} is a text: what it gets of the ${what} is ${toText(value)}`;
    found.push({ rule: "collection-as-text", message, ...where });
  }
  const items = Array.isArray(coerced) ? coerced : [coerced];
  const { choices, elements, suboptions } = option;
  for (const item of Array.isArray(coerced) ? coerced : []) {
    const element = coercedTo(item, elements ?? "raw");
    if (!(element instanceof CoercionError)) continue;
    const what = `Elements value for option '${name}' is of type ${classOf(item)}`;
    return [bad(`${what} and we were unable to convert to ${elements}: ${element.message}`)];
  }
  const unknown = choices === undefined
    ? []
    : items.filter((item) => !choices.some((choice) => meansChoice(item, choice)));
  if (choices !== undefined && unknown.length > 0) {
    const listed = choices.map(toText).join(", ");
    const got = unknown.map(toText).join(", ");
    found.push(bad(`value of ${name} must be one of: ${listed}, got: ${got}`));
  }
  if (suboptions === undefined) return found;
  const path = [...context.path, name];
  for (const item of items) {
    if (!isDict(item)) continue;
    const inner = [...item].map(([key, one]) => ({ key: toText(key), value: one, ...where }));
    found.push(...checkOptions(suboptions, inner, { ...context, path }));
    found.push(...missing(suboptions, inner, path).map((one) => ({ ...one, ...where })));
  }
  return found;
}

/** YAML makes a boolean of `on`; a run finds the choice that is meant. */
function meansChoice(item: Value, choice: Value): boolean {
  if (equals(item, choice)) return true;
  const isBoolean = item === "True" || item === "False";
  return isBoolean && typeof choice === "string" &&
    (item === "True" ? ["yes", "on", "true"] : ["no", "off", "false"]).includes(choice);
}

function isTextual({ type }: OptionSpec): boolean {
  return type === "str" || type === "path";
}

/** Keywords of tasks that slip into the module's arguments by their indentation. */
const KEYWORDS: ReadonlySet<string> = new Set([
  "args",
  "become",
  "become_user",
  "changed_when",
  "delegate_to",
  "failed_when",
  "ignore_errors",
  "loop",
  "no_log",
  "notify",
  "register",
  "run_once",
  "tags",
  "vars",
  "when",
]);

function isKeyword(key: string): boolean {
  return KEYWORDS.has(key) || key.startsWith("with_");
}

function missing(
  spec: ArgumentSpec,
  given: readonly LoadedVar[],
  path: readonly string[],
): readonly Found[] {
  const words = wordsOf(spec);
  const names = new Set(given.map(({ key }) => words.get(key)?.name));
  const absent = [...spec.options].filter(([name, { required }]) => required && !names.has(name));
  if (absent.length === 0) return [];
  const listed = absent.map(([name]) => name).sort().join(", ");
  const found = path.length === 0 ? "" : ` found in ${path.join(" -> ")}`;
  return [{ rule: "missing-argument", message: `missing required arguments: ${listed}${found}` }];
}

/** Options of which only one may be given; one that may be left out by `omit` does not count. */
function exclusive(spec: ArgumentSpec, given: readonly LoadedVar[]): readonly Found[] {
  const certain = given.filter(({ value }) => !isPerhapsOmitted(value));
  const message = mutuallyExclusive(spec, namedArguments(spec, certain));
  if (message === undefined) return [];
  const place = placeOfLast(spec, certain, spec.mutuallyExclusive.flat());
  return [{ rule: "exclusive-arguments", message, ...place }];
}

/** What else must hold between the options, where all values it depends on are literal. */
function broken(spec: ArgumentSpec, given: readonly LoadedVar[]): readonly Found[] {
  const args = namedArguments(spec, given);
  const isLiteral = (name: string) => !holdsTemplate(args.get(name) ?? null);
  const certain: ArgumentSpec = {
    ...spec,
    requiredTogether: spec.requiredTogether.filter((names) => names.every(isLiteral)),
    requiredBy: spec.requiredBy.filter(({ option }) => isLiteral(option)),
  };
  for (const [name, { default: value }] of spec.options) {
    if (value !== undefined && !args.has(name)) args.set(name, value);
  }
  return brokenConstraints(certain, args).map((message) => ({ rule: "missing-argument", message }));
}

/** What the module itself would refuse, where all values it depends on are literal. */
function refused(
  { arguments: spec, refusals }: ModuleSpec,
  given: readonly LoadedVar[],
): readonly Found[] {
  const certain = given.filter(({ value }) => !isPerhapsOmitted(value));
  const args = namedArguments(spec, certain);
  const perhaps = namedArguments(spec, given);
  const found = refusals.find(({ when, with: together, without }) =>
    together.every((name) => args.has(name)) && !without.some((name) => perhaps.has(name)) &&
    [...when].every(([name, value]) => equals(literalValue(spec, name, args), value))
  );
  if (found === undefined) return [];
  const { message, with: together, without } = found;
  if (without.length > 0) return [{ rule: "missing-argument", message }];
  return [{ rule: "exclusive-arguments", message, ...placeOfLast(spec, certain, together) }];
}

/** What an option is, as far as no template decides it. */
function literalValue({ options }: ArgumentSpec, name: string, args: Dict): Value {
  const option = options.get(name);
  const value = args.get(name) ?? option?.default ?? null;
  if (option?.type !== "bool" || holdsTemplate(value)) return value;
  const coerced = coercedTo(value, "bool");
  return coerced instanceof CoercionError ? value : coerced;
}

function coercedTo(value: Value, type: OptionType): Value | CoercionError {
  try {
    return coerce(value, type);
  } catch (error) {
    if (error instanceof CoercionError) return error;
    throw error;
  }
}

function namedArguments(spec: ArgumentSpec, given: readonly LoadedVar[]): Dict {
  const words = wordsOf(spec);
  return new Map(given.map(({ key, value }) => [words.get(key)?.name ?? key, value]));
}

function isPerhapsOmitted(value: Value): boolean {
  return value === null || (typeof value === "string" && /\bomit\b/.test(value));
}

/** Where the last of the options in `names` is given. */
function placeOfLast(
  spec: ArgumentSpec,
  given: readonly LoadedVar[],
  names: readonly string[],
): Pick<Written, "position"> {
  const words = wordsOf(spec);
  const last = given.findLast(({ key }) => names.includes(words.get(key)?.name ?? ""));
  return last?.position === undefined ? {} : { position: last.position };
}

function wordsOf(spec: ArgumentSpec): ReadonlyMap<string, Entry> {
  const words = new Map<string, Entry>();
  for (const [name, option] of spec.options) {
    for (const word of [name, ...option.aliases]) words.set(word, { name, option });
  }
  return words;
}
