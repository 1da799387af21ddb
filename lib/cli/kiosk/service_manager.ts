import type { Clock } from "../../base/clock.ts";
import type { Environment } from "../../system/environment.ts";
import type { Libc } from "../../system/libc.ts";

/** What a service tells systemd, if that has started it (sd_notify(3)). */
export interface ServiceManager {
  ready(): void;
  reloading(): void;
  /** @param milliseconds How long it takes at most, whatever the unit allows. */
  stopping(milliseconds: number): void;
  /** Says now and then that all is well, until it is disposed of. */
  watchdog(): AsyncDisposable;
}

/** What it takes to speak to systemd. */
export interface ServiceManagerOptions {
  readonly libc: Pick<Libc, "sendDatagram" | "uptime">;
  readonly environment: Environment;
  readonly clock: Clock;
}

/** Milliseconds that a service has to end after it has done what it had to. */
const AFTER_STOP = 10_000;

/** @returns The manager that started this process; it hears nothing if there is none. */
export function serviceManager(
  { libc, environment, clock }: ServiceManagerOptions,
): ServiceManager {
  const address = environment.variable("NOTIFY_SOCKET");
  const tell = (text: string) => {
    if (address) libc.sendDatagram(address, text);
  };
  const interval = Number(environment.variable("WATCHDOG_USEC")) / 1000;
  return {
    ready: () => tell("READY=1"),
    reloading: () => {
      const microseconds = Math.floor(libc.uptime().awake * 1000);
      tell(`RELOADING=1\nMONOTONIC_USEC=${microseconds}`);
    },
    stopping: (milliseconds) =>
      tell(`STOPPING=1\nEXTEND_TIMEOUT_USEC=${(milliseconds + AFTER_STOP) * 1000}`),
    watchdog() {
      const end = new AbortController();
      const told = interval > 0 ? keepTelling() : Promise.resolve();
      async function keepTelling(): Promise<void> {
        while (!end.signal.aborted) {
          tell("WATCHDOG=1");
          await clock.sleep(interval / 3, { signal: end.signal }).catch(() => {});
        }
      }
      return {
        async [Symbol.asyncDispose]() {
          end.abort();
          await told;
        },
      };
    },
  };
}
