import type { Clock } from "../../base/clock.ts";
import type { AuditFact, CoreAnswer, Effect, Notice, Write } from "../core/effect.ts";
import type { CoreEvent, HostEvent } from "../core/event.ts";
import { type RequestId, requestId, type SessionId } from "../core/id.ts";
import { nextWake } from "../core/next_wake.ts";
import type { CoreState } from "../core/state.ts";
import { step } from "../core/step.ts";
import type { Now } from "../core/time.ts";
import { isActive } from "../core/transition.ts";
import type { HostAdapter, SpawnOptions } from "../host/host_adapter.ts";
import type { Store } from "../store/store.ts";

/** What the loop works with. */
export interface CoreLoopOptions {
  readonly store: Store;
  readonly host: HostAdapter;
  readonly now: () => Now;
  readonly clock: Clock;
  /** @returns Whether the computer's clock is known to be right. */
  readonly isSynchronised: () => boolean;
  /** @returns Where the output of a session goes. */
  readonly spawnOptions: (sessionId: SessionId) => SpawnOptions;
  readonly onNotice: (notice: Notice) => void;
  /** A record of the audit log was kept. */
  readonly onAudit: (fact: AuditFact) => void;
  /** Something went wrong outside that the core will get over. */
  readonly onTrouble: (message: string, sessionId?: SessionId) => void;
}

/**
 * Carries the core's decisions out: one event at a time, and nothing in between. It sleeps until
 * something happens or is due.
 */
export class CoreLoop {
  readonly #options: CoreLoopOptions;
  readonly #events: CoreEvent[] = [];
  readonly #answers = new Map<RequestId, (answer: CoreAnswer) => void>();
  readonly #idle: (() => void)[] = [];
  readonly #ended = new AbortController();
  #state: CoreState;
  #isBusy = false;
  #wake = new AbortController();

  /** @param state What the core starts with. */
  constructor(state: CoreState, options: CoreLoopOptions) {
    this.#options = options;
    this.#state = state;
  }

  get state(): CoreState {
    return this.#state;
  }

  /** Does what the core's start led to, and goes on from there. */
  begin(effects: readonly Effect[]): void {
    this.#drain(() => this.#carryOut(effects));
  }

