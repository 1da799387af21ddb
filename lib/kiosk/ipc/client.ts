import {
  type Answer,
  API_VERSION,
  type ApiError,
  type Command,
  type EventMessage,
  type Response,
} from "../api.ts";
import { LineSplitter } from "./line_splitter.ts";

/** The daemon did not carry out a command. */
export class KioskError extends Error {
  override readonly name = "KioskError";
  readonly code: ApiError["code"];

  constructor({ code, message }: ApiError) {
    super(message);
    this.code = code;
  }
}

/** The answer to a command of this type. */
export type AnswerTo<T extends Answer["type"]> = Extract<Answer, { readonly type: T }>;

/** A connection to the daemon. */
export class KioskClient implements Disposable {
  readonly #connection: Deno.Conn;
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>();
  readonly #events: EventMessage[] = [];
  #newEvent = Promise.withResolvers<void>();
  #lastId = 0;
  #end: Error | undefined;

  private constructor(connection: Deno.Conn) {
    this.#connection = connection;
    this.#read().then(
      () => this.#finish(new Error("The daemon has closed the connection")),
      (error: unknown) => this.#finish(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** @throws {Deno.errors.NotFound | Deno.errors.ConnectionRefused} If no daemon listens there. */
  static async connect(path: string): Promise<KioskClient> {
    return new KioskClient(await Deno.connect({ transport: "unix", path }));
  }

  /**
   * Gives a command and waits for its answer.
   *
   * @throws {KioskError} If it was not carried out.
   * @throws {Error} If the connection ended.
   */
  async request(command: Command): Promise<Answer> {
    if (this.#end) throw this.#end;
    this.#lastId += 1;
    const waiting = Promise.withResolvers<Answer>();
    // It is awaited only after all is written.
    waiting.promise.catch(() => {});
    this.#waiting.set(this.#lastId, waiting);
    const request = { request_id: this.#lastId, api_version: API_VERSION, command };
    let bytes = new TextEncoder().encode(`${JSON.stringify(request)}\n`);
    try {
      while (bytes.length > 0) bytes = bytes.subarray(await this.#connection.write(bytes));
    } catch {
      // Why it was closed is in what is read last.
    }
    return await waiting.promise;
  }

  /**
   * Like `request`, for one who knows what comes.
   *
   * @throws {Error} If it was another answer.
   */
  async ask<T extends Answer["type"]>(command: Command, type: T): Promise<AnswerTo<T>> {
    const answer = await this.request(command);
    if (isOfType(answer, type)) return answer;
    throw new Error(`The daemon answered ${answer.type}, not ${type}`);
  }

  /**
   * The events since the client has subscribed, until the connection ends.
   *
   * @throws {KioskError} If the daemon ended it, and said why.
   */
  async *events(): AsyncGenerator<EventMessage, void> {
    while (true) {
      const event = this.#events.shift();
      if (event) {
        yield event;
      } else if (this.#end) {
        if (this.#end instanceof KioskError) throw this.#end;
        return;
      } else {
        this.#newEvent = Promise.withResolvers();
        await this.#newEvent.promise;
      }
    }
  }

  [Symbol.dispose](): void {
    this.#finish(new Error("The connection was closed"));
  }

  async #read(): Promise<void> {
    const splitter = new LineSplitter(LONGEST_ANSWER);
    const buffer = new Uint8Array(64 * 1024);
    while (true) {
      const size = await this.#connection.read(buffer).catch((error: unknown) => {
        if (error instanceof Deno.errors.ConnectionReset) return null;
        throw error;
      });
      if (size === null) return;
      for (const line of splitter.push(buffer.subarray(0, size))) this.#take(line);
    }
  }

  #take(line: Uint8Array): void {
    const message: unknown = JSON.parse(new TextDecoder().decode(line));
    if (isEvent(message)) {
      this.#events.push(message);
      return this.#newEvent.resolve();
    }
    if (!isResponse(message)) throw new Error("The daemon sent what is no answer");
    const { request_id: id, result } = message;
    if (id === null) {
      if ("err" in result) throw new KioskError(result.err);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ("ok" in result) waiting?.resolve(result.ok);
    else waiting?.reject(new KioskError(result.err));
  }

  #finish(why: Error): void {
    if (this.#end) return;
    this.#end = why;
    for (const waiting of this.#waiting.values()) waiting.reject(why);
    this.#waiting.clear();
    this.#newEvent.resolve();
    this.#connection.close();
  }
}

/** The daemon is trusted: this only keeps its memory apart from that of the client. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

function isOfType<T extends Answer["type"]>(answer: Answer, type: T): answer is AnswerTo<T> {
  return answer.type === type;
}

function isEvent(message: unknown): message is EventMessage {
  return typeof message === "object" && message !== null && "payload" in message;
}

function isResponse(message: unknown): message is Response {
  return typeof message === "object" && message !== null && "result" in message &&
    typeof message.result === "object" && message.result !== null;
}
