import { matchingFirmware } from "./firmware.ts";
import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/**
 * @returns `virtualization_type` and `virtualization_role` by the first evidence, and all
 *   techniques that were seen, as guest and as host.
 */
export function virtualFacts(output: FactsOutput): FactMap {
  const seen = new Evidence();
  containers(output, seen);
  xen(output, seen);
  for (const type of matchingFirmware(output)) seen.add({ type, role: "guest" });
  processors(output, seen);
  kernelModules(output, seen);
  if (output.lines("dmidecode").some((line) => line.trim().startsWith("VMware"))) {
    seen.add({ type: "VMware", role: "guest" });
  }
  if (output.section("dmidecode")?.includes("BHYVE")) seen.add({ type: "bhyve", role: "guest" });
  if (output.exists("/dev/kvm")) seen.add({ type: "kvm", role: "host" });
  return {
    virtualization_type: seen.type ?? "NA",
    virtualization_role: seen.role ?? "NA",
    virtualization_tech_guest: [...seen.guest].sort(),
    virtualization_tech_host: [...seen.host].sort(),
  };
}

/** What has been seen so far; the first finding decides type and role. */
class Evidence {
  readonly guest = new Set<string>();
  readonly host = new Set<string>();
  type: string | undefined;
  role: string | undefined;

  add({ type, role }: { readonly type: string; readonly role: "guest" | "host" }): void {
    (role === "guest" ? this.guest : this.host).add(type);
    this.decide(type, role);
  }

  decide(type: string, role: string): void {
    if (this.role !== undefined) return;
    this.type = type;
    this.role = role;
  }
}

function containers(output: FactsOutput, seen: Evidence): void {
  for (const line of (output.file("/proc/1/cgroup") ?? "").split("\n")) {
    if (/\/docker(\/|-[0-9a-f]+\.scope)/.test(line)) seen.add({ type: "docker", role: "guest" });
    if (/\/lxc\/|\/machine.slice\/machine-lxc/.test(line)) seen.add({ type: "lxc", role: "guest" });
    if (line.includes("/system.slice/containerd.service")) {
      seen.add({ type: "containerd", role: "guest" });
    }
  }
  for (const line of output.lines("environ")) {
    if (line.includes("container=lxc")) seen.add({ type: "lxc", role: "guest" });
    if (line.includes("container=podman")) seen.add({ type: "podman", role: "guest" });
    if (/^container=./.test(line)) seen.add({ type: "container", role: "guest" });
  }
  if (output.exists("/proc/vz") && !output.exists("/proc/lve")) {
    seen.add({ type: "openvz", role: output.exists("/proc/bc") ? "host" : "guest" });
  }
  const systemd = output.file("/run/systemd/container");
  if (systemd !== undefined) seen.add({ type: systemd, role: "guest" });
  if (output.exists("/.dockerenv") || output.exists("/.dockerinit")) {
    seen.add({ type: "docker", role: "guest" });
  }
  const kinds = ["docker", "lxc", "podman", "openvz", "containerd"];
  if (systemd !== undefined || kinds.some((kind) => seen.guest.has(kind))) {
    seen.guest.add("container");
  }
}

function xen(output: FactsOutput, seen: Evidence): void {
  if (!output.exists("/proc/xen")) return;
  const isHost = output.file("/proc/xen/capabilities")?.includes("control_d");
  // A guest is not told apart from its host's techniques here.
  if (isHost) seen.add({ type: "xen", role: "host" });
  else seen.decide("xen", "guest");
}

const PROCESSOR_SIGNS: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^model name.*QEMU Virtual CPU/, "kvm"],
  [/^vendor_id.*User Mode Linux/, "uml"],
  [/^model name.*UML/, "uml"],
  [/^machine.*CHRP IBM pSeries .emulated by qemu./, "kvm"],
  [/^vendor_id.*PowerVM Lx86/, "powervm_lx86"],
];

function processors(output: FactsOutput, seen: Evidence): void {
  for (const line of linesOf(output, "/proc/self/status")) {
    const context = /^VxID:\s+(\d+)/.exec(line)?.[1];
    if (context !== undefined) {
      seen.add({ type: "linux_vserver", role: context.startsWith("0") ? "host" : "guest" });
    }
  }
  for (const line of linesOf(output, "/proc/cpuinfo")) {
    const sign = PROCESSOR_SIGNS.find(([pattern]) => pattern.test(line));
    if (sign !== undefined) seen.add({ type: sign[1], role: "guest" });
    if (/^vendor_id.*IBM\/S390/.test(line)) {
      seen.guest.add("PR/SM");
      seen.decide("PR/SM", "LPAR");
    }
  }
}

function kernelModules(output: FactsOutput, seen: Evidence): void {
  const modules = new Set(
    linesOf(output, "/proc/modules").map((line) => line.split(" ")[0] ?? ""),
  );
  if (modules.has("kvm")) {
    seen.add({ type: "kvm", role: "host" });
    if (output.lines("vdsm").length > 0) {
      seen.host.add("RHEV");
      if (seen.type === "kvm" && seen.role === "host") seen.type = "RHEV";
    }
  }
  if (modules.has("vboxdrv")) seen.add({ type: "virtualbox", role: "host" });
  if (modules.has("virtio")) {
    seen.host.add("kvm");
    seen.decide("kvm", "guest");
  }
}

function linesOf(output: FactsOutput, path: string): string[] {
  return output.lines("processors")
    .filter((line) => line.startsWith(`${path}:`))
    .map((line) => line.slice(path.length + 1));
}
