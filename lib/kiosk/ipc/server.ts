import { createServer, type Server, type Socket } from "node:net";
import type { Clock } from "../../base/clock.ts";
import type { Peer } from "../../system/libc.ts";
import {
  type Answer,
  API_VERSION,
  type ApiError,
  type Command,
  type EventPayload,
  EXTENDED_EVENTS,
  type StateView,
} from "../api.ts";
import type { Role } from "../config/service_config.ts";
import { type CommandCounts, CommandTally, type Verdict } from "./command_tally.ts";
import { Connection } from "./connection.ts";
import { parseRequest } from "./parse_request.ts";
import { eventLine, responseLine } from "./response_line.ts";
import { birthPath, type ClaimedPath, claimSocketPath, SocketPathError } from "./socket_path.ts";
import { type Rate, TokenBucket } from "./token_bucket.ts";

/** Who gives a command. */
export interface ClientInfo {
  readonly clientId: string;
  readonly uid: number;
  readonly pid: number;
}

/** What stands behind the server. */
export interface IpcHandler {
  /** @returns What a user may do now, or `undefined` if nothing. */
  roleOf(uid: number): Role | undefined;
  /** Carries out a command. */
  handle(
    command: Command,
    client: ClientInfo & { readonly role: Role },
  ): Promise<Answer | ApiError>;
  /** @returns What a new subscriber is shown. */
  snapshot(): StateView;
  /** @returns The time that events carry. */
  timestamp(): string;
  /** What a client asked for, told when it goes and while it stays each hour. */
  asked(client: ClientInfo, commands: CommandCounts): void;
  /** A client was sent away, or not let in. */
  dropped(client: ClientInfo | undefined, why: string): void;
}

/** How much clients may ask for. */
export interface IpcLimits {
  readonly perConnection: Rate;
  readonly perUser: Rate;
  readonly connections: number;
  readonly connectionsOfUser: number;
  readonly unreadLimit: number;
  readonly lineTimeout: number;
}

/** What suits a few shells, and more than one of them gone wild. */
export const DEFAULT_LIMITS: IpcLimits = {
  perConnection: { burst: 30, perSecond: 30 },
  perUser: { burst: 300, perSecond: 300 },
  connections: 512,
  connectionsOfUser: 256,
  unreadLimit: 1024 * 1024,
  lineTimeout: 10_000,
};

/** What a server needs. */
export interface IpcServerOptions {
  readonly path: string;
  /** @returns Who opened the connection with this descriptor. */
  readonly peerOf: (descriptor: number) => Peer | undefined;
  /** Keeps a descriptor from the programs of sessions. @returns Whether that worked. */
  readonly closeOnExec: (descriptor: number) => boolean;
  readonly clock: Clock;
  readonly handler: IpcHandler;
  readonly limits?: IpcLimits;
}

interface Client extends ClientInfo {
  readonly connection: Connection;
  readonly bucket: TokenBucket;
  readonly tally: CommandTally;
  readonly user: User;
  /** Answers in a row that said `rate_limited`. */
  refusals: number;
  listens: "no" | Audience;
}

/** Who listens to what: each hears all that the one before it does. */
type Audience = "plain" | "extended" | "audit";

const AUDIENCES: readonly Audience[] = ["plain", "extended", "audit"];

interface User {
  readonly bucket: TokenBucket;
  connections: number;
}

/** The local API on a Unix socket. */
export class IpcServer implements AsyncDisposable {
  readonly #options: IpcServerOptions;
  readonly #limits: IpcLimits;
  readonly #claim: ClaimedPath;
  readonly #server: Server;
  readonly #clients = new Map<Connection, Client>();
  readonly #users = new Map<number, User>();
  readonly #sequence: Record<Audience, number> = { plain: 0, extended: 0, audit: 0 };
  #lastClient = 0;
  #trial: PromiseWithResolvers<Peer | undefined> | undefined;

  private constructor(options: IpcServerOptions, claim: ClaimedPath) {
    this.#options = options;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.#claim = claim;
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
  }

