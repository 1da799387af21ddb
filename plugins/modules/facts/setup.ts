import {
  int,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { FactError } from "./error.ts";
import type { FactMap } from "./fact_map.ts";
import { gather, probeGroups } from "./gather.ts";
import { globPattern } from "../../../lib/source/glob_pattern.ts";
import { type Collector, selectCollectors } from "./subsets.ts";

/** Gathers facts: one script on the target, one parser here. Behaves as Ansible 2.14's setup. */
export async function setup(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const subset = strings(args, "gather_subset");
  const collectors = selected(subset);
  const factPath = await expandPath(target, str(args, "fact_path"));
  const groups = probeGroups(collectors);
  const seconds = String(int(args, "gather_timeout"));
  const [outcome] = await target.probe({
    argv: ["shep-facts", groups, collectors.has("local") ? factPath : "", seconds],
  });
  if (outcome === undefined || outcome.exitCode !== 0) {
    throw new ModuleFailure(`Cannot gather facts: ${outcome?.stderr.trim() ?? "no answer"}`);
  }
  const facts = gather(outcome.stdout, { collectors, warn: (message) => call.warn(message) });
  const all: FactMap = {
    ...withPrefix(facts),
    gather_subset: [...subset],
    module_setup: true,
  };
  return { facts: filtered(all, strings(args, "filter")) };
}

function selected(subset: readonly string[]): ReadonlySet<Collector> {
  try {
    return selectCollectors(subset);
  } catch (error) {
    if (error instanceof FactError) throw new ModuleFailure(error.message);
    throw error;
  }
}

/** The facts of facter and ohai have a prefix of their own. */
function withPrefix(facts: FactMap): FactMap {
  const result: Record<string, FactMap[string]> = {};
  for (const [name, value] of Object.entries(facts)) {
    result[/^(facter|ohai)_/.test(name) ? name : `ansible_${name}`] = value;
  }
  return result;
}

/** A pattern also matches without `ansible_`; no pattern at all matches everything. */
function filtered(facts: FactMap, patterns: readonly string[]): FactMap {
  if (patterns.length === 0) return facts;
  const matchers = patterns.flatMap((pattern) => [
    globPattern(pattern === "" ? "*" : pattern),
    ...(/^(ansible_|facter|ohai)/.test(pattern) ? [] : [globPattern(`ansible_${pattern}`)]),
  ]);
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => matchers.some((matcher) => matcher.test(name))),
  );
}
