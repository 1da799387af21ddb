import { clock } from "../system/clock.ts";
import { environment } from "../system/environment.ts";
import { files } from "../system/files.ts";
import type { Launch } from "../system/launch.ts";
import { processes } from "../system/processes.ts";
import { random } from "../system/random.ts";
import { signals } from "../system/signals.ts";
import { terminal } from "../system/terminal.ts";
import type { System } from "./system.ts";

/** @returns This computer, and how the program was started on it. */
export function realSystem(launch: Launch): System {
  return { clock, environment, files, launch, processes, random, signals, terminal };
}
