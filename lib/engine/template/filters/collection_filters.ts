import { type Dict, Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { compareOrder } from "../compare.ts";
import type { RenderContext } from "../context.ts";
import { dictGet, dictHas, dictSet } from "../dict_access.ts";
import { FilterError, PythonError, typeError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { jsonQuery } from "../json_query.ts";
import { isListMerge, mergeDicts, type MergeOptions } from "../merge_dicts.ts";
import { pairs } from "../methods/dict_methods.ts";
import type { Arguments } from "../object.ts";
import { pythonType, truthy } from "../python_type.ts";
import { seededRandom } from "../seeded_random.ts";
import { toRepr, toText } from "../text.ts";
import { looseVersion } from "../tests/version.ts";
import { wantText } from "../want.ts";
import { TIME_UNIT_FILTERS } from "./time_unit.ts";

/** The filters of the collection community.general that work on any data. */
const FILTERS: Builtins = {
  ...TIME_UNIT_FILTERS,
  counter: Builtin.of("sequence", (_, value) => count(value)),
  crc32: Builtin.of("value", (_, value) => {
    if (typeof value === "string") return crc32(new TextEncoder().encode(value)).toString(16);
    throw new FilterError(
      `Invalid value type (<class '${pythonType(value)}'>) for crc32 (${toRepr(value)})`,
    );
  }),
  dict: Builtin.of("sequence", (_, value) => {
    const result: Dict = new Map();
    for (const [key, item] of pairs(value)) dictSet(result, key, item);
    return result;
  }),
  dict_kv: Builtin.of("value key", (_, value, key) => new Map([[key, value]])),
  groupby_as_dict: Builtin.of("sequence attribute", (_, value, key) => groupAsDict(value, key)),
  json_query: Builtin.of("data expr", (_, data, expr) => jsonQuery(data, wantText(expr))),
  lists_mergeby: Builtin.variadic("", (_, rest) => mergeLists(rest)),
  random_mac: Builtin.of(
    "value seed?",
    (context, value, seed = null) => randomMac(value, () => randomDigits(context, seed)),
  ),
  unicode_normalize: Builtin.of("data form?", (_, data, form = "NFC") => {
    if (typeof data !== "string") {
      throw typeError(`<class '${pythonType(data)}'> is not a valid input type`);
    }
    const known = ["NFC", "NFD", "NFKC", "NFKD"].find((name) => name === form);
    if (known === undefined) throw new FilterError(`${toText(form)} is not a valid form`);
    return data.normalize(known);
  }),
  version_sort: Builtin.of("value reverse?", (_, value, reverse = false) => {
    const direction = truthy(reverse) ? -1 : 1;
    return iterate(value).map((version) => ({ version, key: looseVersion(toText(version)) }))
      .sort((a, b) => direction * compareOrder("<", a.key, b.key))
      .map(({ version }) => version);
  }),
};

/** Those that Ansible also knows by their names alone. */
const SHORT_NAMES = ["json_query", "random_mac"];

/** The filters of community.general by all their names. */
export const COLLECTION_FILTERS: Builtins = Object.fromEntries(
  Object.entries(FILTERS).flatMap(([name, filter]) => [
    [`community.general.${name}`, filter],
    ...(SHORT_NAMES.includes(name) ? [[name, filter]] : []),
  ]),
);

function count(value: Value): Dict {
  const items = typeof value === "string" || Array.isArray(value) || value instanceof Tuple
    ? iterate(value)
    : undefined;
  if (items === undefined) {
    throw new FilterError(
      "Argument for community.general.counter must be a sequence (string or list). " +
        `${toText(value)} is <class '${pythonType(value)}'>`,
    );
  }
  const result: Dict = new Map();
  try {
    for (const item of items) dictSet(result, item, Number(dictGet(result, item) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    throw new FilterError(
      "community.general.counter needs a sequence with hashable elements (int, float or str) - " +
        error.message,
      { cause: error },
    );
  }
  return result;
}

function groupAsDict(value: Value, attribute: Value): Dict {
  if (typeof value !== "string" && !Array.isArray(value)) {
    throw new FilterError("Input is not a sequence");
  }
  const result: Dict = new Map();
  iterate(value).forEach((element, index) => {
    if (!(element instanceof Map)) {
      throw new FilterError(`Sequence element #${index} is not a mapping`);
    }
    const key = dictGet(element, attribute);
    if (key === undefined) {
      throw new FilterError(`Attribute not contained in element #${index} of sequence`);
    }
    if (dictHas(result, key)) {
      throw new FilterError(`Multiple sequence entries have attribute value ${toRepr(key)}`);
    }
    dictSet(result, key, element);
  });
  return result;
}

function mergeLists({ positional, named }: Arguments): Value {
  const { recursive = false, list_merge: lists = "replace", ...others } = Object.fromEntries(named);
  if (Object.keys(others).length > 0 || !isListMerge(lists)) {
    throw new FilterError("'recursive' and 'list_merge' are the only valid keyword arguments.");
  }
  const given = positional.slice(0, -1);
  const index = positional.at(-1);
  if (given.length === 0 || index === undefined) {
    throw new FilterError("At least one list and index are needed.");
  }
  const all = given.flatMap(listsIn);
  if (all.length < 2) return all[0] ?? [];
  if (typeof index !== "string") {
    throw new FilterError(
      "First argument after the lists for community.general.lists_mergeby must be string. " +
        `${toText(index)} is <class '${pythonType(index)}'>`,
    );
  }
  const options = { recursive: truthy(recursive), lists };
  return all.reduceRight((high, low) => mergeTwo(low, high, { ...options, index }));
}

/** A list of lists stands for the lists in it. */
function listsIn(value: Value): Value[][] {
  if (!Array.isArray(value)) {
    throw new FilterError(
      "All arguments before the argument index for community.general.lists_mergeby must be lists. " +
        `${toText(value)} is <class '${pythonType(value)}'>`,
    );
  }
  if (value.length === 0) return [];
  const nested = value.filter(Array.isArray);
  return nested.length === value.length ? nested : [value];
}

function mergeTwo(
  low: readonly Value[],
  high: readonly Value[],
  { index, ...options }: MergeOptions & { readonly index: string },
): Value[] {
  const merged: Dict = new Map();
  for (const element of [...low, ...high]) {
    if (!(element instanceof Map)) {
      throw new FilterError(
        "Elements of list arguments for lists_mergeby must be dictionaries. " +
          `${toText(element)} is <class '${pythonType(element)}'>`,
      );
    }
    const key = dictGet(element, index);
    if (key === undefined) continue;
    dictSet(merged, key, mergeDicts(dictGet(merged, key) ?? new Map(), element, options));
  }
  return [...merged].sort(([a], [b]) => compareOrder("<", a, b)).map(([, element]) => element);
}

/** @returns 40 bits, of which the highest four are not all 0, as hexadecimal digits. */
function randomDigits(context: RenderContext, seed: Value): string {
  if (seed !== null) return (LEAST + seededRandom(seed).below(MOST - LEAST + 1)).toString(16);
  const { random } = context.environment.options;
  if (random === undefined) {
    throw new FilterError("Cannot choose at random: this environment has no randomness");
  }
  const [first = 0, ...rest] = random.bytes(5);
  const high = 0x10 + (first % 0xf0);
  return [high, ...rest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const LEAST = 0x10_0000_0000;
const MOST = 0xff_ffff_ffff;

function randomMac(value: Value, digits: () => string): string {
  if (typeof value !== "string") {
    throw new FilterError(
      `Invalid value type (<class '${pythonType(value)}'>) for random_mac (${toText(value)})`,
    );
  }
  const prefix = value.toLowerCase();
  const items = prefix.split(":");
  if (items.length > 5) {
    throw new FilterError(
      `Invalid value (${prefix}) for random_mac: 5 colon(:) separated items max`,
    );
  }
  const problems = items.flatMap((item) =>
    item === "" ? ["empty item"] : /^[a-f0-9]{2}/.test(item) ? [] : [`${item} not hexa byte`]
  );
  if (problems.length > 0) {
    throw new FilterError(`Invalid value (${prefix}) for random_mac: ${problems.join(",")}`);
  }
  return prefix + digits().slice(0, 2 * (6 - items.length)).replace(/../g, ":$&");
}

/** The checksum of zlib. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}
