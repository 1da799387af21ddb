/** @returns Python's `repr()` of the float `value`, such as `1.0`, `1e+16`, `1e-05`, `nan`. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const digits = exponent.slice(1);
  return `${mantissa}e${exponent.charAt(0)}${digits.padStart(2, "0")}`;
}
