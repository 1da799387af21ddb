import type { Dict } from "../../base/value.ts";
import type { CustomStats } from "../executor/custom_stats.ts";
import type { DisplaySettings } from "./display_settings.ts";
import { valueText } from "./result_text.ts";

/** @returns What set_stats said: a line for each host, then one for the whole run. */
export function customStatsLines(
  { hosts, run }: CustomStats,
  display: DisplaySettings,
): readonly string[] {
  const text = (stats: Dict) => valueText(stats, { display, indent: 1 }).replaceAll("\n", "");
  return [
    ...[...hosts].sort(([a], [b]) => a < b ? -1 : 1).map(([host, of]) => `\t${host}: ${text(of)}`),
    ...run.size === 0 ? [] : ["", `\tRUN: ${text(run)}`],
    "",
  ];
}
