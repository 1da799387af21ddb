import { CustomStatsCollector } from "./custom_stats.ts";

/** The counters of the recap. `unknown` is of check mode alone. */
export interface HostStats {
  ok: number;
  changed: number;
  unreachable: number;
  failed: number;
  skipped: number;
  rescued: number;
  ignored: number;
  unknown: number;
}

/** Counts results by host. A host appears with its first result, as in Ansible's recap. */
export class Stats {
  readonly #byHost = new Map<string, HostStats>();
  /** What set_stats said. */
  readonly custom = new CustomStatsCollector();

  /** Adds one to the counters of `host` that `names` says. */
  count(host: string, ...names: readonly (keyof HostStats)[]): void {
    let stats = this.#byHost.get(host);
    if (stats === undefined) {
      stats = { ...NONE };
      this.#byHost.set(host, stats);
    }
    for (const name of names) stats[name]++;
  }

  /** Takes back failures of hosts that `meta: clear_host_errors` cleared. */
  get byHost(): ReadonlyMap<string, HostStats> {
    return this.#byHost;
  }
}

const NONE: HostStats = {
  ok: 0,
  changed: 0,
  unreachable: 0,
  failed: 0,
  skipped: 0,
  rescued: 0,
  ignored: 0,
  unknown: 0,
};
