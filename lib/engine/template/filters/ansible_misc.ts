import { float, int, type Value } from "../../../base/value.ts";
import { shellQuote } from "../../../source/shell_quote.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { equals } from "../compare.ts";
import type { RenderContext } from "../context.ts";
import { FilterError, typeError, valueError } from "../errors.ts";
import { tryIterate } from "../iterate.ts";
import { split } from "../methods/text_split.ts";
import { numeric } from "../numbers.ts";
import { PythonRange } from "../python_range.ts";
import { viewless } from "../printed.ts";
import { pythonType, truthy } from "../python_type.ts";
import { seededRandom } from "../seeded_random.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { wantInt, wantNumber, wantText } from "../want.ts";
import { comment } from "./comment.ts";
import { bytesToHuman, humanToBytes } from "./human_size.ts";

/** Ansible's filters on single values. The first argument of each is the input. */
export const ANSIBLE_MISC_FILTERS: Builtins = {
  bool: Builtin.of("a", (_, value) => toBool(value)),
  comment: Builtin.variadic(
    "text style?",
    (_, rest, text, style = "plain") => comment(wantText(text), wantText(style), rest.named),
  ),
  human_readable: Builtin.of(
    "size isbits? unit?",
    (_, size, bits = false, unit = null) =>
      bytesToHuman(size, { bits: truthy(bits), unit: unit === null ? undefined : wantText(unit) }),
  ),
  human_to_bytes: Builtin.of(
    "size default_unit? isbits?",
    (_, size, unit = null, bits = false) =>
      humanToBytes(size, { bits: truthy(bits), unit: unit === null ? undefined : wantText(unit) }),
  ),
  log: Builtin.of("x base?", (_, x, base = Math.E) => {
    const [value, of] = [number(x, "log"), number(base, "log")];
    if (value <= 0 || of <= 0) throw valueError("math domain error");
    return float(of === 10 ? Math.log10(value) : Math.log(value) / Math.log(of));
  }),
  mandatory: Builtin.of("a msg?", (_, value, message = null) => {
    if (!(value instanceof Undefined)) return value;
    const name = value.variable === undefined ? "" : `'${value.variable}' `;
    throw new FilterError(
      message === null ? `Mandatory variable ${name} not defined.` : toText(message),
    );
  }),
  pow: Builtin.of("x y", (_, x, y) => float(number(x, "pow") ** number(y, "pow"))),
  quote: Builtin.of("a", (_, value) => shellQuote(value === null ? "" : toText(value))),
  random: Builtin.of(
    "end start? step? seed?",
    (context, end, start = null, step = null, seed = null) =>
      random(generator(context, seed), { end, start, step }),
  ),
  root: Builtin.of("x base?", (_, x, base = 2) => {
    const value = number(x, "root");
    if (value < 0) throw new FilterError("root() can only be used on numbers: math domain error");
    const of = number(base, "root");
    return float(of === 2 ? Math.sqrt(value) : value ** (1 / of));
  }),
  shuffle: Builtin.of("mylist seed?", (context, list, seed = null) => {
    const items = tryIterate(list);
    if (items === undefined) return list;
    const result = [...items];
    const below = generator(context, truthy(seed) ? seed : null);
    for (let i = result.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [result[i], result[j]] = [result[j] ?? null, result[i] ?? null];
    }
    return result;
  }),
  split: Builtin.of("value sep? maxsplit?", (_, value, sep = null, limit = -1) => {
    if (typeof value !== "string" && !(value instanceof Undefined)) {
      throw typeError(
        `descriptor 'split' for 'str' objects doesn't apply to a '${pythonType(value)}' object`,
      );
    }
    return split(wantText(value), sep === null ? null : wantText(sep), wantInt(limit));
  }),
  ternary: Builtin.of(
    "value true_val false_val none_val?",
    (_, value, yes, no, none = null) => {
      if (value === null && none !== null) return none;
      return viewless(truthy(value) ? yes : no);
    },
  ),
  type_debug: Builtin.of("o", (_, value) => pythonType(value)),
};

function toBool(value: Value): Value {
  if (value === null || typeof value === "boolean") return value;
  if (value instanceof Undefined) value.fail();
  if (typeof value === "string") {
    return ["yes", "on", "1", "true"].includes(value.toLowerCase());
  }
  return equals(value, 1);
}

function number(value: Value, filter: string): number {
  if (value instanceof Undefined) value.fail();
  if (numeric(value) === undefined) {
    throw new FilterError(
      `${filter}() can only be used on numbers: must be real number, not ${pythonType(value)}`,
    );
  }
  return wantNumber(value);
}

function generator(context: RenderContext, seed: Value): (limit: number) => number {
  if (seed !== null) {
    const seeded = seededRandom(seed);
    return (limit) => seeded.below(limit);
  }
  const source = context.environment.options.random;
  if (source === undefined) {
    throw new FilterError("Cannot choose at random: this environment has no randomness");
  }
  return (limit) => source.below(limit);
}

function random(
  below: (limit: number) => number,
  range: { readonly end: Value; readonly start: Value; readonly step: Value },
): Value {
  const { end, start, step } = range;
  if (end instanceof Undefined) end.fail();
  if (numeric(end)?.kind === "int") {
    const first = truthy(start) ? wantInt(start) : 0;
    const stride = truthy(step) ? wantInt(step) : 1;
    const last = wantInt(end);
    const count = new PythonRange(first, last, stride).length();
    if (count <= 0) {
      throw valueError(`empty range for randrange() (${first}, ${last}, ${last - first})`);
    }
    return int(BigInt(first + stride * below(count)));
  }
  const items = end instanceof Map ? undefined : tryIterate(end);
  if (items === undefined) {
    throw new FilterError("random can only be used on sequences and integers");
  }
  if (truthy(start) || truthy(step)) {
    throw new FilterError("start and step can only be used with integer values");
  }
  if (items.length === 0) throw valueError("Cannot choose from an empty sequence");
  return items[below(items.length)] ?? null;
}
