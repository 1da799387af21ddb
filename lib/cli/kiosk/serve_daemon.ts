import type { Clock } from "../../base/clock.ts";
import type { Random } from "../../base/random.ts";
import type { Config } from "../../kiosk/config/load_config.ts";
import type { ServiceConfig } from "../../kiosk/config/service_config.ts";
import { type SessionId, sessionId } from "../../kiosk/core/id.ts";
import { bootTime, type Now, wallTime } from "../../kiosk/core/time.ts";
import { Daemon, type DaemonLog } from "../../kiosk/daemon.ts";
import type { HostCapability, VolumeControl } from "../../kiosk/host/host_adapter.ts";
import { openLinuxHost, type WindowCapability } from "../../kiosk/host/linux_host.ts";
import { readPresence } from "../../kiosk/host/logind.ts";
import { runScript } from "../../kiosk/host/run_script.ts";
import { findUser } from "../../kiosk/host/user_account.ts";
import { openVolume } from "../../kiosk/host/volume_control.ts";
import { IpcServer } from "../../kiosk/ipc/server.ts";
import { openSqliteStore } from "../../kiosk/store/sqlite_store.ts";
import type { Libc } from "../../system/libc.ts";
import type { Processes } from "../../system/processes.ts";
import { logSink } from "../../system/log_sink.ts";
import type { Signals } from "../../system/signals.ts";
import type { App } from "../app.ts";
import { EXIT } from "../exit_code.ts";
import type { CompositorPlace } from "./compositor_place.ts";
import type { DaemonPaths } from "./daemon_paths.ts";
import { keepCompositor } from "./keep_compositor.ts";
import { readPolicy } from "./read_policy.ts";
import { type ServiceManager, serviceManager } from "./service_manager.ts";
import type { RunDaemonArguments } from "./run_daemon.ts";

/** What a daemon is to work with, of which all that can be wrong was checked. */
export interface Prepared {
  readonly config: Config;
  readonly paths: DaemonPaths;
  readonly compositor: CompositorPlace;
  readonly libc: Libc;
}

/**
 * Serves until it is told to end.
 *
 * @returns The exit code.
 * @throws {StoreError | SocketPathError} If it can't.
 */
export async function serveDaemon(
  app: App,
  options: RunDaemonArguments,
  { config, paths, compositor: place, libc }: Prepared,
): Promise<number> {
  const { clock, environment, processes, random, signals } = app.system;
  const log = logOf(app, options);
  const systemd = serviceManager({ libc, environment, clock });
  using store = openSqliteStore(`${paths.stateDir}/shepherdd.db`);
  await using compositor = keepCompositor(place, {
    system: app.system,
    shellAppId: options.shell ?? "shepherd-launcher",
    stateDir: paths.stateDir,
    onTrouble: (message) => log("error", message),
  });
  await using host = await openLinuxHost({
    processes,
    clock,
    environment: environment.variables(),
    ...(compositor ? { windows: SWAY_CAPABILITY, display: () => compositor.display } : {}),
  });
  const lacking = [...lacks(host.capability, config), ...await lackingUsers(processes, config)];
  for (const lack of lacking) log("warning", lack);
  if (options.unconfined) log("warning", "The daemon keeps all permissions of this program");
  const withLogs = ({ service, ...rest }: Config): Config => ({
    ...rest,
    service: { ...service, childLogDir: paths.sessionLogs },
  });
  // The server needs the daemon, which begins with what an earlier one left.
  const open: { server?: IpcServer } = {};
  const daemon = new Daemon({
    config: withLogs(config),
    readConfig() {
      const next = readPolicy(app, options.config);
      for (const key of changedForNextStart(config.service, next.service)) {
        log("warning", `What ${key} says of the service holds from its next start on`);
      }
      return withLogs(next);
    },
    store,
    host,
    ...(compositor ? { compositor } : {}),
    clock,
    now: nowOf(clock, libc),
    isSynchronised: () => libc.isClockSynchronised(),
    bootId: host.bootId,
    volumeOf: volumesOf(processes),
    // Where there is no logind, nobody can say.
    presence: () => readPresence(processes).catch(() => undefined),
    newSessionId: () => newSessionId(random),
    publish: (type, payload) => open.server?.broadcast(type, payload),
    log,
  });
  await using server = await IpcServer.open({
    path: paths.socket,
    peerOf: libc.peerOf,
    closeOnExec: libc.closeOnExec,
    clock,
    handler: daemon,
  });
  open.server = server;
  // Not before it is known that no other daemon serves here: that one's would be taken over.
  compositor?.begin();
  // What these are for has been done; a compositor may have to be reached again.
  for (const name of ["ffi", "sys"] as const) Deno.permissions.revokeSync({ name });
  if (!compositor) Deno.permissions.revokeSync({ name: "net" });
  await untilTold(daemon, { signals, systemd, log });
  log("info", "The service has stopped");
  return EXIT.ok;
}

interface Surroundings {
  readonly signals: Signals;
  readonly systemd: ServiceManager;
  readonly log: DaemonLog;
}

