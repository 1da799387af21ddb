import type { Command } from "../../wire/host.ts";

/** A command that goes on while other tasks run: `async` with `poll: 0`. */
export interface BackgroundJob {
  readonly id: string;
  /** Where on the target its state is. */
  readonly folder: string;
  /** It is killed when it takes longer. */
  readonly seconds: number;
}

/** What is known of a job on the target. */
export type JobState =
  | { readonly kind: "unknown" }
  | { readonly kind: "running" }
  | {
    readonly kind: "ended";
    /** `undefined` if it took too long. */
    readonly rc: number | undefined;
    /** As the target's clock has it, such as `2024-01-31 12:00:00`. */
    readonly start: string;
    readonly end: string;
    /** Seconds. */
    readonly duration: number;
    readonly stdout: Uint8Array;
    readonly stderr: Uint8Array;
  };

/** @returns A command that starts `command` and returns at once. */
export function launching(command: Command, { folder, seconds }: BackgroundJob): Command {
  const { argv = [], script, stdin, executable = "/bin/sh", ...place } = command;
  const words = script === undefined ? argv : [executable, "-c", script, executable, ...argv];
  return {
    ...place,
    ...(stdin === undefined ? {} : { stdin }),
    script: LAUNCH,
    argv: [folder, String(seconds), stdin === undefined ? "/dev/null" : "-", JOB, ...words],
  };
}

/** Reads a file of the target; `undefined` if there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/** @returns What has become of a job. */
export async function jobState(folder: string, read: ReadFile): Promise<JobState> {
  const text = async (name: string) => {
    const content = await read(`${folder}/${name}`);
    return content === undefined ? undefined : new TextDecoder().decode(content).trim().split("\n");
  };
  const [rc, end = "", endSeconds = ""] = await text("result") ?? [];
  const [start = "", startSeconds = ""] = await text("start") ?? [];
  if (start === "") return { kind: "unknown" };
  if (rc === undefined) return { kind: "running" };
  return {
    kind: "ended",
    rc: rc === "late" ? undefined : Number(rc),
    start,
    end,
    duration: Number(endSeconds) - Number(startSeconds),
    stdout: await read(`${folder}/stdout`) ?? new Uint8Array(),
    stderr: await read(`${folder}/stderr`) ?? new Uint8Array(),
  };
}

/**
 * Makes the job's folder and starts the job in a session of its own, where setsid(1) is there, so
 * that it outlives the shell it was started from.
 */
const LAUNCH = `
umask 077
folder=$1 seconds=$2 input=$3 job=$4
shift 4
mkdir -p "$folder" || exit 1
date '+%Y-%m-%d %H:%M:%S%n%s' >"$folder/start" || exit 1
if [ "$input" = - ]; then
  input=$folder/stdin
  cat >"$input" || exit 1
fi
own=
command -v setsid >/dev/null 2>&1 && own=setsid
nohup $own sh -c "$job" sh "$folder" "$seconds" "$input" "$@" </dev/null >/dev/null 2>&1 &
`;

/** Runs the command, kills it with all it has started when its time is up, and keeps what it said. */
const JOB = `
folder=$1 seconds=$2 input=$3
shift 3
end() {
  { echo "$1"; date '+%Y-%m-%d %H:%M:%S%n%s'; } >"$folder/result.new"
  mv "$folder/result.new" "$folder/result"
}
"$@" <"$input" >"$folder/stdout" 2>"$folder/stderr" &
child=$!
{
  trap 'kill "$rest"; exit' TERM
  sleep "$seconds" &
  rest=$!
  wait "$rest"
  end late
  kill -9 "-$$" 2>/dev/null || kill -9 "$child" "$$"
} </dev/null >/dev/null 2>&1 &
watch=$!
wait "$child"
end "$?"
kill "$watch" 2>/dev/null
`;
