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

/** @returns The socket that clients try which are told nothing else. */
export function defaultSocket(environment: Environment): string {
  const told = environment.variable("SHEPHERD_SOCKET");
  if (told) return told;
  const runtime = environment.variable("XDG_RUNTIME_DIR");
  const folder = environment.userId() === 0 || !runtime ? "/run" : runtime;
  return `${folder}/shepherdd/shepherdd.sock`;
}

function defaultStateDir(environment: Environment): string {
  if (environment.userId() === 0) return "/var/lib/shepherdd";
  const data = environment.variable("XDG_DATA_HOME") || `${environment.homeFolder()}/.local/share`;
  return `${data}/shepherdd`;
}
