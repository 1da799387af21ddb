import { Tuple, type Value } from "../../../base/value.ts";
import { attributeGetter, ignoreCase, sameCase } from "../attribute_getter.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { equals } from "../compare.ts";
import { hashKey } from "../dict_access.ts";
import { FilterError, PythonError, TemplateLimitError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { add } from "../operators.ts";
import { truthy } from "../python_type.ts";
import { wantInt } from "../want.ts";

/** Ansible's filters that treat lists as sets or combine them. */
export const ANSIBLE_SET_FILTERS: Builtins = {
  combinations: Builtin.of(
    "iterable r",
    (_, list, count) => choose(iterate(list), wantInt(count), "ordered"),
  ),
  difference: Builtin.of("a b", (_, a, b) => {
    const inside = membership(iterate(b));
    return unique(iterate(a).filter((item) => !inside(item)), sameCase);
  }),
  intersect: Builtin.of("a b", (_, a, b) => {
    const inside = membership(iterate(b));
    return unique(iterate(a).filter(inside), sameCase);
  }),
  permutations: Builtin.of("iterable r?", (_, list, count = null) => {
    const items = iterate(list);
    return choose(items, count === null ? items.length : wantInt(count), "any order");
  }),
  product: Builtin.variadic("first", (_, rest, first) => {
    const lists = [first, ...rest.positional].map(iterate);
    const repeat = wantInt(rest.named.get("repeat") ?? 1);
    return product(Array.from({ length: repeat }, () => lists).flat());
  }),
  symmetric_difference: Builtin.of("a b", (_, a, b) => {
    const [left, right] = [iterate(a), iterate(b)];
    const [inLeft, inRight] = [membership(left), membership(right)];
    return unique(
      [...left, ...right].filter((item) => !(inLeft(item) && inRight(item))),
      sameCase,
    );
  }),
  union: Builtin.of("a b", (_, a, b) => unique(iterate(add(a, b)), sameCase)),
  unique: Builtin.of(
    "a case_sensitive? attribute?",
    (_, list, sensitive = null, attribute = null) => {
      const change = truthy(sensitive) ? sameCase : ignoreCase;
      if (attribute === null) return unique(iterate(list), change);
      const read = attributeGetter(attribute);
      try {
        return unique(iterate(list), (item) => change(read(item)), "hashable");
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        throw new FilterError(
          "Jinja2's unique filter failed and we cannot fall back to Ansible's version as it does not" +
            " support the parameters supplied",
          { cause: error },
        );
      }
    },
  ),
  zip: Builtin.variadic("", (_, rest) => {
    const lists = rest.positional.map(iterate);
    const length = Math.min(...lists.map((list) => list.length));
    return lists.length === 0 ? [] : rows(lists, length, null);
  }),
  zip_longest: Builtin.variadic("", (_, rest) => {
    const lists = rest.positional.map(iterate);
    const length = Math.max(0, ...lists.map((list) => list.length));
    return rows(lists, length, rest.named.get("fillvalue") ?? null);
  }),
};

/** Most rows that combining lists may give. */
const MOST = 1_000_000;

/** Keeps the first of those that are equal; unhashable items make all comparisons exact. */
function unique(
  items: readonly Value[],
  key: (item: Value) => Value,
  wanted: "hashable" | "anything" = "anything",
): Value[] {
  const keys = items.map(key);
  const hashed = keys.map((k) => tryHash(k, wanted));
  if (hashed.every((hash) => hash !== undefined)) {
    const seen = new Set<unknown>();
    return items.filter((_, i) => {
      const hash = hashKey(keys[i] ?? null);
      if (seen.has(hash)) return false;
      seen.add(hash);
      return true;
    });
  }
  // Ansible then compares the items themselves, upper and lower case apart.
  const result: Value[] = [];
  for (const item of items) if (!result.some((other) => equals(other, item))) result.push(item);
  return result;
}

function membership(items: readonly Value[]): (item: Value) => boolean {
  if (items.every((item) => tryHash(item, "anything") !== undefined)) {
    const all = new Set(items.map(hashKey));
    return (item) => tryHash(item, "anything") !== undefined && all.has(hashKey(item));
  }
  return (item) => items.some((other) => equals(other, item));
}

function tryHash(
  value: Value,
  wanted: "hashable" | "anything",
): { readonly key: unknown } | undefined {
  try {
    return { key: hashKey(value) };
  } catch (error) {
    if (wanted === "anything" && error instanceof PythonError) return undefined;
    throw error;
  }
}

function rows(lists: readonly (readonly Value[])[], length: number, fill: Value): Value[] {
  return Array.from(
    { length },
    (_, i) => new Tuple(lists.map((list) => i < list.length ? list[i] ?? null : fill)),
  );
}

function product(lists: readonly (readonly Value[])[]): Value[] {
  let result: Value[][] = [[]];
  for (const list of lists) {
    limit(result.length * list.length);
    result = result.flatMap((row) => list.map((item) => [...row, item]));
  }
  return result.map((row) => new Tuple(row));
}

function choose(
  items: readonly Value[],
  count: number,
  order: "ordered" | "any order",
): Value[] {
  const result: Value[] = [];
  const walk = (row: readonly number[]) => {
    if (row.length === count) {
      result.push(new Tuple(row.map((index) => items[index] ?? null)));
      limit(result.length);
      return;
    }
    const start = order === "ordered" ? (row.at(-1) ?? -1) + 1 : 0;
    for (let i = start; i < items.length; i++) {
      if (order === "ordered" || !row.includes(i)) walk([...row, i]);
    }
  };
  if (count <= items.length) walk([]);
  return result;
}

function limit(rows: number): void {
  if (rows > MOST) {
    throw new TemplateLimitError(`Cannot combine the lists: more than ${MOST} rows would come out`);
  }
}
