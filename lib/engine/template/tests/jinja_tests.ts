import { isFloat, isInt, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { contains, equals, ordered, type Ordering } from "../compare.ts";
import { tryIterate, tryLength } from "../iterate.ts";
import { isLower, isUpper } from "../methods/text_case.ts";
import { modulo, numeric } from "../numbers.ts";
import { TemplateObject } from "../object.ts";
import { arithmetic } from "../operators.ts";
import { isCallable, pythonType } from "../python_type.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { Unknown } from "../unknown.ts";

/** Jinja2's tests. The first argument of each is the input. */
export const JINJA_TESTS: Builtins = {
  boolean: test((value) => typeof value === "boolean"),
  callable: test(isCallable),
  defined: Builtin.ofUnknown("value", (_, value) => isDefined(value)),
  divisibleby: Builtin.of("value num", (_, value, num) => equals(remainder(value, num), 0)),
  escaped: test((value) => value instanceof Undefined),
  even: test((value) => equals(remainder(value, 2), 0)),
  false: test((value) => value === false),
  filter: Builtin.of(
    "value",
    (context, value) => context.environment.filter(toText(value)) !== undefined,
  ),
  float: test(isFloat),
  in: Builtin.of("value seq", (_, value, seq) => contains(seq, value)),
  integer: test(isInt),
  iterable: test((value) => tryIterate(value) !== undefined),
  lower: test((value) => isLower(toText(value))),
  mapping: test((value) => value instanceof Map || pythonType(value) === "dict"),
  none: test((value) => value === null),
  number: test((value) => numeric(value) !== undefined),
  odd: test((value) => equals(remainder(value, 2), 1)),
  sameas: Builtin.of("value other", (_, value, other) =>
    // Small numbers and texts are one object in Python, too.
    value === other || (isInt(value) && isInt(other) && equals(value, other))),
  sequence: test((value) =>
    !(value instanceof Undefined) && tryLength(value) !== undefined &&
    !(value instanceof TemplateObject && value.typeName.startsWith("dict_"))
  ),
  string: test((value) => typeof value === "string"),
  test: Builtin.of(
    "value",
    (context, value) => context.environment.test(toText(value)) !== undefined,
  ),
  true: test((value) => value === true),
  undefined: Builtin.ofUnknown("value", (_, value) => !isDefined(value)),
  upper: test((value) => isUpper(toText(value))),
  ...alike(["==", "eq", "equalto"], equals),
  ...alike(["!=", "ne"], (a, b) => !equals(a, b)),
  ...alike([">", "gt", "greaterthan"], order(">")),
  ...alike([">=", "ge"], order(">=")),
  ...alike(["<", "lt", "lessthan"], order("<")),
  ...alike(["<=", "le"], order("<=")),
};

function isDefined(value: Value): boolean {
  return value instanceof Unknown ? value.isDefined() : !(value instanceof Undefined);
}

function test(body: (value: Value) => boolean): Builtin {
  return Builtin.of("value", (_, value) => body(value));
}

function alike(
  names: readonly string[],
  body: (left: Value, right: Value) => boolean,
): Builtins {
  const builtin = Builtin.of("a b", (_, left, right) => body(left, right));
  return Object.fromEntries(names.map((name) => [name, builtin]));
}

function order(operator: Ordering): (left: Value, right: Value) => boolean {
  return (left, right) => ordered(operator, left, right);
}

function remainder(value: Value, divisor: Value): Value {
  const a = numeric(value);
  const b = numeric(divisor);
  if (a !== undefined && b !== undefined) return modulo(a, b);
  return arithmetic("%", value, divisor);
}