  /**
   * Listens at the path of `options`; only the owner and the group of the socket may connect.
   *
   * @throws {SocketPathError} If that can't be, or who connects can't be told.
   */
  static async open(options: IpcServerOptions): Promise<IpcServer> {
    const server = new IpcServer(options, await claimSocketPath(options.path));
    try {
      await server.#listen();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Tells all subscribers; what they are told is made only if there are any. */
  broadcast(type: EventPayload["type"], payload: () => EventPayload): void {
    for (const audience of AUDIENCES) {
      if (hears(audience, type)) this.#sequence[audience] += 1;
    }
    const lines = new Map<Audience, Uint8Array>();
    for (const client of this.#clients.values()) {
      const { listens, connection, uid } = client;
      if (listens === "no" || !hears(listens, type)) continue;
      // It may have lost its role since.
      const role = this.#options.handler.roleOf(uid);
      if (role === undefined || (type === "audit_entry" && role !== "admin")) continue;
      const line = lines.get(listens) ?? eventLine({
        api_version: API_VERSION,
        timestamp: this.#options.handler.timestamp(),
        sequence: this.#sequence[listens],
        payload: payload(),
      });
      lines.set(listens, line);
      connection.send(line);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const connection of this.#clients.keys()) connection.close();
    if (this.#server.listening) this.#server.close(() => resolve());
    else resolve();
    await promise;
    this.#claim[Symbol.dispose]();
  }

  async #listen(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once("listening", resolve);
    this.#server.once("error", reject);
    this.#server.listen(birthPath(this.#options.path));
    await promise;
    this.#keepToItself();
    this.#claim.publish();
    // One client that could not be accepted is no reason to end.
    this.#server.on("error", ({ message }) => this.#options.handler.dropped(undefined, message));
    await this.#requirePeers();
  }

  /** The runtime would hand it on to all that is started, which could then answer in its place. */
  #keepToItself(): void {
    const descriptor = descriptorOf(this.#server);
    if (descriptor !== undefined && this.#options.closeOnExec(descriptor)) return;
    const { path } = this.#options;
    throw new SocketPathError(
      `Cannot serve at ${path}: programs that are started would get hold of it`,
    );
  }

  /** Without knowing who asks, nothing could be allowed: it is tried with a connection from here. */
  async #requirePeers(): Promise<void> {
    const { path } = this.#options;
    const trial = Promise.withResolvers<Peer | undefined>();
    this.#trial = trial;
    const connection = await Deno.connect({ transport: "unix", path });
    const peer = await trial.promise;
    this.#trial = undefined;
    connection.close();
    if (peer?.uid === Deno.uid()) return;
    throw new SocketPathError(`Cannot serve at ${path}: the system does not say who connects`);
  }

  #accept(socket: Socket): void {
    const descriptor = descriptorOf(socket);
    const peer = descriptor === undefined ? undefined : this.#options.peerOf(descriptor);
    if (this.#trial && (peer === undefined || peer.pid === Deno.pid)) {
      this.#trial.resolve(peer);
      return void socket.destroy();
    }
    if (peer === undefined) return this.#refuse(socket, undefined, UNKNOWN_PEER);
    this.#lastClient += 1;
    const info = { clientId: `client-${this.#lastClient}`, uid: peer.uid, pid: peer.pid };
    if (this.#options.handler.roleOf(peer.uid) === undefined) {
      return this.#refuse(socket, info, NO_ROLE);
    }
    const user = this.#userOf(peer.uid);
    const { connections, connectionsOfUser } = this.#limits;
    if (this.#clients.size >= connections || user.connections >= connectionsOfUser) {
      return this.#refuse(socket, info, TOO_MANY);
    }
    user.connections += 1;
    this.#welcome(socket, info, user);
  }

  #welcome(socket: Socket, info: ClientInfo, user: User): void {
    const { clock, handler } = this.#options;
    const connection = new Connection(socket, {
      clock,
      unreadLimit: this.#limits.unreadLimit,
      lineTimeout: this.#limits.lineTimeout,
      serve: (line) => this.#serve(line, client),
      onDropped: (why) => handler.dropped(info, why),
      onClosed: (closed) => {
        this.#clients.delete(closed);
        user.connections -= 1;
        this.#tellAsked(client);
      },
    });
    const client: Client = {
      ...info,
      connection,
      bucket: new TokenBucket(this.#limits.perConnection, clock.monotonicNow()),
      tally: new CommandTally(),
      user,
      refusals: 0,
      listens: "no",
    };
    this.#clients.set(connection, client);
  }

  async #serve(line: Uint8Array, client: Client): Promise<void> {
    const parsed = parseRequest(line);
    const { connection } = client;
    const word = parsed.kind === "request" ? parsed.command.type : "invalid_request";
    if (!this.#isLetThrough(client)) {
      this.#count(client, word, "rate_limited");
      connection.send(responseLine(parsed.id, { err: TOO_FAST }));
      return await this.#holdUp(client);
    }
    client.refusals = 0;
    const outcome = parsed.kind === "refused"
      ? parsed.error
      : await this.#carryOut(parsed.command, client);
    this.#count(client, word, verdictOf(outcome));
    const result = "code" in outcome ? { err: outcome } : { ok: outcome };
    const answer = responseLine(parsed.id, result);
    const more = Math.floor(answer.length / BYTES_OF_A_COMMAND);
    client.bucket.charge(more);
    client.user.bucket.charge(more);
    connection.send(answer);
  }

  #count(client: Client, word: string, verdict: Verdict): void {
    const now = this.#options.clock.monotonicNow();
    client.tally.count(word, verdict, now);
    // One may have gone meanwhile, and one that never goes would be told of only at the very end.
    const isDue = now - (client.tally.since ?? now) >= TELL_EVERY;
    if (isDue || client.connection.closed.aborted) this.#tellAsked(client);
  }

