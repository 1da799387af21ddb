import { type Dict, Tuple, type Value } from "../../../base/value.ts";
import { getItem, item } from "../access.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { dictGet, dictHas, dictSet } from "../dict_access.ts";
import { FilterError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { isListMerge, mergeDicts } from "../merge_dicts.ts";
import { pairs } from "../methods/dict_methods.ts";
import { LazyDict } from "../object.ts";
import { checkDefined, viewless } from "../printed.ts";
import { PythonRange } from "../python_range.ts";
import { pythonType, truthy } from "../python_type.ts";
import { toRepr, toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { wantInt, wantText } from "../want.ts";

/** Ansible's filters on dicts and nested lists. The first argument of each is the input. */
export const ANSIBLE_DATA_FILTERS: Builtins = {
  combine: Builtin.variadic("first", (_, rest, first) => {
    const { recursive = false, list_merge: lists = "replace", ...others } = Object.fromEntries(
      rest.named,
    );
    if (Object.keys(others).length > 0) {
      throw new FilterError("'recursive' and 'list_merge' are the only valid keyword arguments");
    }
    if (!isListMerge(lists)) {
      throw new FilterError(
        "merge_hash: 'list_merge' argument can only be equal to 'replace', 'keep', 'append'," +
          " 'prepend', 'append_rp' or 'prepend_rp'",
      );
    }
    const dicts = flatten([first, ...rest.positional], { levels: 1, nulls: "skip" });
    checkDefined(dicts);
    const [head, ...tail] = dicts;
    if (head === undefined) return new Map();
    const options = { recursive: truthy(recursive), lists };
    return tail.reduce((result: Value, dict) => mergeDicts(result, dict, options), head);
  }),
  dict2items: Builtin.of(
    "mydict key_name? value_name?",
    (_, value, keyName = "key", valueName = "value") => {
      if (value instanceof Undefined) value.fail();
      if (!(value instanceof Map) && !(value instanceof LazyDict)) {
        throw new FilterError(
          `dict2items requires a dictionary, got <class '${pythonType(value)}'> instead.`,
        );
      }
      return Array.from(pairs(value), ([k, v]) => new Map([[keyName, k], [valueName, v]]));
    },
  ),
  extract: Builtin.of("item container morekeys?", (_, key, container, more = null) => {
    const keys = more === null ? [key] : Array.isArray(more) ? [key, ...more] : [key, more];
    return viewless(keys.reduce((value: Value, part) => getItem(value, part), container));
  }),
  flatten: Builtin.of(
    "mylist levels? skip_nulls?",
    (_, list, levels = null, skip = true) =>
      flatten(iterate(list), {
        levels: levels === null ? Infinity : wantInt(levels),
        nulls: truthy(skip) ? "skip" : "keep",
      }),
  ),
  items2dict: Builtin.of(
    "mylist key_name? value_name?",
    (_, list, keyName = "key", valueName = "value") => {
      if (list instanceof Undefined) list.fail();
      if (!Array.isArray(list) && !(list instanceof Tuple)) {
        throw new FilterError(
          `items2dict requires a list, got <class '${pythonType(list)}'> instead.`,
        );
      }
      const result: Dict = new Map();
      for (const entry of iterate(list)) {
        if (!(entry instanceof Map)) {
          throw new FilterError(
            `items2dict requires a list of dictionaries, got ${toRepr(list)} instead.`,
          );
        }
        const [key, value] = [dictGet(entry, keyName), dictGet(entry, valueName)];
        if (key === undefined || value === undefined) {
          throw new FilterError(
            "items2dict requires each dictionary in the list to contain the keys " +
              `'${toText(keyName)}' and '${toText(valueName)}', got ${toRepr(list)} instead.`,
          );
        }
        dictSet(result, key, value);
      }
      return result;
    },
  ),
  rekey_on_member: Builtin.of(
    "data key duplicates?",
    (_, data, key, duplicates = "error") => rekey(data, key, duplicates),
  ),
  subelements: Builtin.of(
    "obj subelements skip_missing?",
    (_, obj, path, skip = false) => subelements(obj, path, truthy(skip) ? "skip" : "fail"),
  ),
};

function flatten(
  list: readonly Value[],
  options: { readonly levels: number; readonly nulls: "skip" | "keep" },
): Value[] {
  const result: Value[] = [];
  const { levels, nulls } = options;
  for (const entry of list) {
    if (nulls === "skip" && (entry === null || entry === "None" || entry === "null")) continue;
    const nested = sequenceOf(entry);
    if (nested === undefined || levels < 1) result.push(entry);
    else result.push(...flatten(nested, { levels: levels - 1, nulls }));
  }
  return result;
}

function sequenceOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  return value instanceof PythonRange ? value.iterate() : undefined;
}

function rekey(data: Value, key: Value, duplicates: Value): Dict {
  if (duplicates !== "error" && duplicates !== "overwrite") {
    throw new FilterError(
      `duplicates parameter to rekey_on_member has unknown value: ${toText(duplicates)}`,
    );
  }
  if (data instanceof Undefined) data.fail();
  const entries = data instanceof Map ? [...data.values()] : listOf(data);
  const result: Dict = new Map();
  for (const entry of entries) {
    if (!(entry instanceof Map)) throw new FilterError("List item is not a valid dict");
    const name = dictGet(entry, key);
    if (name === undefined) throw new FilterError(`Key ${toText(key)} was not found`);
    if (duplicates === "error" && dictHas(result, name)) {
      throw new FilterError(
        `Key ${toText(name)} is not unique, cannot correctly turn into dict`,
      );
    }
    dictSet(result, name, entry);
  }
  return result;
}

function listOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  throw new FilterError("Type is not a valid list, set, or dict");
}

function subelements(obj: Value, path: Value, missing: "skip" | "fail"): Value[] {
  if (obj instanceof Undefined) obj.fail();
  const elements = obj instanceof Map ? [...obj.values()] : obj;
  if (!Array.isArray(elements)) {
    throw new FilterError("obj must be a list of dicts or a nested dict");
  }
  if (!Array.isArray(path) && typeof path !== "string") {
    throw new FilterError("subelements must be a list or a string");
  }
  const keys = Array.isArray(path) ? path : wantText(path).split(".");
  const result: Value[] = [];
  for (const element of elements) {
    const values = descend(element, keys, missing);
    if (!Array.isArray(values)) {
      throw new FilterError(
        `the key ${toRepr(keys.at(-1) ?? null)} should point to a list, got ${toRepr(values)}`,
      );
    }
    for (const value of values) result.push(new Tuple([element, value]));
  }
  return result;
}

function descend(element: Value, keys: readonly Value[], missing: "skip" | "fail"): Value {
  let value = element;
  for (const key of keys) {
    if (!(value instanceof Map)) {
      throw new FilterError(
        `the key ${toText(key)} should point to a dictionary, got '${toText(value)}'`,
      );
    }
    const next = item(value, key);
    if (next === undefined) {
      if (missing === "skip") return [];
      throw new FilterError(
        `could not find ${toRepr(key)} key in iterated item ${toRepr(value)}`,
      );
    }
    value = next;
  }
  return value;
}
