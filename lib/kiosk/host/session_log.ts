import { folderOf } from "../../base/posix_path.ts";
import type { SpawnOptions } from "./host_adapter.ts";
import { SHELL } from "./run_script.ts";
import { NOWHERE } from "./trampoline.ts";

/**
 * Keeps the beginning of what is written to it, at once: head alone would hold some of it back, and
 * the log of what runs would be empty. What follows is read, too, so that no program ever waits for
 * it. Arguments: how many bytes, and the file.
 */
const KEEP = `
umask 077
at_once=
command -v stdbuf >/dev/null && at_once='stdbuf -o0'
$at_once head -c "$1" >>"$2"
[ "$(head -c 1 | wc -c)" -eq 0 ] ||
  printf '\\n[The rest of the output is not kept]\\n' >>"$2"
exec cat >/dev/null`;

/** Where a session's output goes. */
export interface SessionLog {
  /** Is opened by whoever writes to it. */
  readonly path: string;
  /** To be called once the programs have opened it: from then on it ends with the last of them. */
  handOver(): Promise<void>;
  /** Resolves when everything is in the file. */
  readonly done: Promise<void>;
}

/**
 * Starts what keeps the output of a session: a process beside the daemon, so that programs can
 * write whether the daemon lives or not, and outside of the session, so that their last words are
 * kept.
 *
 * @throws {Error} If the file cannot be written.
 */
export function openSessionLog({ logFile, logLimit }: SpawnOptions): SessionLog {
  if (logFile === undefined) {
    const done = Promise.resolve();
    return { path: NOWHERE, handOver: () => done, done };
  }
  makeFile(logFile);
  const child = new Deno.Command(SHELL, {
    args: ["-c", KEEP, "shep", String(logLimit), logFile],
    clearEnv: true,
    env: { PATH: "/usr/bin:/bin" },
    stdin: "piped",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  child.unref();
  return {
    path: `/proc/${child.pid}/fd/0`,
    handOver: () => child.stdin.close(),
    done: child.status.then(() => {}),
  };
}

function makeFile(path: string): void {
  try {
    Deno.mkdirSync(folderOf(path), { recursive: true, mode: 0o700 });
    Deno.openSync(path, { append: true, create: true, mode: 0o600 }).close();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot keep the output in ${path}: ${why}`, { cause });
  }
}
