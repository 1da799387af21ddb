import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { type Benchmark, type BenchRun, exponent, hold } from "./bench_run.ts";
import type { Contender, Cost } from "./contest.ts";

/** Hosts, and who takes part: the peers need minutes for the largest. */
const SIZES = [
  { hosts: 10_000, peers: "all" },
  { hosts: 50_000, peers: "none" },
] as const;

/**
 * What it costs to list an inventory of many hosts and to show one of them, against ansible-inventory
 * and against Deno that reads and writes the same list as JSON. The lists must be the same text.
 */
export const inventory: Benchmark = {
  name: "inventory",
  about: "lists of many hosts, and one host of many",
  run: async (bench) => {
    const lists: { readonly size: number; readonly cost: number }[] = [];
    for (const { hosts, peers } of SIZES) {
      const found = peers === "all" ? bench : { ...bench, peers: NO_PEERS };
      const costs = await measure(found, hosts);
      const cost = costs.find(({ name }) => name === "shep, list")?.cpu ?? NaN;
      lists.push({ size: hosts, cost });
    }
    const [small, large] = lists;
    if (small === undefined || large === undefined) return;
    const figures = { "exponent of growth of shep, list": exponent(small, large) };
    bench.tell({ title: "growth from 10,000 to 50,000 hosts", costs: [], figures });
  },
};

const NO_PEERS = { ansible: undefined, mitogen: undefined, pyinfra: undefined };

async function measure(bench: BenchRun, hosts: number): Promise<readonly Cost[]> {
  using temporary = new TemporaryFolder();
  const folder = temporary.path;
  Deno.writeTextFileSync(`${folder}/hosts.yml`, yamlText(hosts));
  Deno.writeTextFileSync(`${folder}/hosts.ini`, iniText(hosts));
  const { shep, peers } = bench;
  const list = [shep, "inventory", "ls", "-i", "hosts.yml", "--format", "json"];
  const { stdout } = new Deno.Command(list[0] ?? "", { args: list.slice(1), cwd: folder })
    .outputSync();
  Deno.writeFileSync(`${folder}/list.json`, stdout);
  Deno.writeTextFileSync(
    `${folder}/floor.js`,
    'const list = JSON.parse(Deno.readTextFileSync("list.json"));\n' +
      "console.log(JSON.stringify(list, null, 4));\n",
  );
  const host = `host${hosts >> 1}.example.com`;
  const hostOf = (file: string) => [shep, "inventory", "host", "-i", file, host];
  const ansible = peers.ansible === undefined ? [] : ansibles(peers.ansible.inventory, host);
  const costs = await hold(bench, `inventory of ${hosts} hosts`, {
    folder,
    contenders: [
      { name: "deno, list as JSON", argv: [Deno.execPath(), "run", "-A", "floor.js"] },
      { name: "shep, list", argv: list },
      { name: "shep, host of YAML", argv: hostOf("hosts.yml") },
      { name: "shep, host of INI", argv: hostOf("hosts.ini") },
      ...ansible,
    ],
  });
  for (const what of ["list", "host of YAML", "host of INI"]) sameText(costs, what);
  return costs;
}

function ansibles(program: string, host: string): readonly Contender[] {
  const each = (name: string, file: string, ...args: readonly string[]): Contender => ({
    name: `ansible, ${name}`,
    argv: [program, "-i", file, ...args],
    rounds: 1,
  });
  return [
    each("list", "hosts.yml", "--list"),
    each("host of YAML", "hosts.yml", "--host", host),
    each("host of INI", "hosts.ini", "--host", host),
  ];
}

/** @throws {Error} If the peer says something else: then the two did not do the same work. */
function sameText(costs: readonly Cost[], what: string): void {
  const [ours, theirs] = ["shep", "ansible"].map((program) =>
    costs.find(({ name }) => name === `${program}, ${what}`)?.stdout
  );
  if (theirs === undefined || ours === theirs) return;
  throw new Error(`Cannot compare ${what}: the texts are not the same`);
}

/** A host has five variables; fifty groups have one each. */
function yamlText(hosts: number): string {
  const lines = ["all:", "  hosts:"];
  for (let i = 0; i < hosts; i++) {
    lines.push(
      `    host${i}.example.com:`,
      `      ansible_host: 10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
      `      rack: r${i % 50}`,
      `      id: ${i}`,
      `      enabled: ${i % 2 === 0 ? "no" : "yes"}`,
      `      tags: [web, "zone${i % 7}"]`,
    );
  }
  lines.push("  children:");
  for (let group = 0; group < 50; group++) {
    lines.push(`    group${group}:`, "      vars:", `        number: ${group}`, "      hosts:");
    for (let i = group; i < hosts; i += 50) lines.push(`        host${i}.example.com:`);
  }
  return lines.join("\n") + "\n";
}

function iniText(hosts: number): string {
  const lines: string[] = [];
  for (let i = 0; i < hosts; i++) {
    lines.push(`host${i}.example.com ansible_host=10.0.${(i >> 8) & 255}.${i & 255} id=${i}`);
  }
  for (let group = 0; group < 50; group++) {
    lines.push(`[group${group}]`);
    for (let i = group; i < hosts; i += 50) lines.push(`host${i}.example.com`);
  }
  return lines.join("\n") + "\n";
}
