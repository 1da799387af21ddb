import { type Dict, isDict, type Value } from "../../base/value.ts";
import { mergeDicts } from "../template/merge_dicts.ts";
import { add } from "../template/operators.ts";
import { pythonType } from "../template/python_type.ts";

/** What set_stats said of a run: a dict for each host, and one for all. */
export interface CustomStats {
  readonly hosts: ReadonlyMap<string, Dict>;
  readonly run: Dict;
}

/** Gathers what set_stats says. */
export class CustomStatsCollector implements CustomStats {
  readonly #hosts = new Map<string, Dict>();
  readonly run: Dict = new Map();

  get hosts(): ReadonlyMap<string, Dict> {
    return this.#hosts;
  }

  /** Takes in the result of a task on `hosts`, with those of its loop. */
  take(result: Dict, hosts: readonly string[]): void {
    const rounds = result.get("results");
    if (Array.isArray(rounds)) {
      for (const round of rounds) if (isDict(round)) this.take(round, hosts);
    }
    const stats = result.get("ansible_stats");
    const data = isDict(stats) ? stats.get("data") : undefined;
    if (!isDict(stats) || !isDict(data)) return;
    const targets = stats.get("per_host") === true
      ? hosts.map((host) => this.#of(host))
      : [this.run];
    for (const target of targets) {
      for (const [name, value] of data) {
        const before = target.get(name);
        target.set(
          name,
          before === undefined || stats.get("aggregate") !== true ? value : sum(before, value),
        );
      }
    }
  }

  #of(host: string): Dict {
    const known = this.#hosts.get(host) ?? new Map();
    this.#hosts.set(host, known);
    return known;
  }
}

/** Of two types that differ the first one stays. */
function sum(before: Value, value: Value): Value {
  if (isDict(before) && isDict(value)) {
    return mergeDicts(before, value, { recursive: true, lists: "replace" });
  }
  return pythonType(before) === pythonType(value) && !isDict(value) ? add(before, value) : before;
}