/** Works until a signal says that it is enough, and the session has ended. */
async function untilTold(
  daemon: Daemon,
  { signals, systemd, log }: Surroundings,
): Promise<void> {
  const told = Promise.withResolvers<void>();
  using _reload = signals.listen("SIGHUP", () => {
    systemd.reloading();
    daemon.reload();
    systemd.ready();
  });
  using _terminate = signals.listen("SIGTERM", told.resolve);
  using _interrupt = signals.listen("SIGINT", told.resolve);
  await using _watchdog = systemd.watchdog();
  systemd.ready();
  log("info", "The service is ready", { entries: daemon.state.policy.entries.size });
  const running = daemon.run();
  await Promise.race([told.promise, running]);
  systemd.stopping(daemon.patience);
  await daemon.shutDown();
  await running;
}

function logOf(app: App, { format, level }: RunDaemonArguments): DaemonLog {
  const sink = logSink({ format, level, write: (text) => app.err(text) });
  return (level, message, fields = {}) =>
    sink({ level, source: "daemon", message, time: app.system.clock.wallNow(), fields });
}

/** @returns The keys that a running daemon can't follow and that say something else than they did. */
function changedForNextStart(old: ServiceConfig, next: ServiceConfig): readonly string[] {
  const keys = [
    ["socketPath", "socket_path"],
    ["dataDir", "data_dir"],
    ["logDir", "log_dir"],
    ["childLogDir", "child_log_dir"],
    ["sway", "sway"],
  ] as const;
  return keys.filter(([field]) => JSON.stringify(old[field]) !== JSON.stringify(next[field]))
    .map(([, key]) => key);
}

/** @returns What the policy asks for that can't be had here, one sentence each. */
function lacks(capability: HostCapability, { policy }: Config): readonly string[] {
  const entries = [...policy.entries.values()];
  const others = entries.filter(({ user }) => user !== undefined).map(({ id }) => id);
  const roots = entries.filter(({ user = "root" }) => user === "root").map(({ id }) => id);
  const unknown = entries.filter(({ kind }) => !capability.kinds.has(kind.type)).map(({ id }) =>
    id
  );
  return [
    ...(capability.processTree === "cgroup" ? [] : [
      "There are no control groups here: programs are found by their process group and parents",
    ]),
    ...(Deno.uid() === 0 && roots.length > 0
      ? [`Nothing holds back what runs as root: name a user for ${roots.join(", ")}`]
      : []),
    ...(capability.canRunAsUser || others.length === 0 ? [] : [
      `Programs can't be run as another user here: ${others.join(", ")}`,
    ]),
    ...(unknown.length === 0 ? [] : [`There is nothing here that starts ${unknown.join(", ")}`]),
  ];
}

/** @returns Whom entries are to run as and nobody here is called, one sentence each. */
async function lackingUsers(
  processes: Processes,
  { policy }: Config,
): Promise<readonly string[]> {
  const byUser = Map.groupBy(policy.entries.values(), ({ user }) => user);
  const found = await Promise.all([...byUser].map(async ([user, entries]) => {
    if (user === undefined || await isUser(processes, user)) return [];
    return [`There is no user ${user}, who is to run ${entries.map(({ id }) => id).join(", ")}`];
  }));
  return found.flat();
}

function isUser(processes: Processes, name: string): Promise<boolean> {
  return findUser(processes, name).then(() => true, () => false);
}

/** Suspended time is the difference of two clocks that are read one after the other. */
function nowOf(clock: Clock, libc: Libc): () => Now {
  let suspended = 0;
  return () => {
    const { boot, awake } = libc.uptime();
    if (boot - awake - suspended > JITTER) suspended = boot - awake;
    return { wall: wallTime(clock.wallNow()), boot: bootTime(boot), suspended };
  };
}

/** Milliseconds that lie between two reads of clocks when the computer is busy. */
const JITTER = 100;

const SWAY_CAPABILITY: WindowCapability = {
  canObserveWindow: true,
  canForceForeground: true,
  canForceFullscreen: true,
};

/** Sound belongs to a user's session, which may begin long after the daemon. */
function volumesOf(processes: Processes): (uid: number) => Promise<VolumeControl | undefined> {
  const own = Deno.uid();
  const found = new Map<number, VolumeControl>();
  return async (uid) => {
    const volume = found.get(uid) ??
      (uid === own ? await openVolume({ processes }) : await volumeOfOther(processes, uid));
    if (volume) found.set(uid, volume);
    return volume;
  };
}

async function volumeOfOther(
  processes: Processes,
  uid: number,
): Promise<VolumeControl | undefined> {
  try {
    const name = await runScript(processes, { text: 'id -nu -- "$1"', args: [`${uid}`] });
    return await openVolume({ processes, account: await findUser(processes, name.trim()) });
  } catch {
    // Whoever has no account has no sound.
    return undefined;
  }
}

/** A random UUID, version 4. */
function newSessionId(random: Random): SessionId {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const id = sessionId(bytes.toHex().replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
  if (id === undefined) throw new Error("Cannot make the id of a session");
  return id;
}
