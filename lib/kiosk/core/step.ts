import { refreshAvailability } from "./availability_state.ts";
import { acceptClock, noticeClock } from "./clock_step.ts";
import type { CoreEvent } from "./event.ts";
import { extend, launch, reload, shutDown, stop } from "./session_command.ts";
import { bookRun, ended, endIfOver, spawned, warnIfDue } from "./session_step.ts";
import type { CoreState } from "./state.ts";
import { storeFailed, storeRecovered } from "./store_step.ts";
import type { Now } from "./time.ts";
import { type StepResult, Turn } from "./turn.ts";

/**
 * All that the kiosk ever decides, one event at a time. It has no clock, touches nothing, and yields
 * the same for the same arguments.
 *
 * @param now What the clocks say; boot time must not go back from one call to the next.
 * @returns The next state, and what is to be done, in this order.
 */
export function step(state: CoreState, event: CoreEvent, now: Now): StepResult {
  const turn = new Turn(state, now);
  noticeClock(turn);
  bookRun(turn, "when_due");
  carryOut(turn, event);
  endIfOver(turn);
  warnIfDue(turn);
  refreshAvailability(turn, CHANGING.has(event.kind) ? "always" : "when_due");
  return turn.finish();
}

/** Events after which other entries may be available than before. */
const CHANGING: ReadonlySet<CoreEvent["kind"]> = new Set([
  "accept_clock",
  "exited",
  "reload",
  "spawn_failed",
  "store_failed",
  "store_recovered",
]);

function carryOut(turn: Turn, event: CoreEvent): void {
  switch (event.kind) {
    case "launch":
      return launch(turn, event);
    case "stop":
      return stop(turn, event);
    case "extend":
      return extend(turn, event);
    case "reload":
      return reload(turn, event);
    case "accept_clock":
      return acceptClock(turn, event);
    case "spawned":
      return spawned(turn, event);
    case "spawn_failed":
      return ended(turn, event.sessionId, { type: "launch_failed", error: event.error });
    case "exited":
      return ended(turn, event.sessionId, { type: "process_exited", exitCode: event.exitCode });
    case "store_failed":
      return storeFailed(turn, event);
    case "store_recovered":
      return storeRecovered(turn);
    case "shutdown":
      return shutDown(turn);
    case "tick":
      return;
    default:
      return event satisfies never;
  }
}
