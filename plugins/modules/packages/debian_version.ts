/**
 * Compares versions of Debian packages, see deb-version(7).
 *
 * @returns A negative number if `a` is older than `b`, a positive one if it is newer, else 0.
 */
export function compareDebianVersions(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  return left.epoch - right.epoch ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision);
}

interface VersionParts {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
}

function parts(version: string): VersionParts {
  const colon = version.indexOf(":");
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf("-");
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? "" : rest.slice(dash + 1),
  };
}

/** Compares text and numbers in turn; text by characters, numbers by value. */
function comparePart(a: string, b: string): number {
  const left = pieces(a);
  const right = pieces(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = "", y = ""] = [left[i], right[i]];
    const order = i % 2 === 0 ? compareText(x, y) : Number(x || 0) - Number(y || 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** Text, number, text, number and so on. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const [, letters = "", digits = ""] of text.matchAll(/(\D*)(\d*)/g)) {
    found.push(letters, digits);
  }
  return found;
}

function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = weight(a[i]) - weight(b[i]);
    if (order !== 0) return order;
  }
  return 0;
}

/** A tilde comes before the end, letters before all else. */
function weight(char: string | undefined): number {
  if (char === undefined) return 0;
  if (char === "~") return -1;
  return /[A-Za-z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256;
}
