import { deepEqual, ok, throws } from "node:assert/strict";
import { selectCollectors } from "./subsets.ts";

Deno.test("selectCollectors() always has the minimal ones unless !min is given", () => {
  const minimal = [...selectCollectors(["!all"])];
  ok(minimal.includes("platform") && minimal.includes("local"));
  ok(!minimal.includes("hardware") && !minimal.includes("loadavg"));
  deepEqual([...selectCollectors(["!all", "!min"])], []);
});

Deno.test("selectCollectors() adds what others depend on", () => {
  deepEqual([...selectCollectors(["!all", "!min", "network"])].sort(), [
    "distribution",
    "network",
    "platform",
  ]);
});

Deno.test("selectCollectors() takes the name of a single fact", () => {
  deepEqual([...selectCollectors(["!all", "!min", "mounts"])].sort(), ["hardware", "platform"]);
});

Deno.test("selectCollectors() leaves out what is excluded unless it is named, too", () => {
  ok(!selectCollectors(["all", "!hardware"]).has("hardware"));
  ok(selectCollectors(["hardware", "!hardware"]).has("hardware"));
  ok(!selectCollectors(["!no_such_subset", "!env"]).has("env"));
});

Deno.test("selectCollectors() refuses an unknown subset with all that are known", () => {
  throws(() => selectCollectors(["bogus"]), {
    name: "FactError",
    message:
      "Bad subset 'bogus' given to Ansible. gather_subset options allowed: all, all_ipv4_addresses, all_ipv6_addresses, apparmor, architecture, caps, chroot, cmdline, date_time, default_ipv4, default_ipv6, devices, distribution, distribution_major_version, distribution_release, distribution_version, dns, effective_group_ids, effective_user_id, env, facter, fibre_channel_wwn, fips, hardware, interfaces, is_chroot, iscsi, kernel, kernel_version, loadavg, local, lsb, machine, machine_id, mounts, network, nvme, ohai, os_family, pkg_mgr, platform, processor, processor_cores, processor_count, python, python_version, real_user_id, selinux, service_mgr, ssh_host_key_dsa_public, ssh_host_key_ecdsa_public, ssh_host_key_ed25519_public, ssh_host_key_rsa_public, ssh_host_pub_keys, ssh_pub_keys, system, system_capabilities, system_capabilities_enforced, user, user_dir, user_gecos, user_gid, user_id, user_shell, user_uid, virtual, virtualization_role, virtualization_tech_guest, virtualization_tech_host, virtualization_type",
  });
});
