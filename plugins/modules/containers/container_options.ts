import { isDict, isList } from "../../../lib/base/value.ts";
import { type Dict, ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";
import { splitWords } from "../shared/split_words.ts";
import { dictsOf, textsOf, valueAt } from "./docker_program.ts";
import { CONTAINER_MOUNTS } from "./container_mounts.ts";
import { CONTAINER_RATES } from "./container_rates.ts";
import { bytesOf, nanosecondsOf, portBindings } from "./docker_units.ts";

/** How a wanted value is held against the one that is there. */
export type Comparison = "strict" | "ignore" | "allow_more_present";

/** An argument of docker_container that a container cannot change after it was made. */
export interface ContainerOption {
  readonly argument: string;
  readonly kind: "value" | "list" | "set" | "dict";
  /** @returns The words for `docker create`. */
  readonly words: (value: Value, args: Dict) => readonly string[];
  /** @returns What is wanted, in the form of `current`. */
  readonly wanted: (value: Value, args: Dict) => Value;
  /** @returns What a container has. */
  readonly current: (container: Dict, image: Dict | undefined) => Value;
}

/** All of them; the others are steps of their own. */
export const CONTAINER_OPTIONS: readonly ContainerOption[] = [
  text("blkio_weight", "--blkio-weight", "HostConfig.BlkioWeight"),
  text("cgroup_parent", "--cgroup-parent", "HostConfig.CgroupParent"),
  text("cgroupns_mode", "--cgroupns", "HostConfig.CgroupnsMode"),
  text("cpu_period", "--cpu-period", "HostConfig.CpuPeriod"),
  text("cpu_quota", "--cpu-quota", "HostConfig.CpuQuota"),
  text("cpu_shares", "--cpu-shares", "HostConfig.CpuShares"),
  text("cpuset_cpus", "--cpuset-cpus", "HostConfig.CpusetCpus"),
  text("cpuset_mems", "--cpuset-mems", "HostConfig.CpusetMems"),
  text("domainname", "--domainname", "Config.Domainname"),
  text("hostname", "--hostname", "Config.Hostname"),
  text("ipc_mode", "--ipc", "HostConfig.IpcMode"),
  text("mac_address", "--mac-address", "Config.MacAddress"),
  text("log_driver", "--log-driver", "HostConfig.LogConfig.Type"),
  text("memory_swappiness", "--memory-swappiness", "HostConfig.MemorySwappiness"),
  text("network_mode", "--network", "HostConfig.NetworkMode"),
  text("oom_score_adj", "--oom-score-adj", "HostConfig.OomScoreAdj"),
  text("pid_mode", "--pid", "HostConfig.PidMode"),
  text("pids_limit", "--pids-limit", "HostConfig.PidsLimit"),
  {
    ...text("restart_policy", "--restart", "HostConfig.RestartPolicy.Name"),
    words: (value, args) => {
      const retries = args.get("restart_retries");
      const isCounted = value === "on-failure" && typeof retries === "number";
      return [`--restart=${value}${isCounted ? `:${retries}` : ""}`];
    },
  },
  text("runtime", "--runtime", "HostConfig.Runtime"),
  text("stop_signal", "--stop-signal", "Config.StopSignal"),
  text("stop_timeout", "--stop-timeout", "Config.StopTimeout"),
  text("user", "--user", "Config.User"),
  text("userns_mode", "--userns", "HostConfig.UsernsMode"),
  text("uts", "--uts", "HostConfig.UTSMode"),
  text("volume_driver", "--volume-driver", "HostConfig.VolumeDriver"),
  text("working_dir", "--workdir", "Config.WorkingDir"),
  size("memory", "--memory", "HostConfig.Memory"),
  size("memory_reservation", "--memory-reservation", "HostConfig.MemoryReservation"),
  size("memory_swap", "--memory-swap", "HostConfig.MemorySwap"),
  size("shm_size", "--shm-size", "HostConfig.ShmSize"),
  flag("auto_remove", "--rm", "HostConfig.AutoRemove"),
  flag("init", "--init", "HostConfig.Init"),
  flag("interactive", "--interactive", "Config.OpenStdin"),
  flag("privileged", "--privileged", "HostConfig.Privileged"),
  flag("publish_all_ports", "--publish-all", "HostConfig.PublishAllPorts"),
  flag("read_only", "--read-only", "HostConfig.ReadonlyRootfs"),
  flag("tty", "--tty", "Config.Tty"),
  capabilities("cap_drop", "--cap-drop", "HostConfig.CapDrop"),
  capabilities("capabilities", "--cap-add", "HostConfig.CapAdd"),
  set("dns_opts", "--dns-option", "HostConfig.DnsOptions"),
  { ...set("dns_search_domains", "--dns-search", "HostConfig.DnsSearch"), kind: "list" },
  { ...set("dns_servers", "--dns", "HostConfig.Dns"), kind: "list" },
  set("groups", "--group-add", "HostConfig.GroupAdd"),
  set("security_opts", "--security-opt", "HostConfig.SecurityOpt"),
  ...CONTAINER_RATES,
  CONTAINER_MOUNTS,
  {
    ...set("links", "--link", "HostConfig.Links"),
    wanted: (value) => textsOf(value).map((item) => item.includes(":") ? item : `${item}:${item}`),
    // Such as `/db:/web/database`.
    current: (row) =>
      textsOf(valueAt(row, "HostConfig.Links"))
        .map((item) => item.replace(/^\//, "").replace(/:.*\//, ":")),
  },
  set("volumes_from", "--volumes-from", "HostConfig.VolumesFrom"),
  {
    ...set("volumes", "--volume", "HostConfig.Binds"),
    wanted: (value) => textsOf(value).filter((item) => item.includes(":")).map(volumeText),
    current: (row) => textsOf(valueAt(row, "HostConfig.Binds")).map(volumeText),
  },
  pairs("etc_hosts", "--add-host", {
    joint: ":",
    current: (row) => dictOf(textsOf(valueAt(row, "HostConfig.ExtraHosts")), ":"),
  }),
  pairs("labels", "--label", { joint: "=", current: (row) => valueAt(row, "Config.Labels") }),
  pairs("log_options", "--log-opt", {
    joint: "=",
    current: (row) => valueAt(row, "HostConfig.LogConfig.Config"),
  }),
  pairs("storage_opts", "--storage-opt", {
    joint: "=",
    current: (row) => valueAt(row, "HostConfig.StorageOpt"),
  }),
  pairs("sysctls", "--sysctl", {
    joint: "=",
    current: (row) => valueAt(row, "HostConfig.Sysctls"),
  }),
  pairs("env", "--env", {
    joint: "=",
    current: (row) => dictOf(textsOf(valueAt(row, "Config.Env")), "="),
  }),
  {
    argument: "tmpfs",
    kind: "dict",
    words: (value) => textsOf(value).flatMap((item) => ["--tmpfs", item]),
    wanted: (value) => dictOf(textsOf(value), ":"),
    current: (row) => valueAt(row, "HostConfig.Tmpfs"),
  },
  {
    argument: "cpus",
    kind: "value",
    words: (value) => ["--cpus", String(value)],
    wanted: (value) => Math.round(Number(value) * 1e9),
    current: (row) => valueAt(row, "HostConfig.NanoCpus"),
  },
  {
    argument: "restart_retries",
    kind: "value",
    words: () => [],
    wanted: (value) => value,
    current: (row) => valueAt(row, "HostConfig.RestartPolicy.MaximumRetryCount"),
  },
  {
    argument: "oom_killer",
    kind: "value",
    words: (value) => value === true ? ["--oom-kill-disable"] : [],
    wanted: (value) => value === true,
    current: (row) => valueAt(row, "HostConfig.OomKillDisable") === true,
  },
  {
    argument: "devices",
    kind: "set",
    words: (value) => textsOf(value).flatMap((item) => ["--device", item]),
    wanted: (value) => textsOf(value).map(deviceText),
    current: (row) =>
      dictsOf(valueAt(row, "HostConfig.Devices")).map((item) =>
        ["PathOnHost", "PathInContainer", "CgroupPermissions"].map((key) => item.get(key)).join(":")
      ),
  },
  {
    argument: "ulimits",
    kind: "set",
    words: (value) => textsOf(value).flatMap((item) => ["--ulimit", item.replace(":", "=")]),
    wanted: (value) =>
      textsOf(value).map((item) => /^\w+:\d+$/.test(item) ? `${item}:${item.split(":")[1]}` : item),
    current: (row) =>
      dictsOf(valueAt(row, "HostConfig.Ulimits")).map((item) => {
        const name = String(item.get("Name")).toLowerCase().replace(/^rlimit_/, "");
        return `${name}:${item.get("Soft")}:${item.get("Hard")}`;
      }),
  },
  {
    argument: "exposed_ports",
    kind: "set",
    words: (value) => textsOf(value).flatMap((item) => ["--expose", item]),
    wanted: (value) => textsOf(value).map((item) => item.includes("/") ? item : `${item}/tcp`),
    current: (row) => keysOf(valueAt(row, "Config.ExposedPorts")),
  },
  {
    argument: "published_ports",
    kind: "set",
    words: (value, args) =>
      portBindings(textsOf(value), args.get("default_host_ip")).flatMap((
        { word },
      ) => ["--publish", word]),
    wanted: (value, args) =>
      portBindings(textsOf(value), args.get("default_host_ip")).map(({ binding }) => binding),
    current: (row) => currentPorts(valueAt(row, "HostConfig.PortBindings")),
  },
  {
    argument: "healthcheck",
    kind: "dict",
    words: healthWords,
    wanted: healthOf,
    current: (row) => valueAt(row, "Config.Healthcheck"),
  },
  {
    argument: "entrypoint",
    kind: "list",
    // docker takes one word: the others go before the command.
    words: (value) => ["--entrypoint", textsOf(value)[0] ?? ""],
    wanted: (value) => textsOf(value),
    current: (row) => listOf(valueAt(row, "Config.Entrypoint")),
  },
  {
    argument: "command",
    kind: "list",
    words: () => [],
    wanted: (value) => commandWords(value),
    current: (row) => listOf(valueAt(row, "Config.Cmd")),
  },
];

/** @returns The words of a command, which may be one text. */
export function commandWords(value: Value | undefined): string[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value.map(String) : splitWords(String(value));
}

function text(
  argument: string,
  option: string,
  path: string,
): ContainerOption {
  return {
    argument,
    kind: "value",
    words: (value) => [`${option}=${value}`],
    wanted: (value) => value,
    current: (row) => valueAt(row, path),
  };
}

function size(argument: string, option: string, path: string): ContainerOption {
  return {
    argument,
    kind: "value",
    words: (value) => [`${option}=${bytesOf(value)}`],
    wanted: (value) => bytesOf(value),
    current: (row) => valueAt(row, path),
  };
}

function flag(argument: string, option: string, path: string): ContainerOption {
  return {
    argument,
    kind: "value",
    words: (value) => [`${option}=${value === true}`],
    wanted: (value) => value === true,
    current: (row) => valueAt(row, path) === true,
  };
}

function set(argument: string, option: string, path: string): ContainerOption {
  return {
    argument,
    kind: "set",
    words: (value) => textsOf(value).map((item) => `${option}=${item}`),
    wanted: (value) => textsOf(value),
    current: (row) => textsOf(valueAt(row, path)),
  };
}

/** Names of capabilities may begin with CAP_. */
function capabilities(argument: string, option: string, path: string): ContainerOption {
  const normal = (item: string) => item.toUpperCase().replace(/^CAP_/, "");
  return {
    ...set(argument, option, path),
    wanted: (value) => textsOf(value).map(normal),
    current: (row) => textsOf(valueAt(row, path)).map(normal),
  };
}

function pairs(
  argument: string,
  option: string,
  { joint, current }: { readonly joint: string; readonly current: (row: Dict) => Value },
): ContainerOption {
  return {
    argument,
    kind: "dict",
    words: (value) =>
      [...entriesOf(argument, value)].map(([key, item]) => `${option}=${key}${joint}${item}`),
    wanted: (value) => new Map(entriesOf(argument, value)),
    current,
  };
}

function entriesOf(argument: string, value: Value): readonly (readonly [string, string])[] {
  if (!isDict(value)) throw new ModuleFailure(`${argument} must be a mapping`);
  return [...value].map(([key, item]) => {
    if (typeof item !== "string" && argument === "env") {
      throw new ModuleFailure(
        "Non-string value found for env option. Ambiguous env options must be wrapped in quotes to " +
          `avoid them being interpreted. Key: ${key}`,
      );
    }
    return [String(key), String(item)];
  });
}

/** The modes that a volume has anyway are left out. */
function volumeText(text: string): string {
  const [host = "", inside = "", mode = ""] = text.split(":");
  const usual = ["", "rw", "rprivate", "rbind", "nosuid", "nodev"];
  const modes = mode.split(",").filter((one) => !usual.includes(one)).sort();
  return [host, inside, ...modes].join(":");
}

function deviceText(text: string): string {
  const [host = "", inside = host, permissions = "rwm"] = text.split(":");
  return [host, inside, permissions].join(":");
}

function currentPorts(value: Value): string[] {
  if (!isDict(value)) return [];
  return [...value].flatMap(([port, bindings]) =>
    dictsOf(bindings).map((item) => {
      const ip = String(item.get("HostIp") ?? "") || "0.0.0.0";
      return `${ip}:${item.get("HostPort") ?? ""}:${port}`;
    })
  );
}

/** The options of a check of health, and docker's names for them. */
const HEALTH = [
  ["interval", "Interval", "--health-interval"],
  ["timeout", "Timeout", "--health-timeout"],
  ["start_period", "StartPeriod", "--health-start-period"],
  ["retries", "Retries", "--health-retries"],
] as const;

function healthWords(value: Value): readonly string[] {
  if (!isDict(value)) return [];
  const test = value.get("test");
  if (isNone(test)) return ["--no-healthcheck"];
  const [kind, ...words] = isList(test) ? test.map(String) : ["CMD-SHELL", String(test ?? "")];
  if (kind !== "CMD-SHELL") {
    throw new ModuleFailure(
      "healthcheck.test must be a text, or a list that begins with CMD-SHELL or NONE: docker's " +
        "program has no words for others",
    );
  }
  return [
    ...(test === undefined || test === null ? [] : ["--health-cmd", words.join(" ")]),
    ...HEALTH.flatMap(([name, , option]) => {
      const item = value.get(name);
      return item === undefined || item === null ? [] : [`${option}=${item}`];
    }),
  ];
}

function isNone(test: Value | undefined): boolean {
  return isList(test) && test.length === 1 && test[0] === "NONE";
}

function healthOf(value: Value): Value {
  const result: Dict = new Map();
  if (!isDict(value)) return result;
  const test = value.get("test");
  if (test !== undefined && test !== null) {
    result.set("Test", isList(test) ? test.map(String) : ["CMD-SHELL", String(test)]);
  }
  for (const [name, key] of HEALTH) {
    const item = value.get(name);
    if (item === undefined || item === null) continue;
    result.set(key, name === "retries" ? item : nanosecondsOf(String(item)));
  }
  return result;
}

function listOf(value: Value): string[] {
  return typeof value === "string" ? [value] : textsOf(value);
}

function keysOf(value: Value): string[] {
  return isDict(value) ? [...value.keys()].map(String) : [];
}

function dictOf(lines: readonly string[], joint: string): Dict {
  return new Map(lines.map((line): [Value, Value] => {
    const at = line.indexOf(joint);
    return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
  }));
}
