import type { Processes } from "../../system/processes.ts";
import { type SessionId, sessionId } from "../core/id.ts";
import { runScript } from "./run_script.ts";
import { SESSION_VARIABLE } from "./session_environment.ts";

/** Goes up from a process to the first that is in a session's control group or carries its name. */
const FIND = `
pid=$1
while [ "$pid" -gt 1 ]; do
  grep -so '/shep-[-0-9a-f]*' "/proc/$pid/cgroup" && exit
  grep -szao '^${SESSION_VARIABLE}=[-0-9a-f]*$' "/proc/$pid/environ" && exit
  parent=1
  while read -r key value; do
    [ "$key" != PPid: ] || parent=$value
  done 2>/dev/null <"/proc/$pid/status"
  pid=$parent
done
:`;

/** @returns The session that a process belongs to. */
export async function sessionOfProcess(
  processes: Processes,
  pid: number,
): Promise<SessionId | undefined> {
  const found = await runScript(processes, { text: FIND, args: [String(pid)] });
  const id = /(?:\/shep-|=)([-0-9a-f]{36})/.exec(found)?.[1];
  return id === undefined ? undefined : sessionId(id);
}
