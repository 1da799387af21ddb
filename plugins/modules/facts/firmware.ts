import type { FactsOutput } from "./output.ts";

/** @returns The virtualization techniques whose makers the firmware names, best evidence first. */
export function matchingFirmware(output: FactsOutput): string[] {
  const read = (name: string) => output.file(`/sys/devices/virtual/dmi/id/${name}`) ?? "";
  const found: string[] = [];
  for (const { file, values, type } of SIGNS) {
    if (values.includes(read(file))) found.push(type);
  }
  if (read("sys_vendor") === "Red Hat") {
    if (read("product_family") === "RHV") found.splice(insertAt(found), 0, "RHV");
    else if (read("product_name") === "RHEV Hypervisor") found.splice(insertAt(found), 0, "RHEV");
  }
  return found;
}

interface Sign {
  readonly file: string;
  readonly values: readonly string[];
  readonly type: string;
}

const SIGNS: readonly Sign[] = [
  { file: "product_name", values: ["KVM", "KVM Server", "Bochs", "AHV"], type: "kvm" },
  { file: "sys_vendor", values: ["oVirt"], type: "oVirt" },
  { file: "product_name", values: ["VMware Virtual Platform", "VMware7,1"], type: "VMware" },
  { file: "product_name", values: ["OpenStack Compute", "OpenStack Nova"], type: "openstack" },
  { file: "bios_vendor", values: ["Xen"], type: "xen" },
  { file: "bios_vendor", values: ["innotek GmbH"], type: "virtualbox" },
  { file: "bios_vendor", values: ["Amazon EC2", "DigitalOcean", "Hetzner"], type: "kvm" },
  {
    file: "sys_vendor",
    values: ["QEMU", "Amazon EC2", "DigitalOcean", "Google", "Scaleway", "Nutanix"],
    type: "kvm",
  },
  { file: "sys_vendor", values: ["KubeVirt"], type: "KubeVirt" },
  { file: "sys_vendor", values: ["Microsoft Corporation"], type: "VirtualPC" },
  { file: "sys_vendor", values: ["Parallels Software International Inc."], type: "parallels" },
  { file: "sys_vendor", values: ["OpenStack Foundation"], type: "openstack" },
];

/** Red Hat's own products come after the signs of KVM's and oVirt's names. */
function insertAt(found: readonly string[]): number {
  return found.filter((type, i) => i < 2 && (type === "kvm" || type === "oVirt")).length;
}
