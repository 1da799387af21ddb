import type { Clock } from "../../base/clock.ts";
import { parseProcess } from "./process_survey.ts";
import type { Leader } from "./session_handle.ts";
import type { Trampoline } from "./trampoline.ts";

/** A session's first process, which has become the entry's program. */
export interface StartedLeader {
  readonly leader: Leader;
  /** Its exit code; `undefined` if a signal ended it. */
  readonly ended: Promise<number | undefined>;
}

/** Milliseconds after which a start is taken to hang, as one in a folder of a dead server does. */
const PATIENCE = 15_000;

/**
 * Starts a program in a session of its own and waits until it is what it is to be.
 *
 * @throws {Error} If it can't be started; something of it may be left then.
 */
export async function startLeader(
  { program, args, env }: Trampoline,
  clock: Clock,
): Promise<StartedLeader> {
  const child = new Deno.Command(program, {
    args: [...args],
    clearEnv: true,
    env: { ...env },
    cwd: "/",
    stdin: "null",
    stdout: "piped",
    stderr: "null",
    detached: true,
  }).spawn();
  child.unref();
  const ended = child.status.then(({ code, signal }) => signal === null ? code : undefined);
  const told = await withPatience(child.stdout, clock);
  const [line = "", ...complaints] = told.trim().split("\n");
  if (complaints.length > 0) throw new Error(plain(complaints.join("; ")));
  const { pid, start } = parseProcess(line);
  if (pid !== child.pid || Number.isNaN(start)) {
    throw new Error(line === "" ? "It ended while it was started" : plain(line));
  }
  return { leader: { pid, start }, ended };
}

async function withPatience(stdout: ReadableStream<Uint8Array>, clock: Clock): Promise<string> {
  const stop = new AbortController();
  const reader = stdout.getReader();
  const bored = clock.sleep(PATIENCE, { signal: stop.signal }).then(
    () => Promise.reject(new Error(`It was not started within ${PATIENCE / 1000} s`)),
  );
  try {
    return await Promise.race([readAll(reader), bored]);
  } finally {
    stop.abort();
    bored.catch(() => {});
    await reader.cancel();
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += decoder.decode(next.value, { stream: true });
  }
  return text;
}

/** Without the name and the line that a shell puts before what it complains about. */
function plain(complaint: string): string {
  return complaint.replace(/^\S*(?:shep|setpriv): (?:(?:line )?\d+: )?/, "");
}
