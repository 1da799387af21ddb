import { PythonError, typeError } from "../errors.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { contains } from "../compare.ts";
import { dictDelete, dictSet } from "../dict_access.ts";
import { item } from "../access.ts";
import { lengthOf } from "../iterate.ts";
import { pythonType } from "../python_type.ts";
import { toRepr } from "../text.ts";
import { wantInt } from "../want.ts";

/** Python's names of `value[key]` and the like, by which templates change items. */
export const ITEM_METHODS: Builtins = {
  __contains__: Builtin.of("self key", (_, self, key) => contains(self, key)),
  __delitem__: Builtin.of("self key", (_, self, key) => {
    if (self instanceof Map) {
      if (!dictDelete(self, key)) throw new PythonError("KeyError", toRepr(key));
    } else if (Array.isArray(self)) {
      const index = wantInt(key);
      self.splice(index < 0 ? index + self.length : index, 1);
    } else {
      throw typeError(`'${pythonType(self)}' object does not support item deletion`);
    }
    return null;
  }),
  __getitem__: Builtin.of("self key", (_, self, key) => {
    const value = item(self, key);
    if (value !== undefined) return value;
    throw self instanceof Map
      ? new PythonError("KeyError", toRepr(key))
      : new PythonError("IndexError", `${pythonType(self)} index out of range`);
  }),
  __len__: Builtin.of("self", (_, self) => lengthOf(self)),
  __setitem__: Builtin.of("self key value", (_, self, key, value) => {
    if (self instanceof Map) {
      dictSet(self, key, value);
    } else if (Array.isArray(self)) {
      const index = wantInt(key);
      const at = index < 0 ? index + self.length : index;
      if (at < 0 || at >= self.length) {
        throw new PythonError("IndexError", "list assignment index out of range");
      }
      self[at] = value;
    } else {
      throw typeError(`'${pythonType(self)}' object does not support item assignment`);
    }
    return null;
  }),
};
