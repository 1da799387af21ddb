import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { type Benchmark, type BenchRun, hold } from "./bench_run.ts";
import type { Contender } from "./contest.ts";
import { playbookPeers } from "./peers.ts";
import { localHosts, play } from "./tasks.ts";

/** What a controller needs for many tasks and many hosts; `-l` is to cost what it leaves over. */
export const memory: Benchmark = {
  name: "memory",
  about: "memory of the controller for many tasks and hosts",
  run: async (bench) => {
    const commands = (count: number) =>
      play(Array.from({ length: count }, (_, i) => `    - command: echo ${i}`));
    const once = { ...bench, rounds: 1 };
    await measure(once, "20 tasks, one local host", { hosts: 1, playbook: commands(20) });
    for (const hosts of [50, 500]) {
      await measure(once, `5 tasks, ${hosts} local hosts`, { hosts, playbook: commands(5) });
    }
    const said = play(Array.from({ length: 100 }, (_, i) => `    - debug: { msg: "${i}" }`));
    await measure(once, "100 tasks of the controller, 100 hosts", { hosts: 100, playbook: said });
    const limited = { playbook: commands(5), limit: "h1,h2,h3,h4,h5" };
    await measure(once, "5 tasks, 5 hosts of 10,000", { hosts: 10_000, ...limited });
    await measure(once, "5 tasks, 5 hosts of 6", { hosts: 6, ...limited });
  },
};

async function measure(
  bench: BenchRun,
  title: string,
  { hosts, playbook, limit }: {
    readonly hosts: number;
    readonly playbook: string;
    readonly limit?: string;
  },
): Promise<void> {
  using folder = new TemporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/site.yml`, playbook);
  Deno.writeTextFileSync(`${folder.path}/hosts.ini`, localHosts(hosts));
  const args = ["-i", "hosts.ini", ...limit === undefined ? [] : ["-l", limit], "site.yml"];
  const own: Contender = { name: "shep", argv: [bench.shep, "run", ...args] };
  // A peer forks for each host, which takes it minutes where there are many.
  const peers = hosts === 1 ? playbookPeers(bench.peers, args) : [];
  await hold(bench, title, { contenders: [own, ...peers], folder: folder.path });
}
