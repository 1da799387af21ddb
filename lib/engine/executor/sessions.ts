import type {
  Become,
  ConnectFailure,
  ConnectRequest,
  SessionExecReply,
  SessionExecRequest,
  SessionGetReply,
  SessionGetRequest,
  SessionPutReply,
  SessionPutRequest,
} from "../../wire/connection.ts";
import type { KeyValue } from "../../wire/domain.ts";
import type { Command } from "../../wire/host.ts";

/** One shell on one host as one user, as a connection plugin opened it. */
export interface Session {
  readonly user: string;
  readonly home: string;
  /** What its opening printed. */
  readonly said?: string;
  exec(request: Omit<SessionExecRequest, "session">, options: Waiting): Promise<SessionExecReply>;
  put(request: Omit<SessionPutRequest, "session">, options: Waiting): Promise<SessionPutReply>;
  get(request: Omit<SessionGetRequest, "session">, options: Waiting): Promise<SessionGetReply>;
  close(): Promise<void>;
}

/** The last option of everything that waits. */
export interface Waiting {
  readonly signal: AbortSignal;
}

/** Opens sessions by the connection plugin that is called `connection`. */
export interface Connector {
  connect(
    connection: string,
    request: ConnectRequest,
    options: Waiting,
  ): Promise<Session | { readonly failure: ConnectFailure; readonly message: string }>;
}

/** Where a task's commands go, and as whom. */
export interface SessionAddress {
  readonly connection: string;
  readonly host: string;
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  readonly settings: readonly KeyValue[];
  readonly become?: Become;
  readonly timeoutMs: number;
  /** What a session begins and ends with. */
  readonly opening?: Command;
  readonly closing?: Command;
}

/** A host that cannot be reached, or not as the user asked for: Ansible's UNREACHABLE. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** A session that cannot become another user: a failed task, not an unreachable host. */
export class BecomeError extends Error {
  override readonly name = "BecomeError";
}

/** Keeps one session per address for a run. */
export class Sessions {
  readonly #connector: Connector;
  readonly #open = new Map<string, Promise<Session>>();
  readonly #dropping = new Map<string, Promise<void>>();

  constructor(connector: Connector) {
    this.#connector = connector;
  }

  /**
   * @returns The session of `address`, opened on first use.
   * @throws {UnreachableError} If the host cannot be reached.
   * @throws {BecomeError} If the host can be reached but not as the user asked for.
   */
  open(address: SessionAddress, options: Waiting): Promise<Session> {
    const key = JSON.stringify(address);
    let session = this.#open.get(key);
    if (session === undefined) {
      session = this.#connect(address, options);
      this.#open.set(key, session);
      session.catch(() => this.#open.delete(key));
    }
    return session;
  }

  /**
   * Forgets the session of `address`, so that the next use opens a new one, and waits until what runs
   * in it has ended, whoever has dropped it.
   */
  async drop(address: SessionAddress): Promise<void> {
    const key = JSON.stringify(address);
    const session = this.#open.get(key);
    if (session === undefined) return await this.#dropping.get(key);
    this.#open.delete(key);
    const closing = closed(session).finally(() => {
      if (this.#dropping.get(key) === closing) this.#dropping.delete(key);
    });
    this.#dropping.set(key, closing);
    await closing;
  }

  /** Closes all sessions of `host`, or all there are. */
  async close(host?: string): Promise<void> {
    const closing: Promise<void>[] = [];
    for (const [key, session] of this.#open) {
      const address: unknown = JSON.parse(key);
      if (host !== undefined && !isOf(address, host)) continue;
      this.#open.delete(key);
      closing.push(closed(session));
    }
    await Promise.all(closing);
  }

  async #connect(address: SessionAddress, options: Waiting): Promise<Session> {
    const { connection, ...request } = address;
    const reply = await this.#connector.connect(connection, request, options);
    if (!("failure" in reply)) return reply;
    if (reply.failure === "become") throw new BecomeError(reply.message);
    throw new UnreachableError(reply.message);
  }
}

/** A session that was never opened, or has ended already, needs no more. */
async function closed(session: Promise<Session>): Promise<void> {
  try {
    await (await session).close();
  } catch {
    // Who has opened it was told why there is none.
  }
}

function isOf(address: unknown, host: string): boolean {
  return typeof address === "object" && address !== null && "host" in address &&
    address.host === host;
}
