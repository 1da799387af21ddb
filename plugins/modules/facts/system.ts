import { type Dict, dict, float, type Value } from "../../../lib/base/value.ts";
import type { FactMap } from "./fact_map.ts";
import { type FactsOutput, nonEmptyLines } from "./output.ts";

/** @returns `date_time`, in the target's own time zone. */
export function dateTimeFacts(output: FactsOutput): FactMap {
  const words = (output.section("date") ?? "").trim().split(/\s+/);
  const [year, month, day, hour, minute, second, weekday, week, epoch = "0", zone, offset] = words;
  // busybox has no nanoseconds.
  const micro = /^\d{9}$/.test(words[11] ?? "") ? (words[11] ?? "").slice(0, 6) : "000000";
  const utc = new Date(Number(epoch) * 1000).toISOString().slice(0, 19);
  const basic = `${year}${month}${day}T${hour}${minute}${second}`;
  return {
    date_time: dict({
      year,
      month,
      weekday: WEEKDAYS[Number(weekday)],
      weekday_number: weekday,
      weeknumber: week,
      day,
      hour,
      minute,
      second,
      epoch,
      epoch_int: epoch,
      date: `${year}-${month}-${day}`,
      time: `${hour}:${minute}:${second}`,
      iso8601_micro: `${utc}.${micro}Z`,
      iso8601: `${utc}Z`,
      iso8601_basic: `${basic}${micro}`,
      iso8601_basic_short: basic,
      tz: zone,
      tz_dst: summerZone(output) ?? zone,
      tz_offset: offset,
    }),
  };
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Of the zone's names in January and in July, that of the greater offset. */
function summerZone(output: FactsOutput): string | undefined {
  const zones = output.lines("zones").map((line) => line.split(" "));
  const [winter, summer] = zones;
  if (winter?.[1] === undefined || summer?.[1] === undefined) return undefined;
  return Number(winter[1]) > Number(summer[1]) ? winter[0] : summer[0];
}

/** @returns `env`: the environment that tasks on the target run in. */
export function envFacts(output: FactsOutput): FactMap {
  const text = output.section("env") ?? "";
  const entries = text.includes("\0") ? text.split("\0") : text.split("\n");
  const env: Record<string, string> = {};
  for (const entry of entries) {
    const equals = entry.indexOf("=");
    if (equals > 0) env[entry.slice(0, equals)] = entry.slice(equals + 1);
  }
  return { env: dict(env) };
}

/** @returns The user that tasks on the target run as. */
export function userFacts(output: FactsOutput): FactMap {
  const [ids = "", names = ""] = output.lines("id");
  const uid = idOf(ids, "uid");
  const gid = idOf(ids, "gid");
  const passwd = (output.lines("passwd")[0] ?? "").split(":");
  return {
    user_id: names.split("|").find((name) => name !== "") ?? passwd[0],
    user_uid: Number(passwd[2] ?? uid),
    user_gid: Number(passwd[3] ?? gid),
    user_gecos: passwd[4],
    user_dir: passwd[5],
    user_shell: passwd[6],
    real_user_id: uid,
    effective_user_id: idOf(ids, "euid") ?? uid,
    real_group_id: gid,
    effective_group_id: gid,
  };
}

function idOf(text: string, name: string): number | undefined {
  const digits = new RegExp(`\\b${name}=(\\d+)`).exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** @returns `loadavg`. */
export function loadFacts(output: FactsOutput): FactMap {
  const [one, five, fifteen] = (output.file("/proc/loadavg") ?? "").split(" ");
  if (fifteen === undefined) return {};
  return {
    loadavg: dict({
      "1m": float(Number(one)),
      "5m": float(Number(five)),
      "15m": float(Number(fifteen)),
    }),
  };
}

/** @returns The public keys of the SSH server. */
export function sshKeyFacts(output: FactsOutput): FactMap {
  const facts: Record<string, Value> = {};
  for (const folder of ["/etc/ssh", "/etc/openssh", "/etc"]) {
    for (const algorithm of ["dsa", "rsa", "ecdsa", "ed25519"]) {
      const name = `ssh_host_key_${algorithm}_public`;
      if (name in facts) return facts;
      const line = output.file(`${folder}/ssh_host_${algorithm}_key.pub`);
      const [type, key] = (line ?? "").split(/\s+/);
      if (type === undefined || key === undefined) continue;
      facts[name] = key;
      facts[`${name}_keytype`] = type;
    }
  }
  return facts;
}

/** @returns `system_capabilities` and whether they are less than all, as capsh prints them. */
export function capabilityFacts(output: FactsOutput): FactMap {
  if (output.section("capabilities")?.trim() === "" || !output.exists("program capsh")) {
    return { system_capabilities_enforced: "N/A", system_capabilities: "N/A" };
  }
  let enforced = "NA";
  let capabilities: string[] = [];
  for (const line of output.lines("capabilities")) {
    if (!line.startsWith("Current:")) continue;
    const isAll = line.split(":")[1]?.trim() === "=ep";
    enforced = isAll ? "False" : "True";
    if (!isAll) capabilities = (line.split("=")[1] ?? "").split(",").map((word) => word.trim());
  }
  return { system_capabilities_enforced: enforced, system_capabilities: capabilities };
}

/** @returns `cmdline`, where the last of equal names wins, and `proc_cmdline`, which keeps all. */
export function commandLineFacts(output: FactsOutput): FactMap {
  const text = output.file("/proc/cmdline");
  if (text === undefined) return {};
  const last: Dict = new Map();
  const all: Dict = new Map();
  for (const word of text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []) {
    const equals = word.indexOf("=");
    const key = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? true : word.slice(equals + 1);
    last.set(key, value);
    const earlier = all.get(key);
    if (earlier === undefined || equals < 0) all.set(key, value);
    else all.set(key, Array.isArray(earlier) ? [...earlier, value] : [earlier, value]);
  }
  return { cmdline: last, proc_cmdline: all };
}

/** @returns `selinux`. */
export function selinuxFacts(output: FactsOutput): FactMap {
  // Ansible's own question is whether its Python library is there; nothing here needs one.
  const selinux_python_present = true;
  const enforce = output.file("/sys/fs/selinux/enforce");
  if (enforce === undefined) {
    return { selinux_python_present, selinux: dict({ status: "disabled" }) };
  }
  const config = output.file("/etc/selinux/config") ?? "";
  const version = output.file("/sys/fs/selinux/policyvers");
  return {
    selinux_python_present,
    selinux: dict({
      status: "enabled",
      policyvers: version === undefined ? "unknown" : Number(version),
      config_mode: /^SELINUX=\s*(\w+)/m.exec(config)?.[1] ?? "unknown",
      mode: enforce === "1" ? "enforcing" : "permissive",
      type: /^SELINUXTYPE=\s*(\S+)/m.exec(config)?.[1] ?? "unknown",
    }),
  };
}

/** @returns `apparmor`: whether the kernel has it on. */
export function apparmorFacts(output: FactsOutput): FactMap {
  const isOn = output.exists("/sys/kernel/security/apparmor");
  return { apparmor: dict({ status: isOn ? "enabled" : "disabled" }) };
}

/** @returns `fips`: whether the kernel is in FIPS mode. */
export function fipsFacts(output: FactsOutput): FactMap {
  return { fips: output.file("/proc/sys/crypto/fips_enabled") === "1" };
}

/** @returns `is_chroot`: whether `/` is another folder than that of process 1. */
export function chrootFacts(output: FactsOutput): FactMap {
  if (output.exists("debian_chroot")) return { is_chroot: true };
  const [own, first] = nonEmptyLines(output.section("chroot") ?? "");
  // Without the right to look, 2 is the inode of a file system's root in most of them.
  const isChroot = first === undefined ? !/:(2|128|256)$/.test(own ?? ":2") : own !== first;
  return { is_chroot: isChroot };
}
