import { folderOf } from "../../base/posix_path.ts";
import { type Libc, libcPath } from "../../system/libc.ts";
import { CommandError } from "../command_error.ts";
import type { DaemonPaths } from "./daemon_paths.ts";

/** What the daemon's process may touch. */
export interface Confinement {
  readonly config: string;
  readonly paths: DaemonPaths;
  readonly libc: string;
  /** The socket of the compositor, if there is one. */
  readonly sway: string | undefined;
}

/** The variable that says that a process is confined, and with which C library. */
export const CONFINED = "SHEPHERD_LIBC";

/**
 * Starts this program again in this process, with no more permissions than a daemon takes. A
 * program of one file is no runtime that could be told so; it goes on as it is.
 *
 * @throws {CommandError} If a permission for one of the paths can't be written down.
 */
export function confine(libc: Libc, { config, paths, sway }: Omit<Confinement, "libc">): void {
  if (Deno.build.standalone) return;
  const odd = [config, ...Object.values(paths), sway].find((one) => one?.includes(","));
  if (odd !== undefined) {
    throw new CommandError(`Cannot use ${odd}: the path of a daemon can't have a comma in it`);
  }
  const path = libcPath();
  Deno.env.set(CONFINED, path);
  const main = decodeURIComponent(new URL(Deno.mainModule).pathname);
  libc.replaceProcess(Deno.execPath(), [
    "run",
    "--no-prompt",
    "--unstable-worker-options",
    ...confinement({ config, paths, libc: path, sway }),
    `--allow-read=${folderOf(main)}`,
    main,
    ...Deno.args,
  ]);
}

/**
 * @returns The flags of a daemon's permissions. That programs may be run is what it is for; it reaches
 * no net, and reads no more than is named here.
 */
export function confinement({ config, paths, libc, sway }: Confinement): readonly string[] {
  const { socket, stateDir, sessionLogs } = paths;
  const sockets = folderOf(socket);
  const compositor = sway === undefined ? [] : [sway];
  return [
    ...[config, stateDir, sockets, sessionLogs, "/etc/passwd", ...compositor].map((path) =>
      `--allow-read=${path}`
    ),
    ...[stateDir, sockets, sessionLogs, ...compositor].map((path) => `--allow-write=${path}`),
    ...[socket, ...compositor].map((path) => `--allow-net=unix:${path}`),
    `--allow-ffi=${libc}`,
    "--allow-env",
    "--allow-run",
    "--allow-sys",
  ];
}
