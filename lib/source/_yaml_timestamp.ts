const DATE = /^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)$/;
const TIMESTAMP =
  /^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:[Tt]|[ \t]+)([0-9][0-9]?):([0-9][0-9]):([0-9][0-9])(?:\.([0-9]*))?(?:[ \t]*(Z|([-+])([0-9][0-9]?)(?::([0-9][0-9]))?))?$/;

/** Why a plain scalar has no value: a tag without a constructor, or an impossible date. */
export class InvalidScalar {
  constructor(readonly reason: string) {}
}

/**
 * Reads a YAML 1.1 date or timestamp.
 *
 * @returns The text Python prints for the `date` or `datetime` that PyYAML makes of it,
 * `undefined` if the text is no timestamp, or what is wrong with it.
 */
export function timestampText(text: string): string | InvalidScalar | undefined {
  if (text.length === 10 && DATE.test(text)) return checkDate(text) ?? text;
  const found = TIMESTAMP.exec(text);
  if (found === null) return undefined;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = ""] = found;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const wrong = checkDate(date);
  if (wrong !== undefined) return wrong;
  if (Number(hour) > 23) return new InvalidScalar("Cannot read a date: hour must be in 0..23");
  if (Number(minute) > 59) return new InvalidScalar("Cannot read a date: minute must be in 0..59");
  if (Number(second) > 59) return new InvalidScalar("Cannot read a date: second must be in 0..59");
  const fraction = (found[7] ?? "").slice(0, 6).padEnd(6, "0");
  const time = `${date} ${hour.padStart(2, "0")}:${minute}:${second}` +
    (fraction === "000000" ? "" : `.${fraction}`);
  if (found[8] === undefined) return time;
  if (found[8] === "Z") return `${time}+00:00`;
  return `${time}${found[9]}${(found[10] ?? "0").padStart(2, "0")}:${found[11] ?? "00"}`;
}

function checkDate(date: string): InvalidScalar | undefined {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  if (year === 0) return new InvalidScalar("Cannot read a date: year 0 is out of range");
  if (month < 1 || month > 12) {
    return new InvalidScalar("Cannot read a date: month must be in 1..12");
  }
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
  if (day < 1 || day > days) {
    return new InvalidScalar("Cannot read a date: day is out of range for month");
  }
  return undefined;
}
