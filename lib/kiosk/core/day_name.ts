import { WEEKDAYS } from "./policy.ts";
import { weekdayOf } from "./zone.ts";

/** @param day Days since 1970-01-01. @returns The day of the week, such as `Monday`. */
export function dayName(day: number): string {
  const name = WEEKDAYS[weekdayOf(day)] ?? "";
  return name.charAt(0).toUpperCase() + name.slice(1);
}
