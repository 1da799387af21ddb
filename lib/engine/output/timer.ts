import type { Clock } from "../../base/clock.ts";
import type { EventSink } from "../executor/event.ts";
import type { Writer } from "./writer.ts";

/** @returns A sink that tells after each playbook how long the run has taken: callback `timer`. */
export function timerOutput(
  { writer, clock }: { readonly writer: Writer; readonly clock: Clock },
): EventSink {
  const start = clock.monotonicNow();
  return (event) => {
    if (event.kind !== "recap") return;
    const seconds = Math.floor((clock.monotonicNow() - start) / 1000);
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    const days = Math.floor(hours / 24);
    writer.out(
      `Playbook run took ${days} days, ${hours % 24} hours, ${minutes % 60} minutes, ` +
        `${seconds % 60} seconds\n`,
    );
  };
}
