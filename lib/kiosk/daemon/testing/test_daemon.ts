import { FakeClock } from "../../../system/fake_clock.ts";
import type { Answer, ApiError, Command, EventPayload } from "../../api.ts";
import type { Config } from "../../config/load_config.ts";
import type { Role } from "../../config/service_config.ts";
import type { Policy } from "../../core/policy.ts";
import { policyWith, sessionNumber } from "../../core/testing/policies.ts";
import { bootTime, wallTime } from "../../core/time.ts";
import { Daemon } from "../../daemon.ts";
import { FakeHost, type FakeHostOptions } from "../../host/fake_host.ts";
import type { LastingCompositor, VolumeControl } from "../../host/host_adapter.ts";
import { MemoryStore } from "../../store/memory_store.ts";
import type { Presence } from "../../host/logind.ts";

/** What a test daemon is given; what is left out is usual. */
export interface TestDaemonOptions {
  readonly policy?: Policy;
  readonly host?: FakeHostOptions | FakeHost;
  readonly store?: MemoryStore;
  readonly clock?: FakeClock;
  readonly volume?: VolumeControl;
  readonly compositor?: LastingCompositor;
}

/** A daemon on a fake host, with a clock that stands still. */
export class TestDaemon {
  readonly clock: FakeClock;
  readonly store: MemoryStore;
  readonly host: FakeHost;
  readonly events: EventPayload[] = [];
  readonly logged: string[] = [];
  readonly daemon: Daemon;
  /** What the next reload reads. */
  config: Config | Error;
  /** Whether the kernel says that the clock is right. */
  synchronised = false;
  presence: Presence | undefined;
  /** How often the clocks were read. */
  reads = 0;
  #sessions = 0;
  readonly #running: Promise<void>;

  constructor(options: TestDaemonOptions = {}) {
    const { policy = policyWith(), host, volume, compositor } = options;
    this.clock = options.clock ?? new FakeClock();
    this.store = options.store ?? new MemoryStore();
    this.host = host instanceof FakeHost ? host : new FakeHost(host);
    const config = configWith(policy);
    this.config = config;
    this.daemon = new Daemon({
      config,
      readConfig: () => {
        if (this.config instanceof Error) throw this.config;
        return this.config;
      },
      store: this.store,
      host: this.host,
      ...(compositor === undefined ? {} : { compositor }),
      clock: this.clock,
      now: () => {
        this.reads += 1;
        return {
          wall: wallTime(this.clock.wallNow()),
          boot: bootTime(this.clock.monotonicNow()),
          suspended: 0,
        };
      },
      isSynchronised: () => this.synchronised,
      bootId: "boot-1",
      volumeOf: () => Promise.resolve(volume),
      presence: () => Promise.resolve(this.presence),
      newSessionId: () => sessionNumber(++this.#sessions),
      publish: (type, payload) => {
        if (type !== "audit_entry") this.events.push(payload());
      },
      log: (level, message) => void this.logged.push(`${level}: ${message}`),
    });
    this.#running = this.daemon.run();
  }

  /** Gives a command as somebody with `role`. */
  ask(command: Command, role: Role = "admin"): Promise<Answer | ApiError> {
    return this.daemon.handle(command, { clientId: "client-1", uid: 1000, pid: 42, role });
  }

  /** Lets time pass, and all that it leads to. */
  async advance(milliseconds: number): Promise<void> {
    await this.clock.advance(milliseconds);
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** The types of the events so far, without those that only say that something changed. */
  get told(): readonly string[] {
    return this.events.map(({ type }) => type)
      .filter((type) => type !== "state_changed" && type !== "entry_availability_changed");
  }

  /** The types of the audit log's records so far. */
  get audited(): readonly string[] {
    return this.store.audit({ after: 0, limit: 1000 }).map(({ fact }) => fact.type);
  }

  async end(): Promise<void> {
    await this.daemon.shutDown();
    await this.#running;
  }
}

/** @returns A configuration with `policy`, in which only root has a role. */
export function configWith(policy: Policy): Config {
  return {
    policy,
    service: {
      captureChildOutput: false,
      childLogLimit: 1024,
      roles: { adminUids: [], shellUids: [], observerUids: [] },
    },
    warnings: [],
  };
}
