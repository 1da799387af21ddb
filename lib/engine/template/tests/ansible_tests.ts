import { Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { contains, equals } from "../compare.ts";
import type { RenderContext } from "../context.ts";
import { dictGet, hashKey } from "../dict_access.ts";
import { FilterError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { toNumber } from "../numbers.ts";
import { compileRegex } from "../python_regex.ts";
import { truthy } from "../python_type.ts";
import { splitUrl } from "../split_url.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { certain, Unknown } from "../unknown.ts";
import { wantText } from "../want.ts";
import { versionTest } from "./version.ts";

/** Ansible's tests. The first argument of each is the input. */
export const ANSIBLE_TESTS: Builtins = {
  all: Builtin.of("value", (_, value) => iterate(value).every(truthy)),
  any: Builtin.of("value", (_, value) => iterate(value).some(truthy)),
  contains: Builtin.of("seq value", (_, seq, value) => contains(seq, value)),
  failed: resultTest("failed", (result) => flag(result, "failed")),
  failure: resultTest("failed", (result) => flag(result, "failed")),
  succeeded: resultTest("failed", (result) => !truthy(flag(result, "failed"))),
  success: resultTest("failed", (result) => !truthy(flag(result, "failed"))),
  successful: resultTest("failed", (result) => !truthy(flag(result, "failed"))),
  reachable: resultTest("unreachable", (result) => !truthy(flag(result, "unreachable"))),
  unreachable: resultTest("unreachable", (result) => flag(result, "unreachable")),
  changed: resultTest("changed", changed),
  change: resultTest("changed", changed),
  skipped: resultTest("skipped", (result) => flag(result, "skipped")),
  skip: resultTest("skipped", (result) => flag(result, "skipped")),
  finished: asyncTest("finished"),
  started: asyncTest("started"),
  issubset: subset(),
  subset: subset(),
  issuperset: superset(),
  superset: superset(),
  isnan: Builtin.of("x", (_, x) => isNotANumber(x)),
  nan: Builtin.of("x", (_, x) => isNotANumber(x)),
  match: regexTest("match"),
  search: regexTest("search"),
  regex: Builtin.of(
    "value? pattern? ignorecase? multiline? match_type?",
    (_, value = "", pattern = "", ignoreCase = false, multiline = false, type = "search") =>
      matches(value, { pattern, ignoreCase, multiline, type: toText(type) }),
  ),
  truthy: Builtin.of("value convert_bool?", (_, value, convert = false) => truth(value, convert)),
  falsy: Builtin.of("value convert_bool?", (_, value, convert = false) => !truth(value, convert)),
  uri: Builtin.of("value schemes?", (_, value, schemes = null) => isUri(value, schemes)),
  url: Builtin.of(
    "value schemes?",
    (_, value, schemes = null) => isUri(value, schemes) && isUrl(wantText(value)),
  ),
  urn: Builtin.of("value", (_, value) => isUri(value, ["urn"])),
  vault_encrypted: Builtin.of("value", () => false),
  version: versionTest(),
  version_compare: versionTest(),
};

function resultTest(test: string, answer: (result: Result) => Value): Builtin {
  return Builtin.ofUnknown(
    "result",
    (_, result) => certain(answer(result instanceof Unknown ? result : resultOf(test, result))),
  );
}

function resultOf(test: string, value: Value): Map<Value, Value> {
  if (value instanceof Map) return value;
  throw new FilterError(`The '${test}' test expects a dictionary`);
}

/** What `register` keeps, or what is known of what it would keep. */
type Result = Map<Value, Value> | Unknown;

function flag(result: Result, name: string): Value {
  if (result instanceof Unknown) return certain(result.attribute(name));
  return certain(dictGet(result, name) ?? false);
}

function changed(result: Result): Value {
  if (result instanceof Unknown) return flag(result, "changed");
  const own = result.get("changed");
  if (own !== undefined) return own;
  const results = result.get("results");
  if (!Array.isArray(results) || !(results[0] instanceof Map)) return false;
  return results.some((one) => one instanceof Map && truthy(one.get("changed") ?? false));
}

function asyncTest(name: "finished" | "started"): Builtin {
  return Builtin.of("result", (context: RenderContext, value) => {
    const state = resultOf(name, value).get(name);
    if (state !== undefined) return equals(state, 1);
    context.environment.options.warn?.(
      `The '${name}' test expects an async task, but a non-async task was tested`,
    );
    return true;
  });
}

function subset(): Builtin {
  return Builtin.of("a b", (_, a, b) => isSubset(a, b));
}

function superset(): Builtin {
  return Builtin.of("a b", (_, a, b) => isSubset(b, a));
}

function isSubset(small: Value, large: Value): boolean {
  const all = new Set(iterate(large).map(hashKey));
  return iterate(small).map(hashKey).every((key) => all.has(key));
}

function isNotANumber(value: Value): boolean {
  const number = toNumber(value);
  return number !== undefined && Number.isNaN(number);
}

function regexTest(type: "match" | "search"): Builtin {
  return Builtin.of(
    "value pattern? ignorecase? multiline?",
    (_, value, pattern = "", ignoreCase = false, multiline = false) =>
      matches(value, { pattern, ignoreCase, multiline, type }),
  );
}

function matches(
  value: Value,
  test: {
    readonly pattern: Value;
    readonly ignoreCase: Value;
    readonly multiline: Value;
    readonly type: string;
  },
): boolean {
  const text = toText(value);
  const regex = compileRegex(
    wantText(test.pattern, "first argument must be string or compiled pattern"),
    { ignoreCase: truthy(test.ignoreCase), multiline: truthy(test.multiline) },
  );
  switch (test.type) {
    case "match":
      return regex.matchStart(text) !== undefined;
    case "fullmatch":
      return regex.matchWhole(text) !== undefined;
    default:
      return regex.search(text) !== undefined;
  }
}

const TRUE_WORDS = ["y", "yes", "on", "1", "true", "t"];
const FALSE_WORDS = ["n", "no", "off", "0", "false", "f"];

function truth(value: Value, convert: Value): boolean {
  if (truthy(convert)) {
    const word = typeof value === "string"
      ? value.toLowerCase().trim()
      : typeof value === "number"
      ? String(value)
      : "";
    if (TRUE_WORDS.includes(word)) return true;
    if (FALSE_WORDS.includes(word)) return false;
  }
  return truthy(value);
}

function isUri(value: Value, schemes: Value): boolean {
  if (value instanceof Undefined || typeof value !== "string") return false;
  try {
    const { scheme } = splitUrl(value);
    if (!truthy(schemes)) return true;
    const list = Array.isArray(schemes) || schemes instanceof Tuple ? schemes : toText(schemes);
    return contains(list, scheme);
  } catch {
    return false;
  }
}

function isUrl(text: string): boolean {
  const { netloc, scheme } = splitUrl(text);
  return netloc !== "" || scheme === "file";
}
