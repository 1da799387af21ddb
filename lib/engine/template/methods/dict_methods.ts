import { type Dict, Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { dictDelete, dictGet, dictHas, dictSet } from "../dict_access.ts";
import { DictView } from "../dict_view.ts";
import { PythonError, typeError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { LazyDict } from "../object.ts";
import { pythonType } from "../python_type.ts";
import { toRepr } from "../text.ts";

/** The methods of Python's `dict`. The first argument of each is the dict itself. */
export const DICT_METHODS: Builtins = {
  clear: Builtin.of("self", (_, self) => {
    dict(self).clear();
    return null;
  }),
  copy: Builtin.of("self", (_, self) => new Map(dict(self))),
  fromkeys: Builtin.of("self iterable value?", (_, _self, keys, value = null) => {
    const result: Dict = new Map();
    for (const key of iterate(keys)) dictSet(result, key, value);
    return result;
  }),
  get: Builtin.of(
    "self key default?",
    (_, self, key, otherwise = null) => {
      const value = self instanceof LazyDict ? self.get(key) : dictGet(dict(self), key);
      return value === undefined ? otherwise : value;
    },
  ),
  items: Builtin.of("self", (_, self) => new DictView(dict(self), "items")),
  keys: Builtin.of(
    "self",
    (_, self) => self instanceof LazyDict ? [...self.keys()] : new DictView(dict(self), "keys"),
  ),
  pop: Builtin.of("self key default?", (_, self, key, otherwise) => {
    const value = dictGet(dict(self), key);
    if (value === undefined) {
      if (otherwise === undefined) throw new PythonError("KeyError", toRepr(key));
      return otherwise;
    }
    dictDelete(dict(self), key);
    return value;
  }),
  popitem: Builtin.of("self", (_, self) => {
    const last = [...dict(self)].at(-1);
    if (last === undefined) {
      throw new PythonError("KeyError", "'popitem(): dictionary is empty'");
    }
    dict(self).delete(last[0]);
    return new Tuple(last);
  }),
  setdefault: Builtin.of("self key default?", (_, self, key, value = null) => {
    if (!dictHas(dict(self), key)) dictSet(dict(self), key, value);
    return dictGet(dict(self), key) ?? null;
  }),
  update: Builtin.variadic("self other?", (_, rest, self, other = null) => {
    if (other !== null) { for (const [k, v] of pairs(other)) dictSet(dict(self), k, v); }
    for (const [k, v] of rest.named) dictSet(dict(self), k, v);
    return null;
  }),
  values: Builtin.of("self", (_, self) => new DictView(dict(self), "values")),
};

/**
 * @returns The key and value pairs of a dict, or of a list of pairs.
 * @throws {PythonError} If `value` is neither.
 */
export function pairs(value: Value): Iterable<readonly [Value, Value]> {
  if (value instanceof Map) return value;
  if (value instanceof LazyDict) return value.toDict();
  return iterate(value).map((item, i) => {
    const pair = iterate(item);
    const [key, second] = pair;
    if (key === undefined || second === undefined || pair.length !== 2) {
      throw new PythonError(
        "ValueError",
        `dictionary update sequence element #${i} has length ${pair.length}; 2 is required`,
      );
    }
    return [key, second];
  });
}

function dict(value: Value): Dict {
  if (value instanceof Map) return value;
  if (value instanceof LazyDict) return value.toDict();
  throw typeError(`expected a dict, not ${pythonType(value)}`);
}
