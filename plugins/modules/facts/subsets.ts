import { FactError } from "./error.ts";

/** A family of facts that is gathered or not as one. */
export type Collector = keyof typeof COLLECTORS;

/**
 * @param gatherSubset What the task asks for, such as `["!all", "network"]`.
 * @returns The collectors to run: the minimal ones, then what is added, then less what is excluded
 *   unless it was named itself, then what those depend on.
 * @throws {FactError} If a subset is unknown.
 */
export function selectCollectors(gatherSubset: readonly string[]): Set<Collector> {
  const added = new Set<string>();
  const excluded = new Set<string>();
  const named = new Set<string>();
  for (const subset of ["min", ...gatherSubset]) {
    if (subset === "min") addAll(added, MINIMAL);
    else if (subset === "all") addAll(added, VALID);
    else if (subset === "!min") addAll(excluded, MINIMAL);
    else if (subset === "!all") addAll(excluded, [...VALID].filter((id) => !MINIMAL.has(id)));
    else if (subset.startsWith("!")) addAll(excluded, idsOf(subset.slice(1)));
    else if (!VALID.has(subset)) throw badSubset(subset);
    else {
      named.add(subset);
      added.add(subset);
    }
  }
  for (const id of excluded) if (!named.has(id)) added.delete(id);
  return withDependencies(
    COLLECTOR_NAMES.filter((name) => idsOf(name).some((id) => added.has(id))),
  );
}

/** Each collector with the further names that select it, as in Ansible 2.14 on Linux. */
const COLLECTORS = {
  platform: "architecture kernel kernel_version machine machine_id python_version system",
  distribution: "distribution_major_version distribution_release distribution_version os_family",
  lsb: "",
  selinux: "",
  apparmor: "",
  chroot: "is_chroot",
  fips: "",
  python: "",
  caps: "system_capabilities system_capabilities_enforced",
  pkg_mgr: "",
  service_mgr: "",
  cmdline: "",
  date_time: "",
  env: "",
  loadavg: "",
  ssh_pub_keys: "ssh_host_key_dsa_public ssh_host_key_ecdsa_public ssh_host_key_ed25519_public " +
    "ssh_host_key_rsa_public ssh_host_pub_keys",
  user: "effective_group_ids effective_user_id real_user_id user_dir user_gecos user_gid user_id " +
    "user_shell user_uid",
  virtual: "virtualization_role virtualization_tech_guest virtualization_tech_host " +
    "virtualization_type",
  hardware: "devices mounts processor processor_cores processor_count",
  dns: "",
  fibre_channel_wwn: "",
  network: "all_ipv4_addresses all_ipv6_addresses default_ipv4 default_ipv6 interfaces",
  iscsi: "",
  nvme: "",
  local: "",
  facter: "",
  ohai: "",
} as const;

const COLLECTOR_NAMES = Object.keys(COLLECTORS).filter(isCollector);

const MINIMAL: ReadonlySet<string> = new Set(
  ("apparmor caps cmdline date_time distribution dns env fips local lsb pkg_mgr platform python " +
    "selinux service_mgr ssh_pub_keys user").split(" "),
);

const VALID: ReadonlySet<string> = new Set(COLLECTOR_NAMES.flatMap(idsOf));

const DEPENDENCIES: Readonly<Partial<Record<Collector, readonly Collector[]>>> = {
  hardware: ["platform"],
  network: ["distribution", "platform"],
  pkg_mgr: ["distribution"],
  service_mgr: ["platform", "distribution"],
};

function isCollector(name: string): name is Collector {
  return Object.hasOwn(COLLECTORS, name);
}

function idsOf(name: string): string[] {
  if (!isCollector(name)) return [name];
  return [name, ...COLLECTORS[name].split(" ").filter((id) => id !== "")];
}

function addAll(target: Set<string>, ids: Iterable<string>): void {
  for (const id of ids) target.add(id);
}

function withDependencies(names: readonly Collector[]): Set<Collector> {
  const all = new Set<Collector>(names);
  for (const name of names) for (const needed of DEPENDENCIES[name] ?? []) all.add(needed);
  return all;
}

function badSubset(subset: string): FactError {
  const allowed = ["all", ...[...VALID].sort()].join(", ");
  return new FactError(
    `Bad subset '${subset}' given to Ansible. gather_subset options allowed: ${allowed}`,
  );
}
