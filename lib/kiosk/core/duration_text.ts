import { DAY, HOUR, MINUTE, SECOND } from "./time.ts";

const UNITS = [[DAY, "d"], [HOUR, "h"], [MINUTE, "min"], [SECOND, "s"]] as const;

/** @returns `milliseconds` in words, such as `1 h 30 min`; parts of a second are rounded away. */
export function durationText(milliseconds: number): string {
  let left = Math.round(milliseconds / SECOND) * SECOND;
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.length === 0 ? "0 s" : parts.join(" ");
}
