/**
 * Orders texts by code point, as Python and `sort` in the C locale do. UTF-16 units, which `<`
 * compares, would put astral characters before U+E000 to U+FFFF.
 *
 * @returns Negative if `a` comes first, positive if `b` does, 0 if they are the same.
 */
export function compareCodePoints(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) {
      return (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
    }
  }
  return a.length - b.length;
}
