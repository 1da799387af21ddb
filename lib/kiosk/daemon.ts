import type { Clock } from "../base/clock.ts";
import type { LogLevel } from "../base/log.ts";
import type { Answer, ApiError, Command, EventPayload, HealthView, StateView } from "./api.ts";
import type { Config } from "./config/load_config.ts";
import type { Role } from "./config/service_config.ts";
import type { AuditFact, Notice } from "./core/effect.ts";
import type { CoreEvent } from "./core/event.ts";
import { entryId, type RequestId, type SessionId } from "./core/id.ts";
import { start } from "./core/start.ts";
import type { CoreState } from "./core/state.ts";
import { type Now, SECOND } from "./core/time.ts";
import { isActive } from "./core/transition.ts";
import { trustedWall } from "./core/trusted_clock.ts";
import { answerView } from "./daemon/answer_view.ts";
import { commandFields, noticeFields, WORDS } from "./daemon/record_fields.ts";
import { refusalOf } from "./daemon/refusal.ts";
import { CoreLoop } from "./daemon/core_loop.ts";
import { readCommand, verifyAudit } from "./daemon/read_command.ts";
import { volumeCommand } from "./daemon/volume_command.ts";
import { UserRecords } from "./daemon/user_records.ts";
import { WindowKeeper } from "./daemon/window_keeper.ts";
import { health } from "./health.ts";
import type {
  HostAdapter,
  HostHealth,
  LastingCompositor,
  VolumeControl,
} from "./host/host_adapter.ts";
import type { Presence } from "./host/logind.ts";
import type { CommandCounts } from "./ipc/command_tally.ts";
import type { ClientInfo, IpcHandler } from "./ipc/server.ts";
import { mayDo, roleOf } from "./ipc/role.ts";
import { type Store, StoreError } from "./store/store.ts";
import { millisecondsOf, noticePayload, stateView, timestamp } from "./view.ts";

/** All that the daemon works with. */
export interface DaemonOptions {
  readonly config: Config;
  /** @returns The configuration as it is now. @throws {DiagnosticError} If it is wrong. */
  readonly readConfig: () => Config;
  readonly store: Store;
  readonly host: HostAdapter;
  /** @returns What sets the volume for a user; `undefined` as long as nothing does. */
  readonly volumeOf: (uid: number) => Promise<VolumeControl | undefined>;
  readonly compositor?: LastingCompositor;
  /** @returns Whether somebody is at the computer; `undefined` where nothing knows. */
  readonly presence: () => Promise<Presence | undefined>;
  readonly clock: Clock;
  readonly now: () => Now;
  readonly isSynchronised: () => boolean;
  readonly bootId: string;
  readonly newSessionId: () => SessionId;
  /** Tells subscribers; the payload is made only if there are any. */
  readonly publish: (type: EventPayload["type"], payload: () => EventPayload) => void;
  readonly log: DaemonLog;
}

/** Takes what is to be logged, with fields that programs can search for. */
export type DaemonLog = (
  level: LogLevel,
  message: string,
  fields?: Readonly<Record<string, string | number>>,
) => void;

/** The authority over what runs: what it decides holds whatever its clients do. */
export class Daemon implements IpcHandler {
  readonly #options: DaemonOptions;
  readonly #loop: CoreLoop;
  readonly #windows: WindowKeeper | undefined;
  readonly #records: UserRecords;
  readonly #ended = new AbortController();
  #config: Config;
  #lastRequest = 0;
  #tried: { readonly at: number; readonly health: Promise<HostHealth> };

