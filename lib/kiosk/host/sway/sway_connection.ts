import { encodeI3, I3Decoder } from "./i3_message.ts";

/** A way to the compositor: questions and answers in turn, or events. */
export class SwayConnection implements Disposable {
  readonly #socket: Deno.UnixConn;
  readonly #decoder = new I3Decoder();
  /** The last question, which the next one waits for. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #arrived: { readonly type: number; readonly payload: string }[] = [];

  constructor(socket: Deno.UnixConn) {
    this.#socket = socket;
  }

  /**
   * @returns The answer, parsed.
   * @throws {Error} If the compositor is gone.
   */
  ask(type: number, payload = ""): Promise<unknown> {
    const answered = this.#turn.then(async () => {
      await this.#write(encodeI3({ type, payload }));
      for (;;) {
        const next = await this.next();
        if (next === undefined) throw new Error("Cannot ask the compositor: it is gone");
        if (next.type === type) return next.content;
      }
    });
    this.#turn = answered.catch(() => {});
    return answered;
  }

  /** @returns What came next; `undefined` if nothing will. */
  async next(): Promise<{ readonly type: number; readonly content: unknown } | undefined> {
    const buffer = new Uint8Array(65536);
    for (;;) {
      const message = this.#arrived.shift();
      if (message !== undefined) {
        return { type: message.type, content: JSON.parse(message.payload) };
      }
      const count = await this.#socket.read(buffer).catch(isClosed);
      if (count === null) return undefined;
      this.#arrived.push(...this.#decoder.push(buffer.subarray(0, count)));
    }
  }

  [Symbol.dispose](): void {
    try {
      this.#socket.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#socket.write(bytes.subarray(at));
  }
}

/** @throws {Error} If nothing listens there. */
export async function connectTo(path: string): Promise<SwayConnection> {
  try {
    return new SwayConnection(await Deno.connect({ transport: "unix", path }));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot reach the compositor at ${path}: ${why}`, { cause });
  }
}

/** That this side has let go is an end like any other. */
function isClosed(error: unknown): null {
  const isEnd = error instanceof Deno.errors.BadResource ||
    error instanceof Deno.errors.Interrupted || error instanceof Deno.errors.ConnectionReset;
  if (isEnd) return null;
  throw error;
}
