/**
 * @param text Such as `2026-12-24`.
 * @returns Whether a calendar has that day: `Date` takes the 30th of February for one in March.
 */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