  /** Goes on where the last daemon ended. @throws {StoreError} If it can't be known where that is. */
  constructor(options: DaemonOptions) {
    this.#options = options;
    this.#config = options.config;
    this.#tried = { at: -Infinity, health: Promise.resolve({ kind: "ok" }) };
    const { store, host, now, clock, isSynchronised, bootId } = options;
    const tell = (level: LogLevel) => (message: string, sessionId?: SessionId) =>
      options.log(level, message, sessionId === undefined ? {} : { session_id: sessionId });
    // A window may be gone before anything can be done to it.
    this.#windows = options.compositor && new WindowKeeper(options.compositor, tell("warning"));
    const first = start({
      policy: options.config.policy,
      kinds: host.capability.kinds,
      bootId,
      ...store.load(),
      now: now(),
    });
    this.#loop = new CoreLoop(first.state, {
      store,
      host,
      now,
      clock,
      isSynchronised,
      spawnOptions: (sessionId) => this.#spawnOptions(sessionId),
      onNotice: (notice) => this.#onNotice(notice),
      onAudit: ({ type: event_type, ...details }) =>
        options.publish("audit_entry", () => ({ type: "audit_entry", event_type, details })),
      onTrouble: tell("error"),
    });
    this.#records = new UserRecords({ clock, keep: (fact) => this.#audit(fact) });
    this.#loop.begin(first.effects);
  }

  get state(): CoreState {
    return this.#loop.state;
  }

  /** Listens to the host until the daemon ends. */
  async run(): Promise<void> {
    await Promise.all([this.#loop.listen(), this.#windows?.run(this.#ended.signal)]);
  }

  /** Takes the configuration as it is now, as a whole or not at all. */
  reload(): void {
    const read = this.#read();
    if ("refusal" in read) return;
    this.#config = read;
    this.#loop.send({ kind: "reload", policy: read.policy });
  }

  /** Milliseconds that `shutDown` takes at most. */
  get patience(): number {
    const { session } = this.state;
    return AFTER_FORCE + (isActive(session) ? session.session.entry.limits.grace : 0);
  }

  /** Lets the session end, for as long as that may take, and books its time. */
  async shutDown(): Promise<void> {
    const { patience } = this;
    this.#loop.send({ kind: "shutdown" });
    const stop = new AbortController();
    await Promise.race([
      this.#loop.untilIdle(),
      this.#options.clock.sleep(patience, { signal: stop.signal }).catch(() => {}),
    ]);
    stop.abort();
    this.#options.publish("shutdown", () => ({ type: "shutdown" }));
    this.#records.end();
    this.#loop.end();
    this.#ended.abort();
  }

  roleOf(uid: number): Role | undefined {
    return roleOf(uid, this.#config.service.roles);
  }

  snapshot(): StateView {
    return stateView(this.state, this.#options.now());
  }

  timestamp(): string {
    return timestamp(this.#wall(), this.#zone);
  }

  async handle(
    command: Command,
    client: ClientInfo & { readonly role: Role },
  ): Promise<Answer | ApiError> {
    const { uid, pid, role } = client;
    const isAllowed = mayDo(role, command.type);
    const isRecorded = !isAllowed || !READS.has(command.type);
    if (isRecorded && !this.#records.take(uid, role)) return TOO_MUCH;
    this.#lastRequest += 1;
    const request = `${client.clientId}.${this.#lastRequest}.uid-${uid}.pid-${pid}`;
    const outcome = isAllowed
      ? await this.#carryOut(command, { ...client, request })
      : notAllowed(role, command);
    const decision = "code" in outcome ? outcome.code : outcome.type;
    const word = commandFields(command);
    if (isRecorded) this.#audit({ type: "command", request, uid, pid, role, decision, ...word });
    return outcome;
  }

  asked(client: ClientInfo, commands: CommandCounts): void {
    this.#records.asked(client, this.roleOf(client.uid), commands);
  }

  dropped(client: ClientInfo | undefined, why: string): void {
    const fields = client && { client: client.clientId, uid: client.uid, pid: client.pid };
    this.#options.log("warning", `A client was sent away: ${why}`, fields);
  }

  async #carryOut(command: Command, who: Asker): Promise<Answer | ApiError> {
    const { store, volumeOf } = this.#options;
    switch (command.type) {
      case "get_state":
      case "list_entries":
      case "explain":
      case "get_usage":
      case "read_audit":
      case "verify_audit":
        try {
          if (command.type === "verify_audit") return await verifyAudit(store);
          return readCommand(command, { state: this.state, store, now: this.#options.now() });
        } catch (error) {
          if (!(error instanceof StoreError)) throw error;
          return { code: "internal_error", message: error.message };
        }
      case "get_health":
        return { type: "health", ...await this.#health() };
      case "get_volume":
      case "set_volume":
      case "toggle_mute":
      case "set_mute": {
        const { answer, changed } = await volumeCommand(
          command,
          this.state,
          await volumeOf(who.uid),
        );
        if (changed) {
          const type = "volume_changed";
          this.#options.publish(type, () => ({ type, ...changed }));
        }
        return answer;
      }
      case "launch":
      case "stop_current":
      case "extend_current":
      case "reload_config":
      case "accept_clock":
        return await this.#decide(command, who);
      case "subscribe_events":
      case "unsubscribe_events":
      case "ping":
        throw new Error(`Cannot answer ${command.type} here: the server does`);
      default:
        return command satisfies never;
    }
  }

  async #health(): Promise<HealthView> {
    const { store, compositor, presence } = this.#options;
    const [host, seen] = await Promise.all([this.#hostHealth(), presence()]);
    return {
      ...health(this.state, { store, host, screen: compositor?.problem }),
      ...(seen && { presence: { idle: seen.isIdle, locked: seen.isLocked } }),
    };
  }

  /** Trying the host takes a program: who asks within a second after another gets its answer. */
  #hostHealth(): Promise<HostHealth> {
    const at = this.#options.clock.monotonicNow();
    if (at - this.#tried.at >= SECOND) this.#tried = { at, health: this.#options.host.check() };
    return this.#tried.health;
  }

  async #decide(
    command: Extract<Command, { readonly type: DecidedType }>,
    { role, request }: Asker,
  ): Promise<Answer | ApiError> {
    switch (command.type) {
      case "launch": {
        const entry = entryId(command.entry_id);
        if (entry === undefined) {
          return answerView({ kind: "denied", reasons: [{ code: "unknown_entry" }] }, this.#zone);
        }
        const sessionId = this.#options.newSessionId();
        return await this.#ask(request, (id) => ({
          kind: "launch",
          entryId: entry,
          sessionId,
          request: id,
        }));
      }
      case "stop_current": {
        const by = role === "admin" ? "admin" : "user";
        const { mode } = command;
        return await this.#ask(request, (id) => ({ kind: "stop", mode, by, request: id }));
      }
      case "extend_current": {
        const by = millisecondsOf(command.by);
        return await this.#ask(request, (id) => ({ kind: "extend", by, request: id }));
      }
      case "reload_config": {
        const read = this.#read();
        if ("refusal" in read) return { code: "config_error", message: read.refusal };
        this.#config = read;
        const { policy } = read;
        return await this.#ask(request, (id) => ({ kind: "reload", policy, request: id }));
      }
      case "accept_clock":
        return await this.#ask(request, (id) => ({
          kind: "accept_clock",
          by: "admin",
          request: id,
        }));
      default:
        return command satisfies never;
    }
  }

  async #ask(
    request: string,
    command: (id: RequestId) => CoreEvent,
  ): Promise<Answer | ApiError> {
    return answerView(await this.#loop.ask(request, command), this.#zone);
  }

  /** @returns The configuration, or why the old one goes on. */
  #read(): Config | { readonly refusal: string } {
    try {
      return this.#options.readConfig();
    } catch (error) {
      const refusal = refusalOf(error);
      this.#options.log("error", `The old configuration goes on, as the new is wrong: ${refusal}`);
      this.#audit({ type: "reload_refused", error: refusal });
      return { refusal };
    }
  }

  #onNotice(notice: Notice): void {
    this.#options.log("info", WORDS[notice.kind], noticeFields(notice));
    this.#windows?.onNotice(notice);
    this.#options.publish(
      notice.kind === "availability_changed" ? "entry_availability_changed" : notice.kind,
      () => noticePayload(notice, this.state, this.#options.now()),
    );
  }

  #spawnOptions(sessionId: SessionId) {
    const { captureChildOutput, childLogDir, childLogLimit } = this.#config.service;
    const isKept = captureChildOutput && childLogDir !== undefined;
    return {
      logLimit: childLogLimit,
      ...(isKept ? { logFile: `${childLogDir}/${sessionId}.log` } : {}),
    };
  }

  #audit(fact: AuditFact): void {
    this.#loop.keep([{ kind: "audit", at: this.#wall(), fact }]);
  }

  #wall() {
    return trustedWall(this.state.clock, this.#options.now());
  }

  get #zone(): string {
    return this.state.policy.timeZone;
  }
}

/** Who gives a command, and what it is called until it is answered. */
interface Asker extends ClientInfo {
  readonly role: Role;
  readonly request: string;
}

/** Commands that the core decides. */
type DecidedType =
  | "launch"
  | "stop_current"
  | "extend_current"
  | "reload_config"
  | "accept_clock";

/** Milliseconds that the end of a session may take after it was forced. */
const AFTER_FORCE = 5 * SECOND;

/**
 * Commands that change nothing. A shell asks for the state each second, so that they have no record
 * each: what came of how many is recorded when the client goes, and each hour.
 */
const READS: ReadonlySet<Command["type"]> = new Set([
  "get_state",
  "list_entries",
  "explain",
  "get_usage",
  "read_audit",
  "verify_audit",
  "get_health",
  "get_volume",
]);

const TOO_MUCH: ApiError = {
  code: "rate_limited",
  message: "Too much to record: wait a minute",
};

function notAllowed(role: Role, { type }: Command): ApiError {
  return { code: "permission_denied", message: `The role ${role} may not ${type}` };
}
