import { joinPath } from "../../base/posix_path.ts";
import type { LogLevel } from "../../base/log.ts";
import { SocketPathError } from "../../kiosk/ipc/socket_path.ts";
import { StoreError } from "../../kiosk/store/store.ts";
import { openLibc } from "../../system/libc.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { compositorPlace } from "./compositor_place.ts";
import { confine, CONFINED } from "./confine.ts";
import { daemonPaths } from "./daemon_paths.ts";
import { readPolicy } from "./read_policy.ts";

/** What `shep daemon run` was asked for. */
export interface RunDaemonArguments {
  readonly config: string;
  readonly socket: string | undefined;
  readonly stateDir: string | undefined;
  readonly sway: string | undefined;
  readonly shell: string | undefined;
  readonly format: "text" | "json";
  readonly level: LogLevel;
  /** Whether to keep all permissions that the program has. */
  readonly unconfined: boolean;
}

/** @returns The exit code of `shep daemon run`, when it was told to end. */
export async function runDaemon(app: App, given: RunDaemonArguments): Promise<number> {
  const { environment } = app.system;
  const absolute = (path: string) => joinPath(environment.workingFolder(), path);
  const config = readPolicy(app, given.config);
  const paths = daemonPaths(environment, given, config.service);
  const sway = given.sway === undefined ? undefined : absolute(given.sway);
  const compositor = await compositorPlace(app, sway, config.service);
  for (const folder of [paths.stateDir, paths.sessionLogs]) makePrivateFolder(folder);
  const confined = environment.variable(CONFINED);
  const libc = openLibc(confined);
  if (confined === undefined && !given.unconfined) {
    const config = absolute(given.config);
    const isStandalone = Deno.build.standalone;
    const setVariable = (name: string, value: string) => Deno.env.set(name, value);
    confine(libc, { config, paths, compositor, isStandalone, setVariable });
  }
  Deno.env.delete(CONFINED);
  // What serves is not loaded by the process that only starts the confined one.
  const { serveDaemon } = await app.load<typeof import("./serve_daemon.ts")>(
    "lib/cli/kiosk/serve_daemon.ts",
  );
  try {
    return await serveDaemon(app, given, { config, paths, compositor, libc });
  } catch (error) {
    if (error instanceof SocketPathError || error instanceof StoreError) {
      throw new CommandError(error.message, { cause: error });
    }
    throw error;
  }
}

function makePrivateFolder(path: string): void {
  try {
    Deno.mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(`Cannot make the folder ${path}: ${why}`, { cause: error });
  }
}
