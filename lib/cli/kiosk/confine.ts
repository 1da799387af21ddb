import { folderOf } from "../../base/posix_path.ts";
import { birthPath } from "../../kiosk/ipc/socket_path.ts";
import { type Libc, libcPath } from "../../system/libc.ts";
import { CommandError } from "../command_error.ts";
import type { CompositorPlace } from "./compositor_place.ts";
import type { DaemonPaths } from "./daemon_paths.ts";

/** What the daemon's process may touch. */
export interface Confinement {
  readonly config: string;
  readonly paths: DaemonPaths;
  readonly libc: string;
  /** The compositor, if there is one. */
  readonly compositor: CompositorPlace;
}

/** The variable that says that a process is confined, and with which C library. */
export const CONFINED = "SHEPHERD_LIBC";

/**
 * Starts this program again in this process, with no more permissions than a daemon takes.
 *
 * @throws {CommandError} If that can't be had.
 */
export function confine(
  libc: Pick<Libc, "replaceProcess">,
  confined: Omit<Confinement, "libc"> & {
    /** Whether the program was made by deno compile, and has its permissions built in. */
    readonly isStandalone: boolean;
    /** Sets a variable of the environment, which the program that is started gets, too. */
    readonly setVariable: (name: string, value: string) => void;
  },
): void {
  if (confined.isStandalone) {
    throw new CommandError("Cannot give up permissions: this program was made by deno compile", {
      hint: "Take the one of deno task build --form self-extracting, or add --unconfined",
    });
  }
  const { config, paths, compositor } = confined;
  const named = [config, ...Object.values(paths), ...Object.values(compositorPaths(compositor))];
  const odd = named.flat().find((one) => one.includes(","));
  if (odd !== undefined) {
    throw new CommandError(`Cannot use ${odd}: the path of a daemon can't have a comma in it`);
  }
  const path = libcPath();
  confined.setVariable(CONFINED, path);
  const main = decodeURIComponent(new URL(Deno.mainModule).pathname);
  libc.replaceProcess(Deno.execPath(), [
    "run",
    "--no-prompt",
    "--unstable-worker-options",
    // It does little but for long: memory matters more than the last bit of speed.
    "--v8-flags=--optimize-for-size",
    ...confinement({ ...confined, libc: path }),
    `--allow-read=${folderOf(main)}`,
    main,
    ...Deno.args,
  ]);
}

/**
 * @returns The flags of a daemon's permissions. That programs may be run is what it is for; it reaches
 * no net, and reads no more than is named here.
 */
export function confinement(
  { config, paths, libc, compositor }: Confinement,
): readonly string[] {
  const { socket, stateDir, sessionLogs } = paths;
  const sockets = folderOf(socket);
  const screen = compositorPaths(compositor);
  const read = [config, stateDir, sockets, sessionLogs, "/etc/passwd"];
  return [
    ...[...read, ...screen.sockets, ...screen.folders].map((path) => `--allow-read=${path}`),
    ...[stateDir, sockets, sessionLogs, ...screen.sockets].map((path) => `--allow-write=${path}`),
    ...[socket, birthPath(socket), ...screen.sockets].map((path) => `--allow-net=unix:${path}`),
    `--allow-ffi=${libc}`,
    "--allow-env",
    "--allow-run",
    "--allow-sys",
  ];
}

function compositorPaths(place: CompositorPlace) {
  switch (place.kind) {
    case "none":
      return { sockets: [], folders: [] };
    case "running":
      return { sockets: [place.socketPath], folders: [] };
    case "own":
      return { sockets: [place.sway.socketPath], folders: [place.sway.runtime] };
    default:
      return place satisfies never;
  }
}
