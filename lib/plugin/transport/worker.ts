import type { StartTransport } from "./transport.ts";

/** A plugin that runs as a worker of this process. */
export interface WorkerPlugin {
  readonly name: string;
  /** The module to run. */
  readonly url: URL;
  readonly permissions: Deno.PermissionOptionsObject;
}

/**
 * @returns What starts a plugin as a worker. Frames are handed over, not copied. A worker reaches the
 * standard streams and the life of this process, so it is for plugins that came with shep.
 */
export function workerTransport({ name, url, permissions }: WorkerPlugin): StartTransport {
  return (events) => {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const worker = new Worker(url, { type: "module", name, deno: { permissions } });
    let hasEnded = false;
    function end(why: string): void {
      worker.terminate();
      if (hasEnded) return;
      hasEnded = true;
      events.ended(why);
      resolve();
    }
    worker.onmessage = ({ data }) => {
      if (data instanceof Uint8Array) events.receive(data);
      else end(typeof data === "string" ? data : "it has sent what is no frame");
    };
    worker.onmessageerror = () => end("it has sent what cannot be read");
    worker.onerror = (event) => {
      // Otherwise the error would end this process too.
      event.preventDefault();
      end(`it has failed: ${event.message.replace(/^Uncaught /, "")}`);
    };
    return {
      send: (frame) => {
        if (!hasEnded) worker.postMessage(frame, [frame.buffer]);
      },
      kill: () => end("it was ended"),
      gone,
    };
  };
}
