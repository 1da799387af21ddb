/** A package that pip is told. */
export interface Requirement {
  /** Normalized as in PEP 503; as it was given where it is no name. */
  readonly name: string;
  /** As pip is told. */
  readonly text: string;
  /** Absent for addresses and paths, of which nothing more is known. */
  readonly conditions?: readonly Condition[];
}

interface Condition {
  readonly operator: string;
  readonly version: string;
}

const OPERATOR = /^\s*(===|==|~=|!=|<=|>=|<|>)/;

/** @returns The packages that were given; a version may have been split from its name by a comma. */
export function parseRequirements(given: readonly string[]): Requirement[] {
  const texts: string[][] = [];
  let isInBrackets = false;
  for (const part of given.flatMap((line) => line.split(","))) {
    const last = texts.at(-1);
    if (last === undefined || (!OPERATOR.test(part) && !isInBrackets)) texts.push([part]);
    else last.push(part);
    if (part.includes("[")) isInBrackets = true;
    if (part.includes("]")) isInBrackets = false;
  }
  return texts.map((parts) => parseRequirement(parts.join(",")));
}

/** @returns One package, see PEP 508. */
export function parseRequirement(text: string): Requirement {
  const found = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(.*?)\s*(;.*)?$/
    .exec(text);
  const [, name = "", extras = "", rest = "", marker = ""] = found ?? [];
  const specifiers = rest.replace(/^\((.*)\)$/, "$1").split(",").map((part) => part.trim())
    .filter((part) => part !== "");
  if (found === null || !specifiers.every((part) => OPERATOR.test(part))) {
    return { name: text, text };
  }
  const conditions = specifiers.map((part) => {
    const operator = OPERATOR.exec(part)?.[1] ?? "";
    return { operator, version: part.trim().slice(operator.length).trim() };
  });
  const versions = conditions.map(({ operator, version }) => operator + version).sort().join(",");
  const after = marker === "" ? "" : `; ${marker.slice(1).trim()}`;
  return {
    name: normalName(name),
    text: `${name}${extras.replaceAll(/\s/g, "")}${versions}${after}`,
    conditions,
  };
}

/** @returns A package's name as it is compared. */
export function normalName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

/** @returns Whether a version is what a package is wanted in, see PEP 440. */
export function isSatisfied({ conditions }: Requirement, version: string): boolean {
  return conditions !== undefined &&
    conditions.every((condition) => holds(condition, version));
}

function holds({ operator, version: wanted }: Condition, version: string): boolean {
  if (operator === "===") return version === wanted;
  if (wanted.endsWith(".*")) {
    const isBelow = hasPrefix(version, wanted.slice(0, -2));
    return operator === "!=" ? !isBelow : isBelow;
  }
  const order = compareVersions(version, wanted);
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    default:
      return order >= 0 && hasPrefix(version, wanted.split(".").slice(0, -1).join("."));
  }
}

function hasPrefix(version: string, prefix: string): boolean {
  const own = parseVersion(version).release;
  return parseVersion(prefix).release.every((part, i) => part === (own[i] ?? 0));
}

/** @returns Below 0 if `left` is the older version, see PEP 440; a local part counts for nothing. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  const keys = [[a.epoch], [b.epoch]];
  const length = Math.max(a.release.length, b.release.length);
  for (const [i, { release, rank }] of [a, b].entries()) {
    keys[i]?.push(...Array.from({ length }, (_, at) => release[at] ?? 0), ...rank);
  }
  const [first = [], second = []] = keys;
  for (const [i, part] of first.entries()) {
    const difference = part - (second[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?/i;

function parseVersion(text: string) {
  const [, epoch, release = "0", pre, preNumber, implicit, post, postNumber, dev, devNumber] =
    VERSION.exec(text.trim()) ?? [];
  const isPost = post !== undefined || implicit !== undefined;
  const stage = pre === undefined
    ? (dev !== undefined && !isPost ? -1 : 3)
    : "abc".indexOf(STAGES[pre.toLowerCase()] ?? "c");
  return {
    epoch: Number(epoch ?? 0),
    release: release.split(".").map(Number),
    rank: [
      stage,
      Number(preNumber || 0),
      isPost ? Number(implicit ?? (postNumber || 0)) : -1,
      dev === undefined ? Number.MAX_SAFE_INTEGER : Number(devNumber || 0),
    ],
  };
}

const STAGES: Readonly<Record<string, string>> = { a: "a", alpha: "a", b: "b", beta: "b" };
