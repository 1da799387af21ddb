import { pythonJson } from "../../base/python_json.ts";
import type { Dict, Value } from "../../base/value.ts";
import { contains, equals } from "./compare.ts";
import { dictGet, dictSet } from "./dict_access.ts";
import { FilterError } from "./errors.ts";
import { finish } from "./finish.ts";
import { LazyDict } from "./object.ts";
import { pythonType } from "./python_type.ts";

/** What happens to a list that is in both dicts. */
const LIST_MERGES = ["replace", "keep", "append", "prepend", "append_rp", "prepend_rp"] as const;
/** What happens to a list that is in both dicts. */
export type ListMerge = typeof LIST_MERGES[number];

/** How two dicts are merged. */
export interface MergeOptions {
  readonly recursive: boolean;
  readonly lists: ListMerge;
}

/**
 * @returns A new dict of both, `high` winning over `low`, as Ansible's `combine` merges.
 * @throws {FilterError} If one of the two is no dict.
 */
export function mergeDicts(low: Value, high: Value, options: MergeOptions): Dict {
  const [x, y] = [asDict(low), asDict(high)];
  if (x === undefined || y === undefined) {
    throw new FilterError(
      `failed to combine variables, expected dicts but got a '${pythonType(low)}' and a '${
        pythonType(high)
      }': \n${pythonJson(finish(low))}\n${pythonJson(finish(high))}`,
    );
  }
  if (x.size === 0 || equals(x, y)) return new Map(y);
  const result: Dict = new Map(x);
  for (const [key, value] of y) {
    const before = dictGet(x, key);
    dictSet(result, key, before === undefined ? value : merged(before, value, options));
  }
  return result;
}

/** @returns Whether `value` names a way to merge lists. */
export function isListMerge(value: Value): value is ListMerge {
  return LIST_MERGES.some((name) => name === value);
}

function merged(low: Value, high: Value, options: MergeOptions): Value {
  if (asDict(low) !== undefined && asDict(high) !== undefined) {
    return options.recursive ? mergeDicts(low, high, options) : high;
  }
  if (!Array.isArray(low) || !Array.isArray(high)) return high;
  switch (options.lists) {
    case "replace":
      return high;
    case "keep":
      return low;
    case "append":
      return [...low, ...high];
    case "prepend":
      return [...high, ...low];
    case "append_rp":
      return [...low.filter((item) => !contains(high, item)), ...high];
    case "prepend_rp":
      return [...high, ...low.filter((item) => !contains(high, item))];
  }
}

function asDict(value: Value): Dict | undefined {
  if (value instanceof Map) return value;
  return value instanceof LazyDict ? value.toDict() : undefined;
}
