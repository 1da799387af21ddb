import type { Clock } from "../base/clock.ts";
import type { Files } from "../base/files.ts";
import type { Random } from "../base/random.ts";
import type { Environment } from "../system/environment.ts";
import type { Launch } from "../system/launch.ts";
import type { Processes } from "../system/processes.ts";
import type { Signals } from "../system/signals.ts";
import type { Terminal } from "../system/terminal.ts";

/** All of this computer that commands touch; tests put fakes in. */
export interface System {
  readonly terminal: Terminal;
  readonly environment: Environment;
  readonly files: Files;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly random: Random;
  readonly signals: Signals;
  readonly launch: Launch;
}
