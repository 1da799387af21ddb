const DIGITS = /^[+-]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;

/** @returns Python's `float(text)`, or `undefined` where that raises. */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim();
  if (DIGITS.test(trimmed)) return Number(trimmed.replaceAll("_", ""));
  const special = SPECIAL.exec(trimmed);
  if (special === null) return undefined;
  if (special[2]?.toLowerCase() === "nan") return NaN;
  return special[1] === "-" ? -Infinity : Infinity;
}

/** @returns Python's `int(text, base)`, or `undefined` where that raises. */
export function parseIntText(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)(0[xX]|0[oO]|0[bB])?_?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, prefix = "", rest = ""] = match;
  const prefixBase = { x: 16, o: 8, b: 2 }[prefix.slice(1).toLowerCase()];
  let digits = rest;
  let radix = base;
  if (prefixBase !== undefined) {
    if (base === 0) radix = prefixBase;
    else if (base !== prefixBase) digits = prefix + rest;
  } else if (base === 0) {
    if (/^0[0-9_]*[1-9]/.test(rest)) return undefined;
    radix = 10;
  }
  let value = 0n;
  for (const digit of digits.replaceAll("_", "")) {
    const number = parseInt(digit, 36);
    if (Number.isNaN(number) || number >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(number);
  }
  return sign === "-" ? -value : value;
}
