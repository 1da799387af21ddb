import type { SignalName, Signals } from "./signals.ts";

/** Signals that a test sends. */
export class FakeSignals implements Signals {
  readonly #listeners = new Set<{ readonly signal: SignalName; readonly handler: () => void }>();

  listen(signal: SignalName, handler: () => void): Disposable {
    const listener = { signal, handler };
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  /** @returns How many listeners heard it. */
  send(signal: SignalName): number {
    const heard = [...this.#listeners].filter((listener) => listener.signal === signal);
    for (const listener of heard) listener.handler();
    return heard.length;
  }
}
