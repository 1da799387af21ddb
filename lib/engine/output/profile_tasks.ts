import { formatPosition } from "../../base/position.ts";
import type { Clock } from "../../base/clock.ts";
import type { EventSink, TaskRef } from "../executor/event.ts";
import { localDateTime, zoneOffset } from "../template/date_time.ts";
import { formatTime } from "../template/strftime.ts";
import type { Writer } from "./writer.ts";

/** What times of tasks are told with. */
export interface ProfileTasksOptions {
  readonly writer: Writer;
  readonly clock: Clock;
  /** Such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly columns: number;
}

/** How many tasks the list at the end has, those first that took the longest. */
const MOST = 20;

/** @returns A sink that tells how long tasks take: callback `profile_tasks` of ansible.posix. */
export function profileTasksOutput(
  { writer, clock, timeZone, columns }: ProfileTasksOptions,
): EventSink {
  const start = clock.monotonicNow();
  let since = start;
  let current: TaskTime | undefined;
  const tasks = new Map<string, TaskTime>();
  const lap = () => {
    const now = clock.monotonicNow();
    if (current !== undefined) current.ms += now - since;
    const date = dateText(clock.wallNow(), timeZone);
    const times = `(${spanText(now - since)})       ${spanText(now - start)}`;
    since = now;
    writer.out(`${filled(`${date} ${times} `, "*")}\n`);
  };
  return (event) => {
    if (event.kind === "task_start") {
      lap();
      current = timeOf(tasks, event.task);
    } else if (event.kind === "recap") {
      lap();
      current = undefined;
      const slowest = [...tasks.values()].sort((a, b) => b.ms - a.ms).slice(0, MOST);
      const lines = slowest.map(({ name, ms }) => {
        const seconds = ` ${(ms / 1000).toFixed(2)}s`;
        return `${`${name} `.padEnd(columns - 9, "-")}${seconds.padStart(9, "-")}\n`;
      });
      writer.out(`${filled("", "=")}\n${lines.join("")}`);
    }
  };
}

interface TaskTime {
  readonly name: string;
  ms: number;
}

/** A task that several batches run is one. */
function timeOf(tasks: Map<string, TaskTime>, { name, position }: TaskRef): TaskTime {
  const key = `${name} ${position === undefined ? "" : formatPosition(position)}`;
  const time = tasks.get(key) ?? { name, ms: 0 };
  tasks.set(key, time);
  return time;
}

function dateText(millis: number, timeZone: string): string {
  const offset = zoneOffset(millis, timeZone);
  return formatTime("%A %d %B %Y  %H:%M:%S %z", { ...localDateTime(millis, timeZone), offset });
}

function filled(text: string, mark: string): string {
  return `${text}${mark.repeat(Math.max(3, 79 - text.length))} `;
}

/** @returns Such as `0:01:02.345`. */
function spanText(ms: number): string {
  const whole = Math.floor(ms);
  const seconds = Math.floor(whole / 1000);
  const minutes = Math.floor(seconds / 60);
  const two = (value: number) => String(value % 60).padStart(2, "0");
  const rest = String(whole % 1000).padStart(3, "0");
  return `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}.${rest}`;
}
