import type { Clock } from "../../base/clock.ts";
import type { Processes } from "../../system/processes.ts";
import type { HostEvent, StopMode } from "../core/event.ts";
import type { HostHandle, SessionId } from "../core/id.ts";
import { ENTRY_KINDS, type EntryKindTag } from "../core/policy.ts";
import type { Session } from "../core/session.ts";
import { SETPRIV } from "./as_user.ts";
import { EndingShell } from "./ending_shell.ts";
import { EventQueue } from "./event_queue.ts";
import type {
  AdoptOutcome,
  HostAdapter,
  HostCapability,
  HostHealth,
  SpawnOptions,
  SpawnOutcome,
} from "./host_adapter.ts";
import { BASH, type LinuxFacts, readLinuxFacts, tryCgroup } from "./linux_facts.ts";
import type { Process } from "./process_survey.ts";
import { recipeOf } from "./recipe.ts";
import { runScript } from "./run_script.ts";
import { sessionEnvironment } from "./session_environment.ts";
import { handleOf, type Leader, placeOf } from "./session_handle.ts";
import { openSessionLog } from "./session_log.ts";
import { SessionTree, type SessionTreeOptions } from "./session_tree.ts";
import { SessionWatch, type SessionWatchOptions } from "./session_watch.ts";
import { startLeader } from "./start_leader.ts";
import { type TrampolineDraft, trampolineTo } from "./trampoline.ts";
import { findUser, type UserAccount } from "./user_account.ts";

/** What a host needs of the computer. */
export interface LinuxHostOptions {
  readonly processes: Processes;
  readonly clock: Clock;
  /** The daemon's own environment; little of it is passed on. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the compositor can do, if there is one. */
  readonly windows?: WindowCapability;
  /** @returns Where programs find the screen now, if the environment does not say it. */
  readonly display?: () => string | undefined;
  /** Control groups are used where they work, unless this says otherwise. */
  readonly cgroups?: "avoid";
}

/** The part of what a host can do that takes a compositor. */
export type WindowCapability = Pick<
  HostCapability,
  "canObserveWindow" | "canForceForeground" | "canForceFullscreen"
>;

/** What is known of a session that runs. */
type Watched = Omit<SessionWatchOptions, "clock" | "onEmpty">;

const NO_WINDOWS: WindowCapability = {
  canObserveWindow: false,
  canForceForeground: false,
  canForceFullscreen: false,
};

const GROUP_PREFIX = "shep-";
const CLEAN_UP_ATTEMPTS = 6;
/** Milliseconds after a look that failed. */
const LOOK_AGAIN = 500;

/**
 * Finds out what this computer can do, by trying it.
 *
 * @throws {Error} If it is not even Linux.
 */
export async function openLinuxHost(options: LinuxHostOptions): Promise<LinuxHost> {
  const facts = await readLinuxFacts(options.processes);
  const isAvoided = options.cgroups === "avoid";
  return new LinuxHost(options, isAvoided ? { ...facts, cgroupBase: undefined } : facts);
}

/** Programs as sessions on Linux: each with a control group where that is possible. */
export class LinuxHost implements HostAdapter {
  readonly capability: HostCapability;
  readonly #options: LinuxHostOptions;
  readonly #facts: LinuxFacts;
  readonly #events = new EventQueue<HostEvent>();
  readonly #watches = new Map<SessionId, SessionWatch>();
  readonly #ending = new EndingShell();
  readonly #closed = new AbortController();

  constructor(options: LinuxHostOptions, facts: LinuxFacts) {
    this.#options = options;
    this.#facts = facts;
    this.capability = capabilityOf(facts, options.windows);
  }

  /** Tells one start of the computer from another. */
  get bootId(): string {
    return this.#facts.bootId;
  }

  async spawn(session: Session, options: SpawnOptions): Promise<SpawnOutcome> {
    const sessionId = session.id;
    try {
      const started = await this.#start(session, options);
      this.#watch(sessionId, started);
      return { kind: "spawned", sessionId, handle: started.handle };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { kind: "spawn_failed", sessionId, error: why };
    }
  }

