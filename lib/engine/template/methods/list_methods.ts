import { Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { equals } from "../compare.ts";
import { PythonError, typeError, valueError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { pythonType, truthy } from "../python_type.ts";
import { sortValues } from "../sort_values.ts";
import { toRepr } from "../text.ts";
import { wantInt } from "../want.ts";

const SEQUENCE_METHODS: Builtins = {
  count: Builtin.of(
    "self value",
    (_, self, value) => iterate(self).filter((item) => equals(item, value)).length,
  ),
  index: Builtin.of("self value start? stop?", (_, self, value, start = 0, stop = null) => {
    const items = iterate(self);
    const clamp = (index: number) => index < 0 ? Math.max(0, index + items.length) : index;
    const end = stop === null ? items.length : Math.min(clamp(wantInt(stop)), items.length);
    for (let i = clamp(wantInt(start)); i < end; i++) {
      if (equals(items[i] ?? null, value)) return i;
    }
    throw valueError(
      self instanceof Tuple ? "tuple.index(x): x not in tuple" : `${toRepr(value)} is not in list`,
    );
  }),
};

/** The methods of Python's `list`. The first argument of each is the list itself. */
export const LIST_METHODS: Builtins = {
  ...SEQUENCE_METHODS,
  append: Builtin.of("self value", (_, self, value) => {
    list(self).push(value);
    return null;
  }),
  clear: Builtin.of("self", (_, self) => {
    list(self).length = 0;
    return null;
  }),
  copy: Builtin.of("self", (_, self) => [...list(self)]),
  extend: Builtin.of("self iterable", (_, self, items) => {
    list(self).push(...iterate(items));
    return null;
  }),
  insert: Builtin.of("self index value", (_, self, index, value) => {
    list(self).splice(wantInt(index), 0, value);
    return null;
  }),
  pop: Builtin.of("self index?", (_, self, index = -1) => {
    const items = list(self);
    if (items.length === 0) throw new PythonError("IndexError", "pop from empty list");
    const at = wantInt(index);
    const [removed] = items.splice(at < 0 ? at + items.length : at, 1);
    if (removed === undefined) throw new PythonError("IndexError", "pop index out of range");
    return removed;
  }),
  remove: Builtin.of("self value", (_, self, value) => {
    const items = list(self);
    const at = items.findIndex((item) => equals(item, value));
    if (at < 0) throw valueError("list.remove(x): x not in list");
    items.splice(at, 1);
    return null;
  }),
  reverse: Builtin.of("self", (_, self) => {
    list(self).reverse();
    return null;
  }),
  sort: Builtin.of("self key? reverse?", (_, self, key = null, reverse = false) => {
    if (key !== null) throw typeError("list.sort() in a template takes no key");
    const items = list(self);
    const sorted = sortValues(items, (item) => item, truthy(reverse) ? "down" : "up");
    items.splice(0, items.length, ...sorted);
    return null;
  }),
};

/** The methods of Python's `tuple`. */
export const TUPLE_METHODS: Builtins = SEQUENCE_METHODS;

function list(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  throw typeError(`expected a list, not ${pythonType(value)}`);
}
