/** A package of RPM by its full name. */
export interface RpmPackage {
  readonly name: string;
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
}

/** @returns `name-[epoch:]version-release.arch`, without an epoch of 0, as DNF shows packages. */
export function rpmFullName({ name, epoch, version, release, arch }: RpmPackage): string {
  return `${name}-${epoch === "0" ? "" : `${epoch}:`}${version}-${release}.${arch}`;
}

/** @returns Less than 0 if `a` is older than `b`, more if it is newer. */
export function compareRpmPackages(
  a: Omit<RpmPackage, "name" | "arch">,
  b: Omit<RpmPackage, "name" | "arch">,
): number {
  return Number(a.epoch) - Number(b.epoch) || compareRpmVersions(a.version, b.version) ||
    compareRpmVersions(a.release, b.release);
}

/**
 * Compares versions as rpm does: numbers and words one after the other, where a number is newer than
 * a word, `~` is older than the end and `^` a little newer.
 */
export function compareRpmVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareParts(left[i], right[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function partsOf(version: string): readonly string[] {
  return version.match(/\d+|[A-Za-z]+|~|\^/g) ?? [];
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === "~" || b === "~") return a === "~" ? -1 : 1;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  if (a === "^" || b === "^") return a === "^" ? -1 : 1;
  const [isNumber, isOtherNumber] = [/^\d/.test(a), /^\d/.test(b)];
  if (isNumber !== isOtherNumber) return isNumber ? 1 : -1;
  if (!isNumber) return a < b ? -1 : 1;
  const order = BigInt(a) - BigInt(b);
  return order < 0n ? -1 : order > 0n ? 1 : 0;
}