  async adopt(session: Session, handle: HostHandle | undefined): Promise<AdoptOutcome> {
    const sessionId = session.id;
    const watched = this.#watches.get(sessionId);
    if (watched !== undefined) return { kind: "spawned", sessionId, handle: watched.handle };
    const place = handle === undefined ? undefined : placeOf(handle);
    const gone = { kind: "exited", sessionId, exitCode: undefined } as const;
    if (place !== undefined && place.bootId !== this.#facts.bootId) return gone;
    const cgroup = place?.cgroup ?? this.#cgroupOf(sessionId);
    const tree = this.#tree({ sessionId, leader: place?.leader, cgroup });
    const [first] = await this.#look(tree);
    // Of one that was just being started, whoever is left stands for the first process.
    const leader = first && (place?.leader ?? { pid: first.pid, start: first.start });
    if (leader === undefined) {
      await tree.remove();
      return gone;
    }
    const kept = handle ?? this.#handle(leader, cgroup);
    const ended = Promise.resolve(undefined);
    this.#watch(sessionId, { handle: kept, tree, ended, output: Promise.resolve() });
    return { kind: "spawned", sessionId, handle: kept };
  }

  async stop(sessionId: SessionId, handle: HostHandle, mode: StopMode): Promise<void> {
    const place = placeOf(handle);
    if (place === undefined || place.bootId !== this.#facts.bootId) return;
    const { leader, cgroup } = place;
    const watch = this.#watches.get(sessionId);
    const tree = watch?.tree ?? this.#tree({ sessionId, leader, cgroup });
    try {
      await (mode === "force" ? tree.kill() : tree.ask());
    } finally {
      watch?.hurry();
    }
  }

  events(signal: AbortSignal): AsyncIterable<HostEvent> {
    return this.#events.listen(signal);
  }

  async check(): Promise<HostHealth> {
    const { processes } = this.#options;
    const { cgroupBase } = this.#facts;
    try {
      await this.#script("grep -q . /proc/self/stat");
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      return { kind: "failed", error: `Cannot run programs: ${why}` };
    }
    if (cgroupBase !== undefined && !await tryCgroup(processes, cgroupBase)) {
      return { kind: "failed", error: `Cannot make control groups in ${cgroupBase} any more` };
    }
    return { kind: "ok" };
  }

  /** Lets go of the sessions: they run on, for the next daemon to take over. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    await Promise.all([...this.#watches.values()].map((watch) => watch[Symbol.asyncDispose]()));
    await this.#ending[Symbol.asyncDispose]();
  }

  /** Looks until it is known who lives: a session that nobody took over would run for ever. */
  async #look(tree: SessionTree): Promise<readonly Process[]> {
    for (;;) {
      try {
        return await tree.members();
      } catch {
        // No more processes can be started, for instance.
        await this.#options.clock.sleep(LOOK_AGAIN, { signal: this.#closed.signal });
      }
    }
  }

  async #start(session: Session, options: SpawnOptions): Promise<Watched> {
    const { id: sessionId } = session;
    const place = await this.#prepare(session);
    const { cgroup } = place;
    const log = openSessionLog(options);
    try {
      const trampoline = trampolineTo({ ...place, output: log.path });
      if (cgroup !== undefined) await this.#script(`mkdir -- "$1"`, cgroup);
      const { leader, ended } = await startLeader(trampoline, this.#options.clock);
      const handle = this.#handle(leader, cgroup);
      const tree = this.#tree({ sessionId, leader, cgroup });
      return { handle, tree, ended, output: log.done };
    } catch (error) {
      await this.#cleanUp(sessionId, cgroup);
      throw error;
    } finally {
      await log.handOver();
    }
  }

  /** @throws {Error} If the entry can't be started here. */
  async #prepare({ id: sessionId, entry }: Session): Promise<Omit<TrampolineDraft, "output">> {
    const account = entry.user === undefined ? undefined : await this.#account(entry.user);
    const whose = account === undefined ? {} : { account };
    const cgroup = this.#cgroupOf(sessionId);
    const display = this.#options.display?.();
    const { environment } = this.#options;
    const outer = display === undefined
      ? environment
      : { ...environment, WAYLAND_DISPLAY: display };
    return {
      recipe: recipeOf(entry.kind),
      environment: sessionEnvironment({ sessionId, outer, ...whose }),
      ...whose,
      ...(cgroup === undefined ? {} : { cgroup }),
      ...(this.#facts.programs.has(BASH) ? { shell: BASH } : {}),
    };
  }

  /**
   * Whatever was started of a session that could not be started must not stay.
   *
   * @throws {Error} If it does.
   */
  async #cleanUp(sessionId: SessionId, cgroup: string | undefined): Promise<void> {
    const tree = this.#tree({ sessionId, leader: undefined, cgroup });
    for (let attempt = 0; attempt < CLEAN_UP_ATTEMPTS; attempt++) {
      await tree.kill();
      if (await tree.isEmpty()) return await tree.remove();
      await this.#options.clock.sleep(20 * 2 ** attempt);
    }
    throw new Error("Cannot end what is left of a session that could not be started");
  }

