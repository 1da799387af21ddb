import type { HostEvent, StopMode } from "../core/event.ts";
import { type HostHandle, hostHandle, type SessionId } from "../core/id.ts";
import { ENTRY_KINDS } from "../core/policy.ts";
import type { Session } from "../core/session.ts";
import { EventQueue } from "./event_queue.ts";
import type {
  AdoptOutcome,
  HostAdapter,
  HostCapability,
  HostHealth,
  SpawnOptions,
  SpawnOutcome,
} from "./host_adapter.ts";

/** What programs on a fake host do when they are told to end. */
export type FakeManners =
  /** They end when they are asked. */
  | "polite"
  /** They end when they are made to. */
  | "stubborn"
  /** They never end; the test ends them. */
  | "immortal";

/** How a fake host behaves; what is left out works. */
export interface FakeHostOptions {
  readonly capability?: Partial<HostCapability>;
  readonly manners?: FakeManners;
  /** Why nothing can be started. */
  readonly spawnError?: string;
  /** Holds every `spawn` back until it resolves. */
  readonly held?: Promise<void>;
  /** Why nothing can be told to end. */
  readonly stopError?: string;
  readonly health?: HostHealth;
}

/** A host for tests: nothing runs, and the test decides what happens to it. */
export class FakeHost implements HostAdapter {
  readonly capability: HostCapability;
  /** The sessions that were to be started, with where their output was to go. */
  readonly spawned: { readonly session: Session; readonly options: SpawnOptions }[] = [];
  /** What was told to end. */
  readonly stopped: { readonly sessionId: SessionId; readonly mode: StopMode }[] = [];
  /** May be changed at any time. */
  options: FakeHostOptions;
  readonly #running = new Set<SessionId>();
  readonly #events = new EventQueue<HostEvent>();

  constructor(options: FakeHostOptions = {}) {
    this.options = options;
    this.capability = { ...EVERYTHING, ...options.capability };
  }

  /** The sessions that run. */
  get running(): ReadonlySet<SessionId> {
    return this.#running;
  }

  async spawn(session: Session, options: SpawnOptions): Promise<SpawnOutcome> {
    this.spawned.push({ session, options });
    const sessionId = session.id;
    await this.options.held;
    const { spawnError } = this.options;
    if (spawnError !== undefined) return { kind: "spawn_failed", sessionId, error: spawnError };
    this.#running.add(sessionId);
    return { kind: "spawned", sessionId, handle: handleOf(sessionId) };
  }

  /** Finds what `leave` left, and what it started itself. */
  adopt({ id: sessionId }: Session): Promise<AdoptOutcome> {
    return Promise.resolve(
      this.#running.has(sessionId)
        ? { kind: "spawned", sessionId, handle: handleOf(sessionId) }
        : { kind: "exited", sessionId, exitCode: undefined },
    );
  }

  stop(sessionId: SessionId, _handle: HostHandle, mode: StopMode): Promise<void> {
    this.stopped.push({ sessionId, mode });
    const { stopError, manners = "polite" } = this.options;
    if (stopError !== undefined) return Promise.reject(new Error(stopError));
    if (manners === "polite" || (manners === "stubborn" && mode === "force")) {
      this.exit(sessionId, undefined);
    }
    return Promise.resolve();
  }

  events(signal: AbortSignal): AsyncIterable<HostEvent> {
    return this.#events.listen(signal);
  }

  check(): Promise<HostHealth> {
    return Promise.resolve(this.options.health ?? { kind: "ok" });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  /** Lets a session end by itself. One that does not run is let be. */
  exit(sessionId: SessionId, exitCode: number | undefined): void {
    if (!this.#running.delete(sessionId)) return;
    this.#events.push({ kind: "exited", sessionId, exitCode });
  }

  /** Lets a session run that an earlier daemon has started. */
  leave(sessionId: SessionId): void {
    this.#running.add(sessionId);
  }
}

const EVERYTHING: HostCapability = {
  name: "fake",
  kinds: new Set(ENTRY_KINDS),
  canKillForcefully: true,
  canStopGracefully: true,
  processTree: "cgroup",
  canObserveExit: true,
  canAdopt: true,
  canRunAsUser: true,
  canObserveWindow: false,
  canForceForeground: false,
  canForceFullscreen: false,
  canLockToSingleApp: false,
};

function handleOf(sessionId: SessionId): HostHandle {
  return hostHandle(`fake:${sessionId}`);
}
