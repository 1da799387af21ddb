import { cpuFacts } from "./cpu.ts";
import { deviceFacts } from "./devices.ts";
import { distributionFacts } from "./distribution.ts";
import { dmiFacts } from "./dmi.ts";
import type { FactMap } from "./fact_map.ts";
import { localFacts, programFacts } from "./local.ts";
import { lsbFacts } from "./lsb.ts";
import { memoryFacts, uptimeFacts } from "./memory.ts";
import { lvmFacts, mountFacts } from "./mounts.ts";
import { dnsFacts, networkFacts, storageFacts } from "./network.ts";
import { type FactsOutput, parseOutput } from "./output.ts";
import { packagingFacts } from "./packaging.ts";
import { platformFacts, pythonFacts } from "./platform.ts";
import { serviceFacts } from "./services.ts";
import type { Collector } from "./subsets.ts";
import {
  apparmorFacts,
  capabilityFacts,
  chrootFacts,
  commandLineFacts,
  dateTimeFacts,
  envFacts,
  fipsFacts,
  loadFacts,
  selinuxFacts,
  sshKeyFacts,
  userFacts,
} from "./system.ts";
import { virtualFacts } from "./virtual.ts";

/** Groups of the facts probe that cost extra, named as collectors. */
const GROUPS = ["hardware", "network", "virtual", "facter", "ohai"] as const;

/** @returns The first argument of the facts probe: which groups `collectors` need. */
export function probeGroups(collectors: ReadonlySet<Collector>): string {
  const needed = new Set<string>(GROUPS.filter((group) => collectors.has(group)));
  if (STORAGE.some((name) => collectors.has(name))) needed.add("network");
  return [...needed].join(" ");
}

/**
 * @param probeOutput What the facts probe printed.
 * @returns The facts of `collectors`, names without `ansible_`.
 */
export function gather(
  probeOutput: string,
  { collectors, warn }: {
    readonly collectors: ReadonlySet<Collector>;
    readonly warn: (message: string) => void;
  },
): FactMap {
  const output = parseOutput(probeOutput);
  let facts: FactMap = {};
  for (const [name, read] of Object.entries(READERS)) {
    if (has(collectors, name)) facts = { ...facts, ...read(output, facts) };
  }
  if (collectors.has("local")) facts = { ...facts, ...localFacts(output, warn) };
  return facts;
}

const STORAGE: readonly Collector[] = ["fibre_channel_wwn", "iscsi", "nvme"];

/** By collector; each sees the facts that those before it found. */
const READERS = {
  platform: platformFacts,
  distribution: distributionFacts,
  lsb: lsbFacts,
  selinux: selinuxFacts,
  apparmor: apparmorFacts,
  chroot: chrootFacts,
  fips: fipsFacts,
  python: pythonFacts,
  caps: capabilityFacts,
  pkg_mgr: packagingFacts,
  service_mgr: serviceFacts,
  cmdline: commandLineFacts,
  date_time: dateTimeFacts,
  env: envFacts,
  loadavg: loadFacts,
  ssh_pub_keys: sshKeyFacts,
  user: userFacts,
  virtual: virtualFacts,
  hardware: hardwareFacts,
  dns: dnsFacts,
  fibre_channel_wwn: (output) => storageFacts(output)["fibre_channel_wwn"] ?? {},
  network: networkFacts,
  iscsi: (output) => storageFacts(output)["iscsi"] ?? {},
  nvme: (output) => storageFacts(output)["nvme"] ?? {},
  facter: (output) => programFacts(output, "facter"),
  ohai: (output) => programFacts(output, "ohai"),
} satisfies Readonly<
  Record<Exclude<Collector, "local">, (output: FactsOutput, facts: FactMap) => FactMap>
>;

function hardwareFacts(output: FactsOutput, facts: FactMap): FactMap {
  return {
    ...cpuFacts(output, facts),
    ...memoryFacts(output),
    ...dmiFacts(output),
    ...deviceFacts(output),
    ...uptimeFacts(output),
    ...lvmFacts(output),
    ...mountFacts(output),
  };
}

function has(collectors: ReadonlySet<string>, name: string): boolean {
  return collectors.has(name);
}
