import { Tuple, type Value } from "../../base/value.ts";

/** What `groupby` gives: a tuple whose parts are also called `grouper` and `list`. */
export class GroupTuple extends Tuple {
  constructor(readonly grouper: Value, readonly list: Value[]) {
    super([grouper, list]);
  }
}
