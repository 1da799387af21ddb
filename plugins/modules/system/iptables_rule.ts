import { type Dict, optionalDict, optionalStr, str, strings } from "../../../lib/plugin/sdk.ts";

/** @returns A rule as iptables is told it, in Ansible's order. */
export function iptablesRule(args: Dict): string[] {
  const text = (name: string) => optionalStr(args, name);
  const match = strings(args, "match");
  const isTee = text("jump")?.toLowerCase() === "tee";
  return [
    ...filled("-w", text("wait")),
    ...given("-p", text("protocol")),
    ...given("-s", text("source")),
    ...given("-d", text("destination")),
    ...match.flatMap((one) => given("-m", one)),
    ...tcpFlags(args),
    ...given("-j", text("jump")),
    ...(isTee ? given("--gateway", text("gateway")) : []),
    ...given("--log-prefix", text("log_prefix")),
    ...given("--log-level", text("log_level")),
    ...given("--to-destination", text("to_destination")),
    ...multiport(strings(args, "destination_ports")),
    ...PLAIN.flatMap(([name, flag]) => given(flag, text(name))),
    ...flagged(str(args, "syn"), "--syn"),
    ...states(strings(args, "ctstate"), match),
    ...ranges(text("src_range"), text("dst_range"), match),
    ...addressSet(text("match_set"), text("match_set_flags"), match),
    ...(text("limit") || text("limit_burst") ? ["-m", "limit"] : []),
    ...given("--limit", text("limit")),
    ...given("--limit-burst", text("limit_burst")),
    ...owner("--uid-owner", text("uid_owner")),
    ...owner("--gid-owner", text("gid_owner")),
    ...(text("jump") === undefined && text("reject_with") ? ["-j", "REJECT"] : []),
    ...given("--reject-with", text("reject_with")),
    ...given(
      str(args, "ip_version") === "ipv4" ? "--icmp-type" : "--icmpv6-type",
      text("icmp_type"),
    ),
    ...(text("comment") ? ["-m", "comment"] : []),
    ...given("--comment", text("comment")),
  ];
}

const PLAIN: readonly (readonly [string, string])[] = [
  ["to_source", "--to-source"],
  ["goto", "-g"],
  ["in_interface", "-i"],
  ["out_interface", "-o"],
  ["fragment", "-f"],
  ["set_counters", "-c"],
  ["source_port", "--source-port"],
  ["destination_port", "--destination-port"],
  ["to_ports", "--to-ports"],
  ["set_dscp_mark", "--set-dscp"],
  ["set_dscp_mark_class", "--set-dscp-class"],
];

/** A value with an exclamation mark is turned round. */
function given(flag: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  return value.startsWith("!") ? ["!", flag, value.slice(1)] : [flag, value];
}

function filled(flag: string, value: string | undefined): string[] {
  return value ? [flag, value] : [];
}

function flagged(how: string, flag: string): string[] {
  if (how === "match") return [flag];
  return how === "negate" ? ["!", flag] : [];
}

function tcpFlags(args: Dict): string[] {
  const flags = optionalDict(args, "tcp_flags");
  const [all, set] = flags === undefined
    ? [[], []]
    : [strings(flags, "flags"), strings(flags, "flags_set")];
  return all.length + set.length === 0 ? [] : ["--tcp-flags", all.join(","), set.join(",")];
}

function multiport(ports: readonly string[]): string[] {
  return ports.length === 0 ? [] : ["-m", "multiport", "--dports", ports.join(",")];
}

function states(states: readonly string[], match: readonly string[]): string[] {
  if (states.length === 0) return [];
  const text = states.join(",");
  if (match.includes("conntrack")) return ["--ctstate", text];
  if (match.includes("state")) return ["--state", text];
  return ["-m", "conntrack", "--ctstate", text];
}

function ranges(
  source: string | undefined,
  destination: string | undefined,
  match: readonly string[],
): string[] {
  const isNeeded = !match.includes("iprange") && Boolean(source || destination);
  return [
    ...(isNeeded ? ["-m", "iprange"] : []),
    ...given("--src-range", source),
    ...given("--dst-range", destination),
  ];
}

function addressSet(
  name: string | undefined,
  flags: string | undefined,
  match: readonly string[],
): string[] {
  if (!match.includes("set") && !name) return [];
  return [
    ...(match.includes("set") ? [] : ["-m", "set"]),
    ...given("--match-set", name),
    ...(flags === undefined ? [] : [flags]),
  ];
}

/** One extension for each, as Ansible has it. */
function owner(flag: string, value: string | undefined): string[] {
  return value ? ["-m", "owner", ...given(flag, value)] : given(flag, value);
}