  #tellAsked({ clientId, uid, pid, tally }: Client): void {
    if (tally.since === undefined) return;
    this.#options.handler.asked({ clientId, uid, pid }, tally.take());
  }

  async #carryOut(command: Command, client: Client): Promise<Answer | ApiError> {
    const { handler } = this.#options;
    const { clientId, uid, pid } = client;
    const role = handler.roleOf(uid);
    if (role === undefined) return NO_ROLE;
    switch (command.type) {
      case "subscribe_events":
        if (command.audit && role !== "admin") return NO_AUDIT;
        client.listens = command.audit ? "audit" : command.extended ? "extended" : "plain";
        return {
          type: "subscribed",
          client_id: clientId,
          sequence: this.#sequence[client.listens],
          state: handler.snapshot(),
        };
      case "unsubscribe_events":
        client.listens = "no";
        return { type: "unsubscribed" };
      case "ping":
        return { type: "pong" };
      default:
        return await handler.handle(command, { clientId, uid, pid, role });
    }
  }

  /** What is beyond a connection's own limit does not count against its user's. */
  #isLetThrough({ bucket, user }: Client): boolean {
    const now = this.#options.clock.monotonicNow();
    return bucket.take(now) && user.bucket.take(now);
  }

  /** Who goes on after having been told is not read for a second. */
  async #holdUp(client: Client): Promise<void> {
    client.refusals += 1;
    if (client.refusals < this.#limits.perConnection.burst) return;
    client.refusals = 0;
    await this.#options.clock.sleep(1000, { signal: client.connection.closed }).catch(() => {});
  }

  #refuse(socket: Socket, client: ClientInfo | undefined, error: ApiError): void {
    this.#options.handler.dropped(client, error.message);
    socket.on("error", () => socket.destroy());
    socket.end(responseLine(null, { err: error }), () => socket.destroy());
  }

  /** Those who come again find what they had left. */
  #userOf(uid: number): User {
    const now = this.#options.clock.monotonicNow();
    for (const [other, { bucket, connections }] of this.#users) {
      if (connections === 0 && bucket.isFull(now)) this.#users.delete(other);
    }
    const user = this.#users.get(uid) ??
      { bucket: new TokenBucket(this.#limits.perUser, now), connections: 0 };
    this.#users.set(uid, user);
    return user;
  }
}

/** Milliseconds. */
const TELL_EVERY = 60 * 60 * 1000;

/** Who is told so much pays for another command: all of a long policy takes long to say. */
const BYTES_OF_A_COMMAND = 16 * 1024;

const TOO_FAST: ApiError = { code: "rate_limited", message: "Too many commands: wait a second" };
const TOO_MANY: ApiError = { code: "rate_limited", message: "Too many connections" };
const NO_ROLE: ApiError = {
  code: "permission_denied",
  message: "This user has no role here: an admin can give one in [service.roles]",
};
const NO_AUDIT: ApiError = {
  code: "permission_denied",
  message: "Only an admin may listen to the audit log",
};
const UNKNOWN_PEER: ApiError = {
  code: "permission_denied",
  message: "The system does not say who connects",
};

function hears(audience: Audience, type: EventPayload["type"]): boolean {
  if (type === "audit_entry") return audience === "audit";
  return audience !== "plain" || !EXTENDED_EVENTS.has(type);
}

function verdictOf(outcome: Answer | ApiError): Verdict {
  if ("code" in outcome) return outcome.code === "rate_limited" ? "rate_limited" : "refused";
  const isDenied = outcome.type === "launch_denied" || outcome.type === "volume_denied";
  return isDenied ? "refused" : "allowed";
}

/** Deno shows it only here; that it is right is tried at each start. */
function descriptorOf(socket: Socket | Server): number | undefined {
  const handle: unknown = Reflect.get(socket, "_handle");
  if (typeof handle !== "object" || handle === null) return undefined;
  const descriptor: unknown = Reflect.get(handle, "fd");
  return typeof descriptor === "number" && descriptor >= 0 ? descriptor : undefined;
}
