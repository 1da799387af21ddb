import { Tuple, type Value } from "../../../base/value.ts";
import { Builtin } from "../builtin.ts";
import { equals, ordered } from "../compare.ts";
import { FilterError, PythonError, valueError } from "../errors.ts";
import { own } from "../own.ts";
import { truthy } from "../python_type.ts";
import { toRepr, toText } from "../text.ts";
import { Undefined } from "../undefined.ts";

const OPERATORS: Readonly<Record<string, "==" | "!=" | "<" | "<=" | ">" | ">=">> = {
  "==": "==",
  "=": "==",
  eq: "==",
  "<": "<",
  lt: "<",
  "<=": "<=",
  le: "<=",
  ">": ">",
  gt: ">",
  ">=": ">=",
  ge: ">=",
  "!=": "!=",
  "<>": "!=",
  ne: "!=",
};

/** How a version text becomes a value that sorts as the version does. */
const TYPES: Readonly<Record<string, (text: string) => Value>> = {
  loose: looseVersion,
  strict,
  semver: semantic,
  semantic,
  pep440,
};

/** @returns The test `version`: `'1.10' is version('1.9', '>', version_type='loose')`. */
export function versionTest(): Builtin {
  return Builtin.of(
    "value version operator? strict? version_type?",
    (_, value, version, operator = "eq", isStrict = null, type = null) => {
      if (value instanceof Undefined) value.fail();
      if (isStrict !== null && type !== null) {
        throw new FilterError("Cannot specify both 'strict' and 'version_type'");
      }
      if (!truthy(value)) throw new FilterError("Input version value cannot be empty");
      if (!truthy(version)) {
        throw new FilterError("Version parameter to compare against cannot be empty");
      }
      const name = truthy(isStrict) ? "strict" : truthy(type) ? toText(type) : "loose";
      const parse = own(TYPES, name);
      if (parse === undefined) {
        throw new FilterError(
          `Invalid version type (${name}). Must be one of ${
            Object.keys(TYPES).map(toRepr).join(", ")
          }`,
        );
      }
      const comparison = own(OPERATORS, toText(operator));
      if (comparison === undefined) {
        throw new FilterError(
          `Invalid operator type (${toText(operator)}). Must be one of ${
            Object.keys(OPERATORS).map(toRepr).join(", ")
          }`,
        );
      }
      return compared(parse, { left: toText(value), operator: comparison, right: toText(version) });
    },
  );
}

function compared(
  parse: (text: string) => Value,
  test: {
    readonly left: string;
    readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
    readonly right: string;
  },
): boolean {
  try {
    const [a, b] = [parse(test.left), parse(test.right)];
    if (test.operator === "==") return equals(a, b);
    if (test.operator === "!=") return !equals(a, b);
    if (equals(a, b)) return test.operator.endsWith("=");
    // Python asks for "<" first, which shows in its messages.
    return ordered("<", a, b) === test.operator.startsWith("<");
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    throw new FilterError(`Version comparison failed: ${error.message}`, { cause: error });
  }
}

/** @returns Numbers and words in a row; a number and a word have no order. */
export function looseVersion(text: string): Value {
  return text.split(/(\d+|[a-z]+|\.)/).filter((part) => part !== "" && part !== ".").map((part) =>
    /^\d+$/.test(part) ? Number(part) : part
  );
}

function strict(text: string): Value {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?$/.exec(text);
  if (match === null) throw valueError(`invalid version number '${text}'`);
  const [, major, minor, patch, kind, number] = match;
  const release = [major, minor, patch ?? 0].map(Number);
  // A final release comes after its alphas and betas.
  return [...release, kind ?? "c", Number(number ?? 0)];
}

const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

function semantic(text: string): Value {
  const match = SEMVER.exec(text);
  if (match === null) throw valueError(`invalid semantic version '${text}'`);
  const [, major, minor, patch, pre] = match;
  const core = [major, minor, patch].map(Number);
  if (pre === undefined) return [...core, 1];
  // Numbers come before words.
  const parts = pre.split(".").map((part) =>
    new Tuple(/^\d+$/.test(part) ? [0, Number(part), ""] : [1, 0, part])
  );
  return [...core, 0, parts];
}

const PEP440 =
  /^\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/i;

const PHASES: Readonly<Record<string, string>> = {
  alpha: "a",
  a: "a",
  beta: "b",
  b: "b",
  c: "rc",
  rc: "rc",
  pre: "rc",
  preview: "rc",
};

function pep440(text: string): Value {
  const match = PEP440.exec(text);
  if (match === null) throw valueError(`Invalid version: '${text}'`);
  const [, epoch, release = "", phase, phaseNumber, dash, post, postNumber, dev, devNumber, local] =
    match;
  const numbers = release.split(".").map(Number);
  while (numbers.length > 1 && numbers.at(-1) === 0) numbers.pop();
  const hasPost = dash !== undefined || post !== undefined;
  const hasDev = dev !== undefined;
  const pre: Value = phase !== undefined
    ? [1, PHASES[phase.toLowerCase()] ?? "", Number(phaseNumber)]
    : !hasPost && hasDev
    ? [0]
    : [2];
  return [
    Number(epoch ?? 0),
    numbers,
    pre,
    hasPost ? [1, Number(dash ?? postNumber)] : [0],
    hasDev ? [0, Number(devNumber)] : [1],
    localParts(local),
  ];
}

function localParts(local: string | undefined): Value {
  if (local === undefined) return [0];
  return [
    1,
    local.toLowerCase().split(/[-_.]/).map((part) =>
      /^\d+$/.test(part) ? [1, Number(part)] : [0, part]
    ),
  ];
}
