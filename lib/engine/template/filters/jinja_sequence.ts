import { Tuple, type Value } from "../../../base/value.ts";
import { attributeGetter, attributesGetter, ignoreCase, sameCase } from "../attribute_getter.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { compareOrder, equals } from "../compare.ts";
import { FilterError, typeError } from "../errors.ts";
import { iterate, lengthOf } from "../iterate.ts";
import { pairs } from "../methods/dict_methods.ts";
import { add } from "../operators.ts";
import { GroupTuple } from "../group_tuple.ts";
import { pythonType, truthy } from "../python_type.ts";
import { sortValues } from "../sort_values.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { wantInt } from "../want.ts";
import { characters } from "../code_points.ts";

/** Jinja2's filters on lists and dicts. The first argument of each is the input. */
export const JINJA_SEQUENCE_FILTERS: Builtins = {
  batch: Builtin.of("value linecount fill_with?", (_, value, count, fill = null) => {
    const size = Math.max(1, wantInt(count));
    const items = iterate(value);
    const result: Value[] = [];
    for (let i = 0; i < items.length; i += size) {
      const part = items.slice(i, i + size);
      while (fill !== null && part.length < size) part.push(fill);
      result.push(part);
    }
    return result;
  }),
  count: Builtin.of("obj", (_, value) => lengthOf(value)),
  dictsort: Builtin.of(
    "value case_sensitive? by? reverse?",
    (_, value, sensitive = false, by = "key", reverse = false) => {
      if (by !== "key" && by !== "value") {
        throw new FilterError('You can only sort by either "key" or "value"');
      }
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw typeError(`'${pythonType(value)}' object has no attribute 'items'`);
      }
      if (value instanceof Undefined) value.fail();
      const change = truthy(sensitive) ? sameCase : ignoreCase;
      const entries: Tuple[] = Array.from(pairs(value), ([k, v]) => new Tuple([k, v]));
      const index = by === "key" ? 0 : 1;
      const key = (item: Value) => item instanceof Tuple ? change(item.items[index] ?? null) : null;
      return sortValues(entries, key, truthy(reverse) ? "down" : "up");
    },
  ),
  first: Builtin.of(
    "seq",
    (_, value) => {
      const [first = new Undefined("No first item, sequence was empty.")] = iterate(value);
      return first;
    },
  ),
  groupby: Builtin.of(
    "value attribute default? case_sensitive?",
    (_, value, attribute, fallback = null, sensitive = false) =>
      groupBy(value, {
        read: attributeGetter(attribute, fallback),
        change: truthy(sensitive) ? sameCase : ignoreCase,
      }),
  ),
  items: Builtin.of("value", (_, value) => {
    if (value instanceof Undefined) return [];
    if (!(value instanceof Map) && pythonType(value) !== "dict") {
      throw typeError("Can only get item pairs from a mapping.");
    }
    return Array.from(pairs(value), ([k, v]) => new Tuple([k, v]));
  }),
  join: Builtin.of("value d? attribute?", (_, value, separator = "", attribute = null) => {
    const items = iterate(value);
    const read = attribute === null ? undefined : attributeGetter(attribute);
    const between = toText(separator);
    let text = "";
    for (let i = 0; i < items.length; i++) {
      const item = items[i] ?? null;
      text += (i === 0 ? "" : between) + toText(read === undefined ? item : read(item));
    }
    return text;
  }),
  last: Builtin.of(
    "seq",
    (_, value) => {
      const last = iterate(value).at(-1);
      return last === undefined ? new Undefined("No last item, sequence was empty.") : last;
    },
  ),
  length: Builtin.of("obj", (_, value) => lengthOf(value)),
  list: Builtin.of("value", (_, value) => [...iterate(value)]),
  max: extreme((a, b) => compareOrder(">", b, a) > 0),
  min: extreme((a, b) => compareOrder("<", b, a) < 0),
  reverse: Builtin.of(
    "value",
    (_, value) =>
      typeof value === "string"
        ? characters(value).reverse().join("")
        : [...iterate(value)].reverse(),
  ),
  slice: Builtin.of(
    "value slices fill_with?",
    (_, value, slices, fill = null) => sliceInto([...iterate(value)], wantInt(slices), fill),
  ),
  sort: Builtin.of(
    "value reverse? case_sensitive? attribute?",
    (_, value, reverse = false, sensitive = false, attribute = null) =>
      sortValues(
        iterate(value),
        attributesGetter(attribute, truthy(sensitive) ? sameCase : ignoreCase),
        truthy(reverse) ? "down" : "up",
      ),
  ),
  sum: Builtin.of("iterable attribute? start?", (_, value, attribute = null, start = 0) => {
    const read = attributeGetter(attribute);
    if (typeof start === "string") {
      throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
    }
    return iterate(value).reduce((sum: Value, item) => add(sum, read(item)), start);
  }),
};

function extreme(better: (best: Value, candidate: Value) => boolean): Builtin {
  return Builtin.of(
    "value case_sensitive? attribute?",
    (_, value, sensitive = false, attribute = null) => {
      const read = attributeGetter(attribute);
      const change = truthy(sensitive) ? sameCase : ignoreCase;
      const items = iterate(value);
      let best = items[0];
      if (best === undefined) {
        return new Undefined("No aggregated item, sequence was empty.");
      }
      let bestKey = change(read(best));
      for (const item of items.slice(1)) {
        const key = change(read(item));
        if (better(bestKey, key)) [best, bestKey] = [item, key];
      }
      return best;
    },
  );
}

function groupBy(
  value: Value,
  options: {
    readonly read: (item: Value) => Value;
    readonly change: (value: Value) => Value;
  },
): Value[] {
  const { read, change } = options;
  const groups: { key: Value; name: Value; items: Value[] }[] = [];
  for (const item of sortValues(iterate(value), (i) => change(read(i)), "up")) {
    const key = change(read(item));
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, key)) last.items.push(item);
    else groups.push({ key, name: read(item), items: [item] });
  }
  return groups.map(({ name, items }) => new GroupTuple(name, items));
}

function sliceInto(items: readonly Value[], slices: number, fill: Value): Value[] {
  const size = Math.floor(items.length / slices);
  const longer = items.length % slices;
  const result: Value[] = [];
  let start = 0;
  for (let i = 0; i < slices; i++) {
    const end = start + size + (i < longer ? 1 : 0);
    const part = items.slice(start, end);
    if (fill !== null && i >= longer) part.push(fill);
    result.push(part);
    start = end;
  }
  return result;
}
