import {
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalInt,
  optionalList,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { pathInfo, statBehind } from "../shared/file_stat.ts";
import { activeConnections, CONNECTION_STATES, ConnectionFilter } from "./connections.ts";
import { FileWatch } from "./file_watch.ts";
import { PortWatch } from "./port_watch.ts";
import { type Found, searchPattern } from "./search_pattern.ts";

/** Looks again and again until something is so. Behaves as Ansible 2.14's wait_for. */
export async function waitFor(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const wait = readWait(call, optionalStr(call.args, "path"));
  const { args, clock, signal } = call;
  const [path] = await expandPaths(target, [wait.path]);
  const start = clock.monotonicNow();
  const elapsed = () => Math.floor((clock.monotonicNow() - start) / 1000);
  const delay = int(args, "delay");
  if (delay > 0) await clock.sleep(delay * 1000, { signal });
  const found = await watch(call, target, { ...wait, path, elapsed, end: start + wait.timeoutMs });
  // Attributes of a file, its own `state` too, are told by Ansible's module as by any other.
  const stat = path === undefined ? undefined : await statBehind(target, path);
  return {
    result: {
      state: wait.state,
      port: wait.port ?? null,
      path: path ?? null,
      search_regex: wait.regex ?? null,
      match_groups: [...found.groups],
      match_groupdict: new Map(Object.entries(found.named)),
      elapsed: elapsed(),
      ...(stat === undefined ? {} : pathInfo(stat)),
    },
  };
}

interface Wait {
  readonly state: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string | undefined;
  readonly regex: string | undefined;
  readonly timeoutMs: number;
}

interface Watch extends Wait {
  /** Monotonic time at which the wait has failed. */
  readonly end: number;
  /** Whole seconds since the start. */
  readonly elapsed: () => number;
}

const NOTHING: Found = { groups: [], named: {} };

function readWait({ args }: ModuleCall, path: string | undefined): Wait {
  const state = str(args, "state");
  const port = optionalInt(args, "port") || undefined;
  if (port !== undefined && path) {
    throw refusal("port and path parameter can not both be passed to wait_for");
  }
  if (path && (state === "stopped" || state === "drained")) {
    throw refusal(
      `state=${state} should only be used for checking a port in the wait_for module`,
    );
  }
  if (optionalList(args, "exclude_hosts") !== undefined && state !== "drained") {
    throw refusal("exclude_hosts should only be with state=drained");
  }
  const unknown = strings(args, "active_connection_states")
    .find((name) => !CONNECTION_STATES.has(name));
  if (unknown !== undefined) throw refusal(`unknown active_connection_state (${unknown}) defined`);
  if (state === "drained" && port === undefined) {
    throw refusal("state=drained needs a port to look at");
  }
  const timeoutMs = int(args, "timeout") * 1000;
  const regex = optionalStr(args, "search_regex");
  return { state, host: str(args, "host"), port, path: path || undefined, regex, timeoutMs };
}

function refusal(message: string): ModuleFailure {
  return new ModuleFailure(message, { result: { elapsed: 0 } });
}

/** Looks until the wait is over. */
async function watch(call: ModuleCall, target: Target, wait: Watch): Promise<Found> {
  const { args, clock, signal } = call;
  if (wait.port === undefined && wait.path === undefined) {
    await clock.sleep(Math.max(0, wait.end - clock.monotonicNow()), { signal });
    return NOTHING;
  }
  const look = await lookout(call, target, wait);
  const pause = int(args, "sleep") * 1000;
  while (clock.monotonicNow() < wait.end) {
    const found = await look(wait.end - clock.monotonicNow());
    if (found !== undefined) return found;
    await clock.sleep(pause, { signal });
  }
  throw new ModuleFailure(optionalStr(args, "msg") || timeoutMessage(wait), {
    result: { elapsed: wait.elapsed() },
  });
}

/** Looks once within `ms` milliseconds; `undefined` says that it is not so yet. */
type Look = (ms: number) => Promise<Found | undefined>;

async function lookout(call: ModuleCall, target: Target, wait: Watch): Promise<Look> {
  const { state, path, regex } = wait;
  const isGone = state === "absent" || state === "stopped";
  const pattern = regex === undefined ? undefined : searchPattern(regex);
  if (state === "drained") return await drained(call, target, wait);
  if (path !== undefined) {
    const file = new FileWatch(target, path);
    if (isGone) return async () => await file.exists() ? undefined : NOTHING;
    return async () => {
      const problem = await file.problem();
      if (problem !== undefined) {
        throw new ModuleFailure(
          optionalStr(call.args, "msg") || `Failed to stat ${path}, ${problem}`,
          { result: { elapsed: wait.elapsed() } },
        );
      }
      if (pattern === undefined) return file.isThere ? NOTHING : undefined;
      return await file.search(pattern);
    };
  }
  const { host, port = 0 } = wait;
  const watch = new PortWatch(target, { host, port, timeout: int(call.args, "connect_timeout") });
  if (isGone) return async (ms) => await watch.answers(ms) ? undefined : NOTHING;
  if (pattern !== undefined) return (ms) => watch.search(pattern, ms);
  return async (ms) => await watch.answers(ms) ? NOTHING : undefined;
}

async function drained(
  { args }: ModuleCall,
  target: Target,
  { host, port = 0 }: Watch,
): Promise<Look> {
  const filter = await ConnectionFilter.resolve(target, {
    host,
    port,
    excluded: strings(args, "exclude_hosts"),
    states: strings(args, "active_connection_states"),
  });
  return async () => await activeConnections(target, filter) === 0 ? NOTHING : undefined;
}

function timeoutMessage({ state, host, port, path, regex }: Wait): string {
  const what = path ?? `${host}:${port}`;
  if (state === "drained") return `Timeout when waiting for ${what} to drain`;
  if (state === "absent" || state === "stopped") {
    return `Timeout when waiting for ${what} to ${path === undefined ? "stop" : "be absent"}.`;
  }
  if (regex !== undefined) return `Timeout when waiting for search string ${regex} in ${what}`;
  return `Timeout when waiting for ${path === undefined ? "" : "file "}${what}`;
}
