import type { Socket } from "node:net";
import type { Clock } from "../../base/clock.ts";
import { type ApiError, FRAME_LIMIT } from "../api.ts";
import { LineSplitter, LineTooLong } from "./line_splitter.ts";
import { responseLine } from "./response_line.ts";

/** What holds for every connection. */
export interface ConnectionOptions {
  readonly clock: Clock;
  /** Bytes that wait for a client to read them, at most; three of any message, however long, may. */
  readonly unreadLimit: number;
  /** Milliseconds that a client has from the first byte of a line to its end. */
  readonly lineTimeout: number;
  /** Does what a line asks for; the next one waits until that is done. */
  readonly serve: (line: Uint8Array, connection: Connection) => Promise<void>;
  readonly onDropped: (why: string, connection: Connection) => void;
  readonly onClosed: (connection: Connection) => void;
}

/** One client's connection. Whatever a client does or leaves undone costs only itself. */
export class Connection {
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #splitter = new LineSplitter(FRAME_LIMIT);
  readonly #lines: Uint8Array[] = [];
  readonly #closed = new AbortController();
  #state: "open" | "ended" | "dropped" = "open";
  #isServing = false;
  #line: AbortController | undefined;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on("data", (bytes) => this.#take(bytes));
    socket.on("end", () => this.#finish());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#line?.abort();
      this.#closed.abort();
      options.onClosed(this);
    });
  }

  /** Is aborted when the connection is closed. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Sends bytes, unless the client has not read what it was sent before. */
  send(bytes: Uint8Array): void {
    if (this.#state === "dropped" || this.#socket.destroyed || this.#socket.writableEnded) return;
    // The state of a long policy is longer than any limit that suits events.
    const most = Math.max(this.#options.unreadLimit, 3 * bytes.length);
    if (this.#socket.writableLength + bytes.length > most) {
      return this.drop({ code: "rate_limited", message: "Too much was left unread" });
    }
    this.#socket.write(bytes);
  }

  /** Ends the connection with a word, which the client gets if it reads within a few seconds. */
  drop(word: ApiError): void {
    if (this.#state === "dropped") return;
    this.#state = "dropped";
    this.#lines.length = 0;
    this.#line?.abort();
    this.#options.onDropped(word.message, this);
    this.#socket.pause();
    this.#socket.end(responseLine(null, { err: word }));
    this.#after(LAST_WORD_WAIT, this.closed, () => this.#socket.destroy());
    this.#socket.once("finish", () => this.#socket.destroy());
  }

  /** Ends the connection when all that was sent is on its way. */
  close(): void {
    if (this.#state === "dropped") return;
    this.#state = "dropped";
    this.#socket.end(() => this.#socket.destroy());
    this.#after(LAST_WORD_WAIT, this.closed, () => this.#socket.destroy());
  }

  #take(bytes: Uint8Array): void {
    if (this.#state !== "open") return;
    try {
      this.#lines.push(...this.#splitter.push(bytes));
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      return this.drop({ code: "invalid_request", message: error.message });
    }
    if (this.#isServing) return;
    if (this.#lines.length === 0) this.#watchLine();
    else this.#serve();
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    // Nothing is read meanwhile, so a line that has begun can't end.
    this.#line?.abort();
    this.#socket.pause();
    for (let line = this.#lines.shift(); line; line = this.#lines.shift()) {
      await this.#options.serve(line, this);
    }
    this.#isServing = false;
    if (this.#state === "ended") return this.close();
    if (this.#state !== "open") return;
    this.#watchLine();
    this.#socket.resume();
  }

  /** The client sends no more; it gets the answers that it still waits for. */
  #finish(): void {
    if (this.#state !== "open") return;
    this.#state = "ended";
    if (!this.#isServing) this.close();
  }

  #watchLine(): void {
    if (this.#splitter.pending === 0) return;
    if (this.#line && !this.#line.signal.aborted) return;
    const line = new AbortController();
    this.#line = line;
    this.#after(this.#options.lineTimeout, line.signal, () => {
      this.drop({ code: "invalid_request", message: "A line took too long" });
    });
  }

  #after(milliseconds: number, signal: AbortSignal, act: () => void): void {
    this.#options.clock.sleep(milliseconds, { signal }).then(act, () => {});
  }
}

/** Milliseconds that a client has to read what it is told last. */
const LAST_WORD_WAIT = 5000;
