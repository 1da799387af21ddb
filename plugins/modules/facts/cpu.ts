import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/**
 * @param facts What is known so far: `architecture`.
 * @returns `processor` and the counts of sockets, cores and threads, by Ansible's rules.
 */
export function cpuFacts(output: FactsOutput, facts: FactMap): FactMap {
  const lines = linesOf(output, "/proc/cpuinfo");
  if (lines.length === 0) return {};
  const count = countProcessors(lines);
  const architecture = String(facts["architecture"] ?? "");
  const total = /^(armv|aarch|ppc)/.test(architecture) ? count.processors : count.total;
  const processor = count.names;
  if (architecture === "s390x") return { processor, processor_cores: count.stated };
  if (isXenParavirtual(output, lines)) {
    return {
      processor,
      processor_count: total,
      processor_cores: total,
      processor_threads_per_core: 1,
      processor_vcpus: total,
    };
  }
  const sockets = count.sockets.size > 0 ? count.sockets.size : total;
  const cores = [...count.sockets.values()][0] || 1;
  const threads = Math.floor(([...count.cores.values()][0] ?? 1) / cores);
  return {
    processor,
    processor_count: sockets,
    processor_cores: cores,
    processor_threads_per_core: threads,
    processor_vcpus: threads * sockets * cores,
    processor_nproc: allowedProcessors(output) ?? count.processors,
  };
}

interface ProcessorCount {
  readonly names: string[];
  total: number;
  processors: number;
  stated?: number;
  /** Cores by physical id. */
  readonly sockets: Map<string, number>;
  /** Siblings by core id. */
  readonly cores: Map<string, number>;
}

const NAME_KEYS = new Set(["model name", "Processor", "vendor_id", "cpu", "Vendor", "processor"]);

function countProcessors(lines: readonly (readonly [key: string, value: string])[]) {
  const count: ProcessorCount = {
    names: [],
    total: 0,
    processors: 0,
    sockets: new Map(),
    cores: new Map(),
  };
  let [vendors, models, physical, core] = [0, 0, "0", "0"];
  for (const [key, value] of lines) {
    if (NAME_KEYS.has(key)) {
      count.names.push(value);
      count.total++;
      if (key === "vendor_id") vendors++;
      else if (key === "model name") models++;
      else if (key === "processor") count.processors++;
    } else if (key === "physical id") {
      physical = value;
      if (!count.sockets.has(physical)) count.sockets.set(physical, 1);
    } else if (key === "core id") {
      core = value;
      count.cores.set(core, 1);
    } else if (key === "cpu cores") count.sockets.set(physical, Number(value));
    else if (key === "siblings") count.cores.set(core, Number(value));
    else if (key === "# processors") count.stated = Number(value);
    else if (key === "ncpus active") count.total = Number(value);
  }
  if (vendors > 0 && vendors === models) count.total = vendors;
  return count;
}

/** Xen's paravirtual guests show every processor as one core, and no flag `vme`. */
function isXenParavirtual(
  output: FactsOutput,
  lines: readonly (readonly [key: string, value: string])[],
): boolean {
  const isXen = output.exists("/proc/xen") || output.file("/sys/hypervisor/type") === "xen";
  return isXen && lines.some(([key, value]) => key === "flags" && !value.includes("vme"));
}

/** How many processors the session may use, as nproc(1) says. */
function allowedProcessors(output: FactsOutput): number | undefined {
  const text = linesOf(output, "/proc/self/status").find(([key]) => key === "Cpus_allowed_list");
  if (text === undefined) return undefined;
  let count = 0;
  for (const range of text[1].split(",")) {
    const [first, last] = range.split("-").map(Number);
    if (first !== undefined) count += (last ?? first) - first + 1;
  }
  return count;
}

/** The `key : value` lines that the section has of one file. */
function linesOf(output: FactsOutput, path: string): [key: string, value: string][] {
  return output.lines("processors")
    .filter((line) => line.startsWith(`${path}:`))
    .map((line) => line.slice(path.length + 1))
    .map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}
