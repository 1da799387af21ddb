/** What the way to a far host is like. */
export interface FarHostOptions {
  /** Where it is in truth: a port of 127.0.0.1. */
  readonly port: number;
  /** Milliseconds that bytes take, each way. */
  readonly delayMs: number;
}

/** @returns A host that is as far away as `delayMs` says. Dispose of it: `await using far = …`. */
export function openFarHost(options: FarHostOptions): FarHost {
  return new FarHost(options);
}

/** A port of 127.0.0.1 whose connections lead to another one, late; it takes no privileges. */
export class FarHost implements AsyncDisposable {
  readonly #options: FarHostOptions;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #open = new Set<Deno.Conn>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #serving: Promise<void>;
  #isPlugged = true;

  /** For `openFarHost`. */
  constructor(options: FarHostOptions) {
    this.#options = options;
    this.#serving = this.#serve();
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  /** Loses all bytes from now on, and tells nobody. */
  unplug(): void {
    this.#isPlugged = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const one of this.#open) one.close();
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#serving;
  }

  async #serve(): Promise<void> {
    const relays: Promise<void>[] = [];
    for await (const near of this.#listener) relays.push(this.#relay(near));
    await Promise.all(relays);
  }

  async #relay(near: Deno.TcpConn): Promise<void> {
    const far = await Deno.connect({ hostname: "127.0.0.1", port: this.#options.port });
    near.setNoDelay();
    far.setNoDelay();
    // The handshake of a connection goes there and back, too.
    const handshake = 2 * this.#options.delayMs;
    await Promise.all([
      this.#carry(near, far, handshake),
      this.#carry(far, near, handshake),
    ]);
  }

  async #carry(from: Deno.Conn, to: Deno.Conn, extraMs: number): Promise<void> {
    this.#open.add(from);
    const started = performance.now();
    let last = Promise.resolve();
    const deliver = (act: () => Promise<void>) => {
      const early = Math.max(0, started + extraMs - performance.now());
      const due = this.#after(early + this.#options.delayMs);
      last = last.then(() => due).then(act).catch(() => {});
    };
    const buffer = new Uint8Array(65_536);
    for (;;) {
      const count = await from.read(buffer).catch(() => null);
      if (count === null) break;
      const bytes = buffer.slice(0, count);
      deliver(() => this.#isPlugged ? writeAll(to, bytes) : Promise.resolve());
    }
    this.#open.delete(from);
    deliver(() => Promise.resolve(this.#isPlugged ? to.close() : undefined));
  }

  #after(delayMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      resolve();
    }, delayMs);
    this.#timers.add(timer);
    return promise;
  }
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await to.write(bytes.subarray(written));
  }
}
