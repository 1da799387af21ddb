import { isDict } from "../../../lib/base/value.ts";
import {
  bool,
  type Dict,
  list,
  type ModuleCall,
  type ModuleResult,
  optionalDict,
  optionalStr,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import { dictsOf, DockerProgram, valueAt } from "./docker_program.ts";

/** Manages a network of containers. Behaves as community.docker.docker_network with docker's program. */
export async function dockerNetwork(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const docker = new DockerProgram(target, args);
  const name = str(args, "name");
  const [network] = await docker.inspect(["network", name]);
  const isAbsent = str(args, "state") === "absent";
  const different = network === undefined || isAbsent ? [] : differencesOf(args, network);
  const isMade = !isAbsent &&
    (network === undefined || different.length > 0 || bool(args, "force"));
  const there = connectedTo(network);
  const wanted = isAbsent ? [] : strings(args, "connected");
  const kept = bool(args, "appends") ? [...new Set([...there, ...wanted])] : wanted;
  const steps: (readonly string[])[] = [];
  if (network !== undefined && (isAbsent || isMade)) {
    steps.push(...there.map((one) => ["network", "disconnect", "--force", name, one]));
    steps.push(["network", "rm", name]);
  }
  if (isMade) steps.push(["network", "create", ...createWords(args), "--", name]);
  const now = isMade ? [] : there;
  if (!isAbsent) {
    const missing = kept.filter((one) => !now.includes(one));
    steps.push(...missing.map((one) => ["network", "connect", name, one]));
    const extra = bool(args, "appends") ? [] : now.filter((one) => !kept.includes(one));
    steps.push(...extra.map((one) => ["network", "disconnect", name, one]));
  }
  if (!checkMode) { for (const words of steps) await docker.run(words); }
  const [after] = checkMode || steps.length === 0
    ? [network]
    : await docker.inspect(["network", name]);
  const before = { exists: network !== undefined };
  return {
    changed: steps.length > 0,
    result: isAbsent || after === undefined ? {} : { network: after },
    ...(call.diff ? { diff: [dictDiff(before, { exists: !isAbsent })] } : {}),
  };
}

function connectedTo(network: Dict | undefined): readonly string[] {
  const containers = valueAt(network, "Containers");
  if (!isDict(containers)) return [];
  return [...containers.values()].filter(isDict).map((one) => String(one.get("Name")));
}

/** @returns The names of options that a network does not have as they are wanted. */
function differencesOf(args: Dict, network: Dict): readonly string[] {
  const found: string[] = [];
  const compare = (name: string, wanted: Value | undefined, current: Value) => {
    if (wanted !== undefined && wanted !== null && wanted !== current) found.push(name);
  };
  const contain = (name: string, path: string) => {
    const current = valueAt(network, path);
    for (const [key, value] of optionalDict(args, name) ?? []) {
      const there = isDict(current) ? current.get(key) : undefined;
      if (String(there) !== String(value)) found.push(name);
    }
  };
  compare("driver", args.get("driver"), valueAt(network, "Driver"));
  compare("ipam_driver", args.get("ipam_driver"), valueAt(network, "IPAM.Driver"));
  for (const [name, key] of FLAGS) compare(name, args.get(name), valueAt(network, key) === true);
  contain("driver_options", "Options");
  contain("ipam_driver_options", "IPAM.Options");
  contain("labels", "Labels");
  compare("scope", args.get("scope"), valueAt(network, "Scope"));
  const pools = valueAt(network, "IPAM.Config");
  for (const wanted of list(args, "ipam_config").filter(isDict)) {
    if (!dictsOf(pools).some((pool) => hasAll(pool, wanted))) found.push("ipam_config");
  }
  return found;
}

const FLAGS = [
  ["attachable", "Attachable"],
  ["enable_ipv6", "EnableIPv6"],
  ["internal", "Internal"],
] as const;

/** The parts of a pool of addresses: the argument, docker's key, and the option. */
const POOL = [
  ["subnet", "Subnet", "--subnet"],
  ["iprange", "IPRange", "--ip-range"],
  ["gateway", "Gateway", "--gateway"],
] as const;

function hasAll(pool: Dict, wanted: Dict): boolean {
  return POOL.every(([name, key]) => {
    const value = optionalStr(wanted, name);
    return value === undefined || value === pool.get(key);
  });
}

function createWords(args: Dict): readonly string[] {
  const pairs = (name: string, option: string) =>
    [...optionalDict(args, name) ?? []].map(([key, value]) => `${option}=${key}=${value}`);
  const ipam = optionalStr(args, "ipam_driver");
  const scope = optionalStr(args, "scope");
  return [
    `--driver=${str(args, "driver")}`,
    ...pairs("driver_options", "--opt"),
    ...pairs("labels", "--label"),
    ...(ipam === undefined ? [] : [`--ipam-driver=${ipam}`]),
    ...pairs("ipam_driver_options", "--ipam-opt"),
    ...(scope === undefined ? [] : [`--scope=${scope}`]),
    ...(args.get("attachable") === true ? ["--attachable"] : []),
    ...(args.get("enable_ipv6") === true ? ["--ipv6"] : []),
    ...(args.get("internal") === true ? ["--internal"] : []),
    ...list(args, "ipam_config").filter(isDict).flatMap((pool) => [
      ...POOL.flatMap(([name, , option]) => {
        const value = optionalStr(pool, name);
        return value === undefined ? [] : [`${option}=${value}`];
      }),
      ...[...optionalDict(pool, "aux_addresses") ?? []]
        .map(([key, value]) => `--aux-address=${key}=${value}`),
    ]),
  ];
}
