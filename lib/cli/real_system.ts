import { clock } from "../system/clock.ts";
import { environment } from "../system/environment.ts";
import { files } from "../system/files.ts";
import { takeLaunch } from "../system/launch.ts";
import { processes } from "../system/processes.ts";
import { random } from "../system/random.ts";
import { signals } from "../system/signals.ts";
import { terminal } from "../system/terminal.ts";
import type { System } from "./system.ts";

/** This computer. */
export const realSystem: System = {
  clock,
  environment,
  files,
  launch: takeLaunch(),
  processes,
  random,
  signals,
  terminal,
};
