import { hardenWorker, type PluginEnd, setGuestEnds, workerScope } from "./plugin_end.ts";

/** Loads the code of each plugin by its name; loading it makes it serve. */
export type Guests = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Runs plugins in this worker as its host names them: `[name]` starts one, `[name, frame]` is for it.
 * It answers with `[name, frame]`, and with `[name, why]` when one has ended; without a name all have.
 */
export function inviteGuests(guests: Guests): void {
  const scope = workerScope();
  if (scope === undefined) throw new Error("Cannot run plugins together: this is no worker");
  const receivers = new Map<string, (bytes: Uint8Array) => void>();
  const post = scope.postMessage.bind(scope);
  hardenWorker(scope, (why) => post(["", why]));
  setGuestEnds(({ name }): PluginEnd => ({
    send: (frame) => post([name, frame], [frame.buffer]),
    listen: ({ receive }) => receivers.set(name, receive),
    exit: (_code, why) => {
      receivers.delete(name);
      post([name, why]);
      return Promise.resolve();
    },
  }));
  scope.onmessage = ({ data }) => {
    const [name, frame] = Array.isArray(data) ? data : [];
    if (frame instanceof Uint8Array) receivers.get(name)?.(frame);
    else start(name);
  };
  function start(name: string): void {
    const load = guests[name] ?? (() => Promise.reject(new Error("There is no such plugin")));
    load().catch((error) => post([name, `it has failed: ${error.message}`]));
  }
}
