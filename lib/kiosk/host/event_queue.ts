/** What happened and was not yet seen: nothing is lost between two listeners, nor told twice. */
export class EventQueue<T> {
  readonly #waiting: T[] = [];
  #wake = Promise.withResolvers<void>();

  /** Tells whoever listens now or next. */
  push(event: T): void {
    this.#waiting.push(event);
    this.#wake.resolve();
  }

  /** Everything that was and will be pushed, in order, until the signal is aborted. */
  async *listen(signal: AbortSignal): AsyncIterable<T> {
    const aborted = Promise.withResolvers<void>();
    const onAbort = () => aborted.resolve();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      while (!signal.aborted) {
        const next = this.#waiting.shift();
        if (next !== undefined) {
          yield next;
          continue;
        }
        this.#wake = Promise.withResolvers();
        await Promise.race([this.#wake.promise, aborted.promise]);
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }
}
