import { int, Tuple } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { numeric } from "../numbers.ts";
import { wantNumber } from "../want.ts";

/** The methods of Python's `int` that a template can use. */
export const INT_METHODS: Builtins = {
  bit_count: Builtin.of(
    "self",
    (_, self) => [...BigInt(wantNumber(self)).toString(2)].filter((digit) => digit === "1").length,
  ),
  bit_length: Builtin.of("self", (_, self) => {
    const number = numeric(self);
    if (number?.kind !== "int" || number.value === 0n) return 0;
    return (number.value < 0n ? -number.value : number.value).toString(2).length;
  }),
  conjugate: Builtin.of("self", (_, self) => self),
};

/** The methods of Python's `float` that a template can use. */
export const FLOAT_METHODS: Builtins = {
  as_integer_ratio: Builtin.of("self", (_, self) => {
    let denominator = 1n;
    let value = wantNumber(self);
    while (!Number.isInteger(value)) {
      value *= 2;
      denominator *= 2n;
    }
    return new Tuple([int(BigInt(value)), int(denominator)]);
  }),
  conjugate: Builtin.of("self", (_, self) => self),
  is_integer: Builtin.of("self", (_, self) => Number.isInteger(wantNumber(self))),
};
