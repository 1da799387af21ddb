import { joinPath } from "../../base/posix_path.ts";
import type { Environment } from "../../system/environment.ts";
import type { ServiceConfig } from "../../kiosk/config/service_config.ts";

/** Where a daemon listens and keeps things; all absolute. */
export interface DaemonPaths {
  readonly socket: string;
  readonly stateDir: string;
  readonly sessionLogs: string;
}

/** What a command line says of that. */
export interface GivenPaths {
  readonly socket?: string | undefined;
  readonly stateDir?: string | undefined;
}

/** @returns Where this user's daemon listens and keeps things. */
export function daemonPaths(
  environment: Environment,
  given: GivenPaths,
  service: ServiceConfig,
): DaemonPaths {
  const absolute = (path: string) => joinPath(environment.workingFolder(), path);
  const stateDir = absolute(given.stateDir ?? service.dataDir ?? defaultStateDir(environment));
  return {
    socket: absolute(given.socket ?? service.socketPath ?? defaultSocket(environment)),
    stateDir,
    sessionLogs: absolute(service.childLogDir ?? `${service.logDir ?? stateDir}/sessions`),
  };
}

/**
 * @param exists Whether there is something at a path.
 * @returns The socket of this user's daemon, or of the computer's if this user has none.
 */
export function clientSocket(environment: Environment, exists = isThere): string {
  const own = defaultSocket(environment);
  return exists(own) || !exists(SYSTEM_SOCKET) ? own : SYSTEM_SOCKET;
}

/** Where the daemon of the computer listens, as its unit says. */
const SYSTEM_SOCKET = "/run/shepherdd/shepherdd.sock";

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    // What can't be looked at is there.
    return !(error instanceof Deno.errors.NotFound);
  }
}

function defaultSocket(environment: Environment): string {
  const told = environment.variable("SHEPHERD_SOCKET");
  if (told) return told;
  const runtime = environment.variable("XDG_RUNTIME_DIR");
  if (environment.userId() === 0 || !runtime) return SYSTEM_SOCKET;
  return `${runtime}/shepherdd/shepherdd.sock`;
}

function defaultStateDir(environment: Environment): string {
  if (environment.userId() === 0) return "/var/lib/shepherdd";
  const data = environment.variable("XDG_DATA_HOME") || `${environment.homeFolder()}/.local/share`;
  return `${data}/shepherdd`;
}
