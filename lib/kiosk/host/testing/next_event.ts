import type { HostEvent } from "../../core/event.ts";
import type { HostAdapter } from "../host_adapter.ts";

/** @throws {Error} If nothing happens within half a minute. */
export async function nextEvent(host: HostAdapter): Promise<HostEvent> {
  for await (const event of host.events(AbortSignal.timeout(30_000))) return event;
  throw new Error("Cannot tell what happened: nothing did");
}
