import { SESSION_VARIABLE } from "./session_environment.ts";
import type { Leader } from "./session_handle.ts";

/** A process, as the kernel tells of it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** In ticks since the computer started. */
  readonly start: number;
  /** Whether it has ended, and only its parent has not yet asked how. */
  readonly isDead: boolean;
}

/** What was found in one look at all processes. */
export interface Survey {
  readonly processes: readonly Process[];
  /** Those in the control group. */
  readonly grouped: ReadonlySet<number>;
  /** Those whose environment names the session. */
  readonly marked: ReadonlySet<number>;
}

/** What a session's processes are told by. */
export interface Signs {
  /** `undefined` if it is not known, after a daemon that ended while it started the session. */
  readonly leader: Leader | undefined;
  /** When known members started, by their id. */
  readonly known: ReadonlyMap<number, number>;
}

/**
 * Looks at all processes. What a process may call itself is part of what is read, so records end
 * with a zero byte, which no name can contain. That a process ends meanwhile is no failure (grep
 * says 2 then), but that grep could not be started is one.
 *
 * Arguments: the session's id, and the folder of its control group or nothing.
 */
export const SURVEY = `
if [ -n "$2" ] && [ -d "$2" ]; then
  find "$2" -name cgroup.procs -exec cat {} + 2>/dev/null
fi
printf '\\0'
grep -szH '' /proc/[0-9]*/stat
[ $? -le 2 ] || exit 1
printf '\\0'
grep -szlxF "${SESSION_VARIABLE}=$1" /proc/[0-9]*/environ
[ $? -le 2 ]`;

/**
 * @returns What `SURVEY` printed.
 * @throws {Error} If it saw no process at all: it is one itself.
 */
export function parseSurvey(text: string): Survey {
  const [groups = "", ...records] = text.split("\0");
  const marked = records.pop() ?? "";
  const processes = records.filter((record) => record !== "").map(parseProcess);
  if (processes.length === 0) throw new Error("Cannot see any processes");
  return {
    processes,
    grouped: numbersIn(groups, /^(\d+)$/gm),
    marked: numbersIn(marked, /^\/proc\/(\d+)\/environ$/gm),
  };
}

/**
 * @param record What is in /proc/PID/stat, after the file's name. Proc(5) says what is where; the
 * second is the name in parentheses, which may contain any of the separators.
 */
export function parseProcess(record: string): Process {
  const pid = Number(/\d+/.exec(record)?.[0]);
  const rest = record.slice(record.lastIndexOf(")") + 2).split(" ");
  const [state = "", parent, group, session] = rest;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    start: Number(rest[19]),
    isDead: state === "Z" || state === "X",
  };
}

/** @returns The living processes of a session: those that show a sign of it, and what these started. */
export function membersOf(survey: Survey, { leader, known }: Signs): readonly Process[] {
  const { processes, grouped, marked } = survey;
  const inPlace = processes.find(({ pid }) => pid === leader?.pid);
  // The kernel gives the number to nobody else before the last of its group and session is gone.
  const hasNumber = leader !== undefined &&
    (inPlace === undefined || inPlace.start === leader.start);
  const isSeed = ({ pid, group, session, start }: Process) =>
    grouped.has(pid) || marked.has(pid) || known.get(pid) === start ||
    (hasNumber && (group === leader.pid || session === leader.pid));
  const members = new Map<number, Process>();
  let added = processes.filter(isSeed);
  while (added.length > 0) {
    for (const one of added) members.set(one.pid, one);
    added = processes.filter(({ pid, parent }) => members.has(parent) && !members.has(pid));
  }
  return [...members.values()].filter(({ isDead }) => !isDead);
}

function numbersIn(text: string, pattern: RegExp): ReadonlySet<number> {
  return new Set([...text.matchAll(pattern)].map(([, digits]) => Number(digits)));
}
