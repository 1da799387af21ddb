import {
  type ApplyCommand,
  type Dict,
  ModuleFailure,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { asOperand } from "../shared/file_stat.ts";
import type { FileTask, Sides } from "./file_task.ts";

/** Which of the two times, as options, `stat` and `touch` name it. */
const TIMES = [
  { option: "modification_time", key: "mtime", flag: "-m" },
  { option: "access_time", key: "atime", flag: "-a" },
] as const;

/** What has to change in a file's times. */
export interface TimeChange {
  readonly sides: Sides;
  readonly commands: readonly ApplyCommand[];
}

const NOTHING: TimeChange = { sides: { before: {}, after: {} }, commands: [] };

/**
 * @param fallback What a time that is not given means.
 * @returns What `modification_time` and `access_time` change; no round trip where both are kept.
 * @throws {ModuleFailure} If a time is not written in its format.
 */
export async function timeChange(
  { call, target, path, behind }: FileTask,
  fallback: "now" | "preserve",
): Promise<TimeChange> {
  const { args, clock } = call;
  const wanted = TIMES.map((time) => {
    const text = optionalStr(args, time.option) ?? fallback;
    const format = str(args, `${time.option}_format`);
    return {
      ...time,
      stamp: text === "preserve" || text === "now" ? text : touchStamp(text, format),
    };
  }).filter(({ stamp }) => stamp !== "preserve");
  if (wanted.length === 0) return NOTHING;
  const changes = await Promise.all(wanted.map(async (time) => {
    const before = behind?.[time.key];
    const after = time.stamp === "now"
      ? clock.wallNow() / 1000
      : await secondsOf(target, time.stamp);
    return { ...time, before, after };
  }));
  const differing = changes.filter(({ before, after }) => before !== after);
  return {
    sides: {
      before: record(differing.map(({ key, before }) => [key, before])),
      after: record(differing.map(({ key, after }) => [key, after])),
    },
    commands: touchCommands(path, differing),
  };
}

/** @throws {ModuleFailure} If a time is not written in its format. */
export function requireTimes(args: Dict): void {
  for (const { option } of TIMES) {
    const text = optionalStr(args, option) ?? "preserve";
    if (text !== "preserve" && text !== "now") touchStamp(text, str(args, `${option}_format`));
  }
}

/** One process where both times are to be the same. */
function touchCommands(
  path: string,
  times: readonly { readonly flag: string; readonly stamp: string }[],
): readonly ApplyCommand[] {
  const [first, second] = times;
  const flags = first !== undefined && first.stamp === second?.stamp
    ? [{ flags: [], stamp: first.stamp }]
    : times.map(({ flag, stamp }) => ({ flags: [flag], stamp }));
  return flags.map(({ flags, stamp }) => ({
    argv: ["touch", "-c", ...flags, ...(stamp === "now" ? [] : ["-t", stamp]), asOperand(path)],
  }));
}

/** The target's time zone decides what a stamp means. */
async function secondsOf(target: Target, stamp: string): Promise<number> {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)\.(\d\d)$/.exec(stamp) ?? [];
  const text = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  const [outcome] = await target.probe({ argv: ["date", "-d", text, "+%s"] });
  return Number(outcome?.stdout ?? 0);
}

const FIELDS: Readonly<Record<string, { readonly digits: string; readonly at: string }>> = {
  Y: { digits: "\\d{4}", at: "year" },
  m: { digits: "\\d{1,2}", at: "month" },
  d: { digits: "\\d{1,2}", at: "day" },
  H: { digits: "\\d{1,2}", at: "hour" },
  M: { digits: "\\d{1,2}", at: "minute" },
  S: { digits: "\\d{1,2}", at: "second" },
};

/** @returns The time as `touch -t` takes it. */
function touchStamp(text: string, format: string): string {
  const refuse = (why: string) =>
    new ModuleFailure(
      `Error while obtaining timestamp for time ${text} using format ${format}: ${why}`,
    );
  const pattern = format.replaceAll(
    /%(.)|[.*+?^${}()|[\]\\]/g,
    (whole, letter: string | undefined) => {
      if (letter === undefined) return `\\${whole}`;
      const field = FIELDS[letter];
      if (field === undefined) throw refuse(`'${letter}' is a bad directive in format '${format}'`);
      return `(?<${field.at}>${field.digits})`;
    },
  );
  const groups = new RegExp(`^${pattern}$`).exec(text)?.groups;
  const part = (name: string, fallback = "00") => (groups?.[name] ?? fallback).padStart(2, "0");
  const day = `${part("year", "1900")}-${part("month", "01")}-${part("day", "01")}`;
  const time = `${part("hour")}:${part("minute")}:${part("second")}`;
  if (groups === undefined || !isMoment(`${day}T${time}`)) {
    throw refuse(`time data '${text}' does not match format '${format}'`);
  }
  return day.replaceAll("-", "") + time.replace(":", "").replace(":", ".");
}

function isMoment(text: string): boolean {
  try {
    return Temporal.PlainDateTime.from(text).toString().startsWith(text.slice(0, 16));
  } catch {
    return false;
  }
}

function record(
  entries: readonly (readonly [string, number | undefined])[],
): Readonly<Record<string, Value>> {
  const result: Record<string, Value> = {};
  for (const [key, value] of entries) if (value !== undefined) result[key] = value;
  return result;
}
