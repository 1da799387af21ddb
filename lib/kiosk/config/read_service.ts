import { isTimeZone } from "../core/zone.ts";
import type { VolumePolicy, Warning } from "../core/policy.ts";
import { HOUR, SECOND } from "../core/time.ts";
import { inOrder, readVolume, readWarning } from "./read_entry.ts";
import { expandHome } from "./read_kind.ts";
import { readSway } from "./read_sway.ts";
import { readTime } from "./read_window.ts";
import type { RoleConfig, ServiceConfig } from "./service_config.ts";
import type { TableReader } from "./table_reader.ts";

/** What `[service]` says: about the daemon, and what is the same for all entries. */
export interface ServiceTable {
  readonly service: ServiceConfig;
  readonly maxRun: number | undefined;
  readonly grace: number;
  readonly warnings: readonly Warning[];
  readonly timeZone: string;
  readonly dayStartsAt: number;
  readonly countSuspend: boolean;
  readonly onReload: "keep" | "stop";
  readonly volume: VolumePolicy;
}

/** What is not in the file. */
export interface Surroundings {
  /** The folder that `~` stands for. */
  readonly home: string;
  /** The computer's time zone, for files that name none; empty if nobody knows. */
  readonly timeZone: string;
}

/** The warnings of those who write none. */
const WARNINGS: readonly Warning[] = [
  { before: 300 * SECOND, severity: "info" },
  { before: 60 * SECOND, severity: "warn" },
  { before: 10 * SECOND, severity: "critical" },
];

const GRACE = 5 * SECOND;
const LOG_LIMIT = 1024 * 1024;
const NO_ROLES: RoleConfig = { adminUids: [], shellUids: [], observerUids: [] };

/** @returns What holds if there is no `[service]`. */
export function defaultService({ timeZone }: Surroundings): ServiceTable {
  return {
    service: { captureChildOutput: false, childLogLimit: LOG_LIMIT, roles: NO_ROLES },
    maxRun: HOUR,
    grace: GRACE,
    warnings: WARNINGS,
    timeZone,
    dayStartsAt: 0,
    countSuspend: true,
    onReload: "keep",
    volume: { allowMute: true, allowChange: true },
  };
}

/** Reads `[service]`. */
export function readService(reader: TableReader, surroundings: Surroundings): ServiceTable {
  const defaults = defaultService(surroundings);
  const warnings = reader.each("default_warnings", "a warning", (inner) => readWarning(inner));
  return {
    service: readOwn(reader, surroundings.home),
    maxRun: reader.seconds("default_max_run_seconds") ?? defaults.maxRun,
    grace: reader.seconds("default_grace_seconds") ?? GRACE,
    warnings: warnings === undefined ? WARNINGS : inOrder(reader, warnings),
    timeZone: readTimeZone(reader) ?? surroundings.timeZone,
    dayStartsAt: reader.has("day_starts_at") ? readTime(reader, "day_starts_at", 1439) ?? 0 : 0,
    countSuspend: reader.boolean("count_suspend") ?? true,
    onReload: reader.boolean("stop_on_reload") ? "stop" : "keep",
    volume: reader.inside("volume", "a volume", readVolume) ?? defaults.volume,
  };
}

function readOwn(reader: TableReader, home: string): ServiceConfig {
  const path = (key: string) => {
    const text = reader.has(key) ? reader.requiredText(key) : undefined;
    return text === undefined ? undefined : expandHome(text, home);
  };
  const socketPath = path("socket_path");
  const dataDir = path("data_dir");
  const logDir = path("log_dir");
  const childLogDir = path("child_log_dir");
  const sway = reader.inside("sway", "Sway", (inner) => readSway(inner, home));
  return {
    captureChildOutput: reader.boolean("capture_child_output") ?? false,
    childLogLimit: reader.integer("child_log_limit_bytes", 1024, 2 ** 32) ?? LOG_LIMIT,
    roles: reader.inside("roles", "roles", readRoles) ?? NO_ROLES,
    ...(socketPath === undefined ? {} : { socketPath }),
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(logDir === undefined ? {} : { logDir }),
    ...(childLogDir === undefined ? {} : { childLogDir }),
    ...(sway === undefined ? {} : { sway }),
  };
}

function readRoles(reader: TableReader): RoleConfig {
  const defaultRole = reader.word("default_role", ["shell", "observer"]);
  return {
    adminUids: reader.uids("admin_uids") ?? [],
    shellUids: reader.uids("shell_uids") ?? [],
    observerUids: reader.uids("observer_uids") ?? [],
    ...(defaultRole === undefined ? {} : { defaultRole }),
  };
}

function readTimeZone(reader: TableReader): string | undefined {
  const name = reader.has("timezone") ? reader.requiredText("timezone") : undefined;
  if (name === undefined || isTimeZone(name)) return name;
  const hint = 'Write a name of the IANA database, such as "Europe/Berlin"';
  reader.wrong("timezone", `There is no time zone "${name}"`, hint);
  return undefined;
}
