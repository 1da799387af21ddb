import type { HostEvent, StopMode } from "../core/event.ts";
import type { HostHandle, SessionId } from "../core/id.ts";
import type { EntryKindTag } from "../core/policy.ts";
import type { Session } from "../core/session.ts";

/**
 * What a platform can do to programs. The core never calls it: the daemon carries the core's effects
 * out here, and hands `events` to the core.
 */
export interface HostAdapter extends AsyncDisposable {
  readonly capability: HostCapability;
  /**
   * Starts a session and returns once it is known whether that worked, as what it is told then:
   * `spawned` or `spawn_failed`. Later `exited` comes through `events`, never before this resolved.
   */
  spawn(session: Session, options: SpawnOptions): Promise<SpawnOutcome>;
  /**
   * Takes over what is left of a session that an earlier daemon started in the same boot.
   *
   * @param handle `undefined` if the earlier daemon ended while it was starting the session.
   * @returns `spawned` if something runs, else `exited`.
   */
  adopt(session: Session, handle: HostHandle | undefined): Promise<AdoptOutcome>;
  /**
   * Tells all processes of a session to end, or ends them. It does not wait: `exited` says when
   * nothing is left. Of a session that is gone it does nothing.
   *
   * @throws {Error} If they can't be told; the core asks again, by force.
   */
  stop(sessionId: SessionId, handle: HostHandle, mode: StopMode): Promise<void>;
  /** Everything that happens to sessions, in order, until the signal is aborted. */
  events(signal: AbortSignal): AsyncIterable<HostEvent>;
  /** @returns Whether the adapter works now, tried and not assumed. */
  check(): Promise<HostHealth>;
}

/** How `spawn` went. */
export type SpawnOutcome = Extract<HostEvent, { readonly kind: "spawned" | "spawn_failed" }>;

/** How `adopt` went. */
export type AdoptOutcome = Extract<HostEvent, { readonly kind: "spawned" | "exited" }>;

/** What is the same for all sessions. */
export interface SpawnOptions {
  /** File that takes the output; nothing is kept if left out. */
  readonly logFile?: string;
  /** Bytes of output that are kept at most. */
  readonly logLimit: number;
}

/** Whether the adapter works. */
export type HostHealth =
  | { readonly kind: "ok" }
  | { readonly kind: "failed"; readonly error: string };

/** What a platform can do; nothing is claimed that was not tried. */
export interface HostCapability {
  /** Such as `linux`. */
  readonly name: string;
  readonly kinds: ReadonlySet<EntryKindTag>;
  readonly canKillForcefully: boolean;
  readonly canStopGracefully: boolean;
  /** How all processes of a session are reached, also those that try to get away. */
  readonly processTree: "cgroup" | "group_and_sweep" | "leader";
  readonly canObserveExit: boolean;
  /** Whether a session outlives the daemon and can be taken over. */
  readonly canAdopt: boolean;
  readonly canRunAsUser: boolean;
  readonly canObserveWindow: boolean;
  readonly canForceForeground: boolean;
  readonly canForceFullscreen: boolean;
  readonly canLockToSingleApp: boolean;
}

/** What a compositor can do for sessions; a host may be without one. */
export interface Compositor extends AsyncDisposable {
  /** Brings a session's windows to the front. */
  focus(sessionId: SessionId): Promise<void>;
  /** Lets a session's windows take up the screen. */
  fullscreen(sessionId: SessionId): Promise<void>;
  /** Asks a session's windows to close. */
  close(sessionId: SessionId): Promise<void>;
  /** Shows the shell again. */
  showShell(): Promise<void>;
  events(signal: AbortSignal): AsyncIterable<WindowEvent>;
}

/** A compositor that can be reached, until it is gone or let go of. */
export interface OpenCompositor extends AsyncDisposable {
  readonly compositor: Compositor;
  /** Resolves when it can't be reached any more. */
  readonly gone: Promise<void>;
  /** What `WAYLAND_DISPLAY` must be; `undefined` if nobody knows. */
  readonly display: string | undefined;
}

/** A compositor that may be gone for a while, and is there again when it can be. */
export interface LastingCompositor extends Compositor {
  /** Why it is not there; `undefined` if it is. */
  readonly problem: string | undefined;
  /** What `WAYLAND_DISPLAY` must be; `undefined` if nobody knows. */
  readonly display: string | undefined;
}

/** Something that happened to a window of a session. */
export interface WindowEvent {
  readonly kind: "opened" | "focused" | "closed";
  readonly sessionId: SessionId;
  readonly title: string;
}

/** The loudness of the computer. */
export interface VolumeControl {
  /** The program that is used, such as `wpctl`. */
  readonly backend: string;
  get(): Promise<Volume>;
  /** @param percent 0 to 100. */
  set(percent: number): Promise<void>;
  mute(muted: "on" | "off"): Promise<void>;
}

/** How loud it is. */
export interface Volume {
  readonly percent: number;
  readonly muted: boolean;
}
