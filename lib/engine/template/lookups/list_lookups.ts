import { type Dict, dict, isDict, Tuple, type Value } from "../../../base/value.ts";
import { FilterError } from "../errors.ts";
import type { LookupRequest } from "../ports.ts";
import type { LookupPlugin } from "./lookup.ts";
import { asBool } from "./option.ts";

/** Lookups that only rearrange what they are given: the ones behind most `with_*` loops. */

/** `list`: the terms as they are. */
export const list: LookupPlugin = ({ terms }) => terms;

/** `items`: lists among the terms are taken apart, one level. */
export const items: LookupPlugin = ({ terms }) => flatOnce(terms);

/** `flattened`: lists among the terms are taken apart, all levels. */
export const flattened: LookupPlugin = ({ terms }) => flat(terms);

/** `indexed_items`: pairs of a number from 0 and an item. */
export const indexedItems: LookupPlugin = ({ terms }) =>
  flatOnce(terms).map((item, index) => [index, item]);

/** `dict`: a mapping of `key` and `value` for every entry. */
export const dictLookup: LookupPlugin = ({ terms }) =>
  terms.flatMap((term) => {
    if (isDict(term)) return [...term].map(([key, value]) => dict({ key, value }));
    throw new FilterError("with_dict expects a dict");
  });

/** `nested`: the product of the terms, each a list or a value; lists within are taken apart. */
export const nested: LookupPlugin = ({ terms }) => {
  const [first, ...others] = terms.map(itemsOf);
  if (first === undefined) {
    throw new FilterError("with_nested requires at least one element in the nested list");
  }
  let rows: readonly Value[] = first;
  for (const items of others) {
    rows = rows.flatMap((row) => items.map((item) => flatOnce([row, item])));
  }
  return rows.map((row) => flatOnce(itemsOf(row)));
};

/** `cartesian`: the product of the terms, each a list or a value. */
export const cartesian: LookupPlugin = ({ terms }) => {
  if (terms.length === 0) {
    throw new FilterError("with_cartesian requires at least one element in each list");
  }
  return product(terms.map(itemsOf)).map((row) => flatOnce(row));
};

/** `together`: the first items of all lists, then the second ones; None where one is shorter. */
export const together: LookupPlugin = ({ terms }) => {
  if (terms.length === 0) {
    throw new FilterError("with_together requires at least one element in each list");
  }
  const lists = terms.map(itemsOf);
  const length = Math.max(...lists.map((items) => items.length));
  return Array.from({ length }, (_, i) => flatOnce(lists.map((items) => items[i] ?? null)));
};

/** `subelements`: pairs of a mapping and each item of a list in it. */
export const subelements: LookupPlugin = ({ terms }) => {
  const [elements, path, flags] = terms;
  if (typeof path !== "string") {
    throw new FilterError(
      "subelements lookup expects a list of two or three items, first a dict or a list, second a " +
        "string pointing to the subkey",
    );
  }
  const skipsMissing = isDict(flags) && asBool(flags.get("skip_missing"));
  const rows = isDict(elements) ? [...elements.values()] : Array.isArray(elements) ? elements : [];
  return rows.flatMap((row) => {
    if (!isDict(row)) {
      throw new FilterError(`subelements lookup expects a dictionary, got '${row}'`);
    }
    if (row.get("skipped") === true) return [];
    const found = itemAt(row, path.split("."));
    if (Array.isArray(found)) return found.map((item) => [without(row, path), item]);
    if (found === undefined && skipsMissing) return [];
    throw new FilterError(
      found === undefined
        ? `could not find '${path}' key in iterated item '${[...row.keys()].join(", ")}'`
        : `the key ${path} should point to a list, got '${found}'`,
    );
  });
};

/** `sequence`: numbers, formatted: `start=1 end=6 stride=2 format=h%02x`, or `count=3`. */
export const sequence: LookupPlugin = ({ terms, options }) => {
  if (terms.length === 0) return numbers(new Map(options));
  return terms.flatMap((term) => numbers(isDict(term) ? term : sequenceTerm(String(term))));
};

/** `random_choice`: one of the terms. */
export const randomChoice: LookupPlugin = ({ terms }: LookupRequest, { below }) => {
  const item = terms[terms.length === 0 ? 0 : below(terms.length)];
  return item === undefined ? [] : [item];
};

function itemsOf(term: Value): readonly Value[] {
  return Array.isArray(term) ? term : term instanceof Tuple ? term.items : [term];
}

function flatOnce(terms: readonly Value[]): Value[] {
  return terms.flatMap(itemsOf);
}

/** The texts `None` and `null` end a list, as in Ansible. */
function flat(terms: readonly Value[]): Value[] {
  const end = terms.findIndex((term) => term === "None" || term === "null");
  return terms.slice(0, end < 0 ? undefined : end)
    .flatMap((term) => Array.isArray(term) ? flat(term) : [term]);
}

function product(lists: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  let rows: Value[][] = [[]];
  for (const items of lists) rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  return rows;
}

function itemAt(row: Dict, path: readonly string[]): Value | undefined {
  let at: Value | undefined = row;
  for (const key of path) at = isDict(at) ? at.get(key) : undefined;
  return at;
}

function without(row: Dict, path: string): Dict {
  const rest = new Map(row);
  rest.delete(path);
  return rest;
}

const SHORTHAND =
  /^(?:(?<start>(?:0x)?[0-9a-f]+)-)?(?<end>(?:0x)?[0-9a-f]+)(?:\/(?<stride>(?:0x)?[0-9a-f]+))?(?::(?<format>.+))?$/i;

function sequenceTerm(term: string): Dict {
  const short = SHORTHAND.exec(term)?.groups;
  if (short !== undefined) return dict({ ...short });
  const pairs = [...term.matchAll(/(\w+)=(\S+)/g)];
  if (pairs.length === 0) {
    throw new FilterError(`unknown error parsing with_sequence arguments: '${term}'`);
  }
  return new Map(pairs.map(([, key = "", value = ""]) => [key, value]));
}

function numbers(options: Dict): readonly Value[] {
  const number = (key: string, fallback: number) => {
    const value = options.get(key);
    if (value === undefined || value === null) return fallback;
    const parsed = Number(value);
    if (Number.isInteger(parsed)) return parsed;
    throw new FilterError(`can't parse ${key}=${String(value)} as integer`);
  };
  const start = number("start", 1);
  const count = options.get("count") === undefined ? undefined : number("count", 0);
  const stride = number("stride", 1);
  if (count === undefined && options.get("end") === undefined) {
    throw new FilterError("must specify count or end in with_sequence");
  }
  const end = count === undefined ? number("end", 0) : start + (count - 1) * stride;
  if (count === 0 || stride === 0) return [];
  if (stride > 0 && end < start) throw new FilterError("to count backwards make stride negative");
  if (stride < 0 && end > start) {
    throw new FilterError("to count forward don't make stride negative");
  }
  const format = String(options.get("format") ?? "%d");
  const length = Math.floor((end - start) / stride) + 1;
  return Array.from({ length }, (_, i) => formatted(format, start + i * stride));
}

function formatted(format: string, number: number): string {
  return format.replace(/%(0?)(\d*)([dxXo])/, (_, zero: string, width: string, type: string) => {
    const radix = type === "d" ? 10 : type === "o" ? 8 : 16;
    const digits = number.toString(radix);
    const text = type === "X" ? digits.toUpperCase() : digits;
    return text.padStart(Number(width || 0), zero === "0" ? "0" : " ");
  });
}