  /** Lets the core know of something. */
  send(event: CoreEvent): void {
    this.#events.push(event);
    if (!this.#isBusy) this.#drain(() => {});
  }

  /**
   * Gives the core a command.
   *
   * @param request What no other command that waits is called by.
   */
  ask(request: string, command: (request: RequestId) => CoreEvent): Promise<CoreAnswer> {
    const id = requestId(request);
    const { promise, resolve } = Promise.withResolvers<CoreAnswer>();
    this.#answers.set(id, resolve);
    this.send(command(id));
    return promise;
  }

  /** Hands what the host tells to the core, until the loop ends. */
  async listen(): Promise<void> {
    for await (const event of this.#options.host.events(this.#ended.signal)) this.send(event);
  }

  /** Keeps something that is no decision of the core. */
  keep(writes: readonly Write[]): void {
    const error = this.#commit(writes);
    if (error !== undefined) this.send({ kind: "store_failed", error, writes });
  }

  /** Resolves when no session is active. */
  async untilIdle(): Promise<void> {
    if (!isActive(this.#state.session)) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Sleeps and listens no more. */
  end(): void {
    this.#ended.abort();
    this.#wake.abort();
  }

  #drain(first: () => void): void {
    this.#isBusy = true;
    try {
      first();
      for (let event = this.#events.shift(); event; event = this.#events.shift()) {
        const { state, effects } = step(this.#state, event, this.#options.now());
        this.#state = state;
        this.#carryOut(effects);
        this.#believeSynchronisation();
      }
    } finally {
      this.#isBusy = false;
    }
    if (!isActive(this.#state.session)) {
      for (const resolve of this.#idle.splice(0)) resolve();
    }
    this.#sleep();
  }

  #carryOut(effects: readonly Effect[]): void {
    let failure: { readonly error: string; readonly writes: readonly Write[] } | undefined;
    let dropped: SessionId | undefined;
    for (const effect of effects) {
      switch (effect.kind) {
        case "persist": {
          const error = this.#commit(effect.writes);
          if (error !== undefined) failure = { error, writes: effect.writes };
          break;
        }
        case "spawn":
          if (failure) dropped = effect.session.id;
          else this.#spawn(effect);
          break;
        case "adopt":
          this.#adopt(effect);
          break;
        case "stop":
          this.#stop(effect);
          break;
        case "answer":
          this.#answers.get(effect.request)?.(effect.answer);
          this.#answers.delete(effect.request);
          break;
        case "tell":
          this.#options.onNotice(effect.notice);
          break;
        default:
          effect satisfies never;
      }
    }
    if (!failure) return;
    this.#options.onTrouble(`Cannot keep what happened: ${failure.error}`);
    this.#events.unshift({
      kind: "store_failed",
      ...failure,
      ...(dropped === undefined ? {} : { dropped }),
    });
  }

  /** @returns Why it did not work. */
  #commit(writes: readonly Write[]): string | undefined {
    try {
      this.#options.store.commit(writes);
    } catch (error) {
      return messageOf(error);
    }
    for (const write of writes) {
      if (write.kind === "audit") this.#options.onAudit(write.fact);
    }
    return undefined;
  }

  #spawn({ session }: Extract<Effect, { readonly kind: "spawn" }>): void {
    const { host, spawnOptions } = this.#options;
    this.#report(
      host.spawn(session, spawnOptions(session.id)),
      (error) => ({ kind: "spawn_failed", sessionId: session.id, error }),
    );
  }

  #adopt({ session, handle }: Extract<Effect, { readonly kind: "adopt" }>): void {
    this.#report(
      this.#options.host.adopt(session, handle),
      (error) => {
        this.#options.onTrouble(`Cannot take over a session: ${error}`, session.id);
        return { kind: "exited", sessionId: session.id, exitCode: undefined };
      },
    );
  }

  /** What does not end is told again by the core. */
  #stop({ sessionId, handle, mode }: Extract<Effect, { readonly kind: "stop" }>): void {
    this.#options.host.stop(sessionId, handle, mode).catch((error: unknown) => {
      this.#options.onTrouble(`Cannot end a session: ${messageOf(error)}`, sessionId);
    });
  }

  #report(outcome: Promise<HostEvent>, onFailure: (error: string) => HostEvent): void {
    outcome.catch((error: unknown) => onFailure(messageOf(error)))
      .then((event) => this.send(event));
  }

  /** What stepped the clock was right, if the kernel says so. */
  #believeSynchronisation(): void {
    if (this.#state.clock.step === 0 || !this.#options.isSynchronised()) return;
    if (this.#events.some(({ kind }) => kind === "accept_clock")) return;
    this.#events.push({ kind: "accept_clock", by: "synchronisation" });
  }

  #sleep(): void {
    this.#wake.abort();
    if (this.#ended.signal.aborted) return;
    const wake = new AbortController();
    this.#wake = wake;
    const { now, clock } = this.#options;
    const due = Math.ceil(nextWake(this.#state, now()));
    const isKept = this.#state.store.kind === "ok";
    clock.sleep(isKept ? due : Math.min(due, RETRY_STORE_EVERY), { signal: wake.signal }).then(
      () => this.#awake(),
      () => {},
    );
  }

  #awake(): void {
    if (this.#state.store.kind === "unavailable" && this.#isStoreBack()) {
      this.send({ kind: "store_recovered" });
    } else {
      this.send({ kind: "tick" });
    }
  }

  #isStoreBack(): boolean {
    try {
      this.#options.store.check();
      return true;
    } catch {
      return false;
    }
  }
}

/** Milliseconds between looks at a store that does not work. */
const RETRY_STORE_EVERY = 1000;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
