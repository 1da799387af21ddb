/** The signals a program of ours listens to. */
export type SignalName = "SIGHUP" | "SIGINT" | "SIGTERM" | "SIGUSR1" | "SIGWINCH" | "SIGCHLD";

/** Signals that are sent to this process. */
export interface Signals {
  /** Calls `handler` at each `signal` until the result is disposed of. */
  listen(signal: SignalName, handler: () => void): Disposable;
}

/** The signals of the operating system. */
export const signals: Signals = {
  listen(signal, handler) {
    Deno.addSignalListener(signal, handler);
    return { [Symbol.dispose]: () => Deno.removeSignalListener(signal, handler) };
  },
};
