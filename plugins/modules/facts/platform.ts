import { dict } from "../../../lib/base/value.ts";
import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/** @returns What the kernel and the resolver say of the target: system, machine, names. */
export function platformFacts(output: FactsOutput): FactMap {
  const [system, nodename, kernel, machine] = (output.section("uname") ?? "").trim().split(/\s+/);
  const bits = userspaceBits(output);
  const fqdn = fullName(output) ?? nodename ?? "";
  const isIntel = /i([3456]86|86pc)/.test(machine ?? "");
  const is64 = machine === "x86_64";
  return {
    system,
    kernel,
    kernel_version: output.section("kernel_version")?.trim(),
    machine,
    python_version: python(output)?.version,
    fqdn,
    hostname: nodename?.split(".")[0],
    nodename,
    domain: fqdn.split(".").slice(1).join("."),
    userspace_bits: bits,
    architecture: isIntel && !is64 ? "i386" : machine,
    userspace_architecture: is64 || isIntel ? (bits === "64" ? "x86_64" : "i386") : undefined,
    machine_id: (output.file("/var/lib/dbus/machine-id") ?? output.file("/etc/machine-id"))
      ?.split("\n")[0],
  };
}

/** @returns What is known of the target's Python; nothing if it has none. */
export function pythonFacts(output: FactsOutput): FactMap {
  const found = python(output);
  if (found === undefined) return {};
  const { major, minor, micro, releaselevel, serial } = found;
  return {
    python: dict({
      version: dict({ major, minor, micro, releaselevel, serial }),
      version_info: [major, minor, micro, releaselevel, serial],
      executable: found.executable,
      // Every Python that Ansible 2.14 can use on a target has it.
      has_sslcontext: major > 2 || minor >= 7,
      type: "cpython",
    }),
  };
}

/** Python calls the level of 3.13.0rc1 "candidate". */
const LEVELS: Readonly<Record<string, string>> = { a: "alpha", b: "beta", rc: "candidate" };

interface Python {
  readonly executable: string;
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  readonly micro: number;
  readonly releaselevel: string;
  readonly serial: number;
}

function python(output: FactsOutput): Python | undefined {
  const [executable, answer] = output.lines("python");
  const match = /^Python ((\d+)\.(\d+)\.(\d+)(?:(a|b|rc)(\d+))?\+?)/.exec(answer ?? "");
  if (executable === undefined || match === null) return undefined;
  const [, version = "", major, minor, micro, level, serial] = match;
  return {
    executable,
    version,
    major: Number(major),
    minor: Number(minor),
    micro: Number(micro),
    releaselevel: level === undefined ? "final" : LEVELS[level] ?? level,
    serial: Number(serial ?? 0),
  };
}

/** The fifth byte of an ELF file is its class: 1 for 32 bits, 2 for 64. */
function userspaceBits(output: FactsOutput): string {
  return output.section("elf")?.charCodeAt(4) === 1 ? "32" : "64";
}

/**
 * Of the names that the resolver gives for the node's address, the first with a dot, else the
 * first: the rule of Python's socket.getfqdn().
 */
function fullName(output: FactsOutput): string | undefined {
  const words = (output.lines("fqdn")[0] ?? "").split(/\s+/).filter((word) => word !== "");
  const names = words.length > 1 ? words.slice(1) : words;
  return names.find((name) => name.includes(".")) ?? names[0];
}
