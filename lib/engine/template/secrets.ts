import { Tuple, type Value } from "../../base/value.ts";
import { FinalText } from "./object.ts";
import { plainName } from "./plain_name.ts";
import { PythonObject } from "./python_object.ts";

/** What knows the secrets of a run: `Masker`. */
export interface Secrets {
  readonly isEmpty: boolean;
  /** @returns Whether a secret is in `text`. */
  isIn(text: string): boolean;
  add(secret: string): void;
}

/**
 * Filters that make another text of a text, so that a secret would not be known any more. What only
 * chooses, counts or rearranges is not here: `ternary` tells no secret, and `combine` keeps it.
 */
const DERIVING: ReadonlySet<string> = new Set([
  ..."b64decode b64encode batch capitalize center checksum comment e escape first forceescape"
    .split(
      " ",
    ),
  ..."format from_json from_yaml from_yaml_all hash indent join last list lower map md5".split(" "),
  ..."password_hash quote random regex_escape regex_findall regex_replace regex_search".split(" "),
  ..."replace reverse sha1 shuffle slice sort split string striptags title to_json".split(" "),
  ..."to_nice_json to_nice_yaml to_uuid to_yaml tojson trim truncate unique upper urldecode".split(
    " ",
  ),
  ..."urlencode urlsplit vault wordwrap xmlattr zip".split(" "),
]);

/** Lists that a secret was taken apart into, such as its characters. */
const PARTS = new WeakSet<object>();

/** Shorter pieces tell nothing, and would make nonsense of every other text. */
const LEAST = 4;

/** @returns Whether what the filter `name` makes of a secret is one, too. */
export function derives(name: string): boolean {
  return DERIVING.has(plainName(name));
}

/** Makes known what was made of a secret: what is new in `result`, if there is one in `inputs`. */
export function noteDerived(secrets: Secrets, inputs: readonly Value[], result: Value): void {
  if (secrets.isEmpty || !inputs.some((input) => holdsSecret(secrets, input))) return;
  const [first] = inputs;
  const kept = new Set<string>();
  // What a list holds beside a secret is none; the parts of a secret all are.
  for (const input of inputs) if (!isPart(input)) collectTexts(input, kept);
  if (Array.isArray(first) && Array.isArray(result) && first.length === result.length) {
    // What was made of each item by itself.
    result.forEach((item, i) => {
      if (holdsSecret(secrets, first[i] ?? null)) note(secrets, item, kept);
    });
    if (PARTS.has(first)) PARTS.add(result);
  } else {
    note(secrets, result, kept);
  }
}

function note(secrets: Secrets, value: Value, kept: ReadonlySet<string>): void {
  if (typeof value === "string") {
    if (value.length >= LEAST && !kept.has(value) && !secrets.isIn(value)) secrets.add(value);
  } else if (value instanceof FinalText || value instanceof PythonObject) {
    note(secrets, value.text, kept);
  } else if (Array.isArray(value)) {
    if (kept.size === 0) PARTS.add(value);
    for (const item of value) note(secrets, item, kept);
  } else if (value instanceof Tuple) {
    for (const item of value.items) note(secrets, item, kept);
  } else if (value instanceof Map) {
    for (const item of value.values()) note(secrets, item, kept);
  }
}

function isPart(value: Value): boolean {
  return Array.isArray(value) && PARTS.has(value);
}

/** Collects the texts in lists and dicts; a text by itself is what something is made of. */
function collectTexts(value: Value, texts: Set<string>): void {
  for (const item of itemsOf(value)) {
    if (typeof item === "string") texts.add(item);
    else collectTexts(item, texts);
  }
}

function itemsOf(value: Value): Iterable<Value> {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return value.values();
  return value instanceof Tuple ? value.items : [];
}

function holdsSecret(secrets: Secrets, value: Value): boolean {
  if (typeof value === "string") return value.length > 0 && secrets.isIn(value);
  if (value instanceof FinalText) return holdsSecret(secrets, value.text);
  if (isPart(value)) return true;
  for (const item of itemsOf(value)) if (holdsSecret(secrets, item)) return true;
  return false;
}