  async #account(name: string): Promise<UserAccount | undefined> {
    const account = await findUser(this.#options.processes, name);
    if (account.uid === this.#facts.uid) return undefined;
    if (this.capability.canRunAsUser) return account;
    const why = this.#facts.uid === 0 ? `there is no ${SETPRIV}` : "only root can";
    throw new Error(`Cannot run it as ${name}: ${why}`);
  }

  #watch(sessionId: SessionId, watched: Watched): void {
    const onEmpty = (exitCode: number | undefined) => {
      this.#watches.delete(sessionId);
      this.#events.push({ kind: "exited", sessionId, exitCode });
    };
    const { clock } = this.#options;
    this.#watches.set(sessionId, new SessionWatch({ ...watched, clock, onEmpty }));
  }

  #tree(options: Omit<SessionTreeOptions, "processes" | "ending">): SessionTree {
    return new SessionTree({
      ...options,
      processes: this.#options.processes,
      ending: this.#ending,
    });
  }

  #handle(leader: Leader, cgroup: string | undefined): HostHandle {
    const { bootId } = this.#facts;
    return handleOf({ bootId, leader, ...(cgroup === undefined ? {} : { cgroup }) });
  }

  /** Named after the session, so that it is found when nobody noted it down. */
  #cgroupOf(sessionId: SessionId): string | undefined {
    const { cgroupBase } = this.#facts;
    return cgroupBase === undefined ? undefined : `${cgroupBase}/${GROUP_PREFIX}${sessionId}`;
  }

  #script(text: string, ...args: readonly string[]): Promise<string> {
    return runScript(this.#options.processes, { text, args });
  }
}

function capabilityOf(facts: LinuxFacts, windows: WindowCapability = NO_WINDOWS): HostCapability {
  const { uid, cgroupBase, programs } = facts;
  return {
    name: "linux",
    kinds: new Set(ENTRY_KINDS.filter((kind) => isStarted(kind, programs))),
    canKillForcefully: true,
    canStopGracefully: true,
    processTree: cgroupBase === undefined ? "group_and_sweep" : "cgroup",
    canObserveExit: true,
    canAdopt: true,
    canRunAsUser: uid === 0 && programs.has(SETPRIV),
    ...windows,
    canLockToSingleApp: false,
  };
}

/** Whether a kind can be started; of programs that an entry names, only its start can tell. */
function isStarted(kind: EntryKindTag, programs: ReadonlySet<string>): boolean {
  switch (kind) {
    case "process":
    case "vm":
    case "media":
      return true;
    case "snap":
    case "flatpak":
      return programs.has(kind);
    case "custom":
      return false;
    default:
      return kind satisfies never;
  }
}
