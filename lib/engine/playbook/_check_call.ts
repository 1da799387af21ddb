import { isDict, type Value } from "../../base/value.ts";
import { suggestion } from "../../source/suggestion.ts";
import { equals } from "../template/compare.ts";
import { toText } from "../template/text.ts";
import type { ArgumentSpec, ModuleSpec, OptionSpec } from "./argument_spec.ts";
import { type Found, holdsTemplate } from "./_check_keywords.ts";
import { classOf, coerce, CoercionError } from "./coerce.ts";
import { settings } from "./inherited.ts";
import type { LoadedTask, LoadedVar, Written } from "./model.ts";

/** @returns What is wrong with a task's arguments, as far as they are literal. */
export function checkCall(task: LoadedTask, spec: ModuleSpec): readonly Found[] {
  const unsupported = `Unsupported parameters for (${task.writtenModule}) module`;
  const given: LoadedVar[] = [...task.args];
  if (task.freeForm !== undefined && spec.freeForm !== undefined) {
    given.push({ key: spec.freeForm, value: task.freeForm });
  }
  const words = wordsOf(spec.arguments);
  const known = spec.acceptsAny ? given.filter(({ key }) => words.has(key)) : given;
  const found = checkOptions(spec.arguments, known, { unsupported, path: [] });
  const isComplete = task.argsTemplate === undefined &&
    settings(task.layer, "module_defaults").length === 0;
  return isComplete ? [...found, ...missing(spec.arguments, given, [])] : found;
}

interface Context {
  /** How a message about unknown options begins. */
  readonly unsupported: string;
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
        hint: near === undefined
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
  let coerced: Value;
  try {
    coerced = coerce(value, option.type);
  } catch (error) {
    if (!(error instanceof CoercionError)) throw error;
    const what = `argument '${name}' is of type ${classOf(value)}`;
    return [bad(`${what} and we were unable to convert to ${option.type}: ${error.message}`)];
  }
  const found: Found[] = [];
  const items = Array.isArray(coerced) ? coerced : [coerced];
  const { choices, suboptions } = option;
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

function wordsOf(spec: ArgumentSpec): ReadonlyMap<string, Entry> {
  const words = new Map<string, Entry>();
  for (const [name, option] of spec.options) {
    for (const word of [name, ...option.aliases]) words.set(word, { name, option });
  }
  return words;
}
