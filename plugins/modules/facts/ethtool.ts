import type { Dict, Value } from "../../../lib/base/value.ts";
import type { FactsOutput } from "./output.ts";

/** @returns What ethtool says of an interface: `features` and time stamping; none without it. */
export function etherFeatures(output: FactsOutput, device: string): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const folder = `/sys/class/net/${device}`;
  const features = output.section(`ethtool ${folder}`)?.trim();
  if (features) found.set("features", parseFeatures(features));
  const times = output.section(`ethtool_time ${folder}`)?.trim();
  if (times) {
    found.set("timestamping", lowerCase(times, /SOF_TIMESTAMPING_(\w+)/g));
    found.set("hw_timestamp_filters", lowerCase(times, /HWTSTAMP_FILTER_(\w+)/g));
    const clock = /PTP Hardware Clock: (\d+)/.exec(times)?.[1];
    if (clock !== undefined) found.set("phc_index", Number(clock));
  }
  return found;
}

function parseFeatures(text: string): Dict {
  const features: Dict = new Map();
  for (const line of text.split("\n")) {
    const [key, value] = line.split(": ");
    if (!value || key === undefined) continue;
    features.set(key.trim().replaceAll("-", "_"), value.trim());
  }
  return features;
}

function lowerCase(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? "").toLowerCase());
}
