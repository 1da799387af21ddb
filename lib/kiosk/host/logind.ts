import type { Processes } from "../../system/processes.ts";
import { runScript } from "./run_script.ts";

/** Whether somebody is at the computer, as logind knows it. */
export interface Presence {
  /** Nobody has touched anything for a while. */
  readonly isIdle: boolean;
  /** The screen is locked. */
  readonly isLocked: boolean;
}

/** The session that is seen at the first seat, and what it says about itself. */
const ASK = `
name=org.freedesktop.login1
ask() { busctl --system get-property "$name" "$@"; }
active=$(ask "/org/freedesktop/login1/seat/seat0" "$name.Seat" ActiveSession) || exit
path=\${active##* }
path=\${path#\\"}
path=\${path%\\"}
[ "$path" != / ] || { echo 'Nobody is logged in' >&2; exit 1; }
ask "$path" "$name.Session" IdleHint && ask "$path" "$name.Session" LockedHint`;

/**
 * Asks logind over the system's bus.
 *
 * @throws {Error} If there is no logind, no seat, or nobody who is logged in there.
 */
export async function readPresence(processes: Processes): Promise<Presence> {
  const text = await runScript(processes, { text: ASK, args: [] }).catch((cause) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot ask logind whether somebody is there: ${why}`, { cause });
  });
  const [idle, locked] = text.trim().split("\n").map(readBoolean);
  if (idle !== undefined && locked !== undefined) return { isIdle: idle, isLocked: locked };
  throw new Error(`Cannot understand what logind says: ${JSON.stringify(text)}`);
}

/** `b true`, as busctl shows it. */
function readBoolean(line: string): boolean | undefined {
  const value = /^b (true|false)$/.exec(line)?.[1];
  return value === undefined ? undefined : value === "true";
}
