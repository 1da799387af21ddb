import { compareCodePoints } from "../../base/compare_code_points.ts";
import type { HostStats } from "../executor/stats.ts";
import type { Palette, Tone } from "./palette.ts";

/** @returns A line per host, sorted by name: what its tasks came to. */
export function recapLines(stats: ReadonlyMap<string, HostStats>, palette: Palette): string {
  return [...stats]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([host, of]) => `${hostText(host, of, palette)} : ${counters(of, palette)}\n`)
    .join("");
}

/** Columns that a host's name takes at the least. */
const HOST_WIDTH = 26;

const COUNTERS = [
  ["ok", "ok"],
  ["changed", "changed"],
  ["unreachable", "unreachable"],
  ["failed", "failed"],
  ["skipped", "skipped"],
  ["rescued", "ok"],
  ["ignored", "warning"],
  ["unknown", "unknown"],
] as const satisfies readonly (readonly [keyof HostStats, Tone])[];

function hostText(host: string, stats: HostStats, palette: Palette): string {
  const text = palette(toneOf(stats), host);
  return text + " ".repeat(Math.max(0, HOST_WIDTH - host.length));
}

function toneOf(stats: HostStats): Tone {
  if (stats.failed > 0 || stats.unreachable > 0) return "failed";
  return stats.changed > 0 ? "changed" : "ok";
}

function counters(stats: HostStats, palette: Palette): string {
  return COUNTERS.flatMap(([name, tone]) => {
    const count = stats[name];
    const text = `${name}=${String(count).padEnd(4)}`;
    if (count > 0) return palette(tone, text);
    // Ansible has no such counter.
    return name === "unknown" ? [] : text;
  }).join(" ");
}
