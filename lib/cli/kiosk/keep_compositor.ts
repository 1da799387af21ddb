import { KeptCompositor, type KeptCompositorOptions } from "../../kiosk/daemon/kept_compositor.ts";
import type { OpenCompositor } from "../../kiosk/host/host_adapter.ts";
import { sessionOfProcess } from "../../kiosk/host/session_of_process.ts";
import { openOwnSway } from "../../kiosk/host/sway/own_sway.ts";
import { connectSway, type SwayOptions } from "../../kiosk/host/sway/sway_compositor.ts";
import type { System } from "../system.ts";
import type { CompositorPlace } from "./compositor_place.ts";

/** What a daemon wants of its compositor. */
export interface KeepCompositorOptions {
  readonly system: Pick<System, "clock" | "processes">;
  /** The window between sessions. */
  readonly shellAppId: string;
  readonly stateDir: string;
  readonly onTrouble: (message: string) => void;
}

/** @returns The compositor of `place`, to be begun with; `undefined` if there is to be none. */
export function keepCompositor(
  place: CompositorPlace,
  { system: { clock, processes }, shellAppId, stateDir, onTrouble }: KeepCompositorOptions,
): KeptCompositor | undefined {
  const sessionOf = (pid: number) => sessionOfProcess(processes, pid);
  const keep = (open: KeptCompositorOptions["open"]) =>
    new KeptCompositor({ open, clock, onTrouble });
  switch (place.kind) {
    case "none":
      return undefined;
    case "running": {
      const { socketPath } = place;
      return keep(() => openRunning({ socketPath, shellAppId, sessionOf }));
    }
    case "own": {
      const noteFile = `${stateDir}/display`;
      const options = { ...place.sway, noteFile, clock, shellAppId, sessionOf };
      return keep((signal) => openOwnSway({ ...options, signal }));
    }
    default:
      return place satisfies never;
  }
}

async function openRunning(options: SwayOptions): Promise<OpenCompositor> {
  const compositor = await connectSway(options);
  return {
    compositor,
    gone: compositor.gone,
    display: undefined,
    [Symbol.asyncDispose]: () => compositor[Symbol.asyncDispose](),
  };
}
