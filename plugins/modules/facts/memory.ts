import { dict, type Value } from "../../../lib/base/value.ts";
import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/** @returns `memory_mb` and the four older names, in MiB. */
export function memoryFacts(output: FactsOutput): FactMap {
  const text = output.file("/proc/meminfo");
  if (text === undefined) return {};
  const mb = new Map<string, number>();
  for (const line of text.split("\n")) {
    const match = /^(\w+):\s+(\d+)/.exec(line);
    if (match?.[1] !== undefined) mb.set(match[1], Math.floor(Number(match[2]) / 1024));
  }
  const get = (name: string): Value => mb.get(name) ?? null;
  const free = sum(get("Cached"), get("MemFree"), get("Buffers"));
  return {
    memtotal_mb: mb.get("MemTotal"),
    memfree_mb: mb.get("MemFree"),
    swaptotal_mb: mb.get("SwapTotal"),
    swapfree_mb: mb.get("SwapFree"),
    memory_mb: dict({
      real: dict({
        total: get("MemTotal"),
        used: less(get("MemTotal"), get("MemFree")),
        free: get("MemFree"),
      }),
      nocache: dict({ free, used: less(get("MemTotal"), free) }),
      swap: dict({
        total: get("SwapTotal"),
        free: get("SwapFree"),
        used: less(get("SwapTotal"), get("SwapFree")),
        cached: get("SwapCached"),
      }),
    }),
  };
}

/** @returns `uptime_seconds`. */
export function uptimeFacts(output: FactsOutput): FactMap {
  const seconds = Number.parseFloat(output.file("/proc/uptime") ?? "");
  return Number.isNaN(seconds) ? {} : { uptime_seconds: Math.floor(seconds) };
}

function less(total: Value, part: Value): Value {
  return typeof total === "number" && typeof part === "number" ? total - part : null;
}

function sum(...parts: readonly Value[]): Value {
  let total = 0;
  for (const part of parts) {
    if (typeof part !== "number") return null;
    total += part;
  }
  return total;
}
