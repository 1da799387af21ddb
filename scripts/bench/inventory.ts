import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { PROJECT_ROOT } from "../project_root.ts";

/**
 * What it costs to list an inventory of many hosts in YAML, and to show one of its hosts, against
 * ansible-inventory and against Deno that reads and writes the same list as JSON, all in one
 * interleaved run. The lists must be the same text.
 *
 *     deno run -A scripts/bench/inventory.ts [HOSTS] [ROUNDS]
 */
const DEFAULT_HOSTS = 10_000;
const DEFAULT_ROUNDS = 3;

interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

interface Run {
  readonly milliseconds: number;
  readonly stdout: Uint8Array;
}

/** A host has five variables; fifty groups have one each. */
function inventoryText(hosts: number): string {
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

function run({ command, args }: Contender): Run {
  const before = performance.now();
  const { success, stdout, stderr } = new Deno.Command(command, { args: [...args] }).outputSync();
  const milliseconds = performance.now() - before;
  if (!success) throw new Error(`Cannot measure ${command}: ${new TextDecoder().decode(stderr)}`);
  return { milliseconds, stdout };
}

function hasAnsible(): boolean {
  try {
    return new Deno.Command("ansible-inventory", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

function contenders(folder: string, hosts: number): readonly Contender[] {
  const file = `${folder}/hosts.yml`;
  const host = `host${hosts >> 1}.example.com`;
  const shep = ["run", "-A", `${PROJECT_ROOT}/main.ts`, "inventory"];
  const deno = Deno.execPath();
  const ansible = (name: string, ...args: readonly string[]): Contender => ({
    name: `ansible-inventory ${name}`,
    command: "ansible-inventory",
    args: ["-i", file, ...args],
  });
  const peers = hasAnsible()
    ? [ansible("--list", "--list"), ansible("--host", "--host", host)]
    : [];
  return [
    { name: "deno, list as JSON", command: deno, args: ["run", "-A", `${folder}/floor.js`] },
    { name: "shep list", command: deno, args: [...shep, "ls", "-i", file, "--format", "json"] },
    { name: "shep host", command: deno, args: [...shep, "host", "-i", file, host] },
    ...peers,
  ];
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

function measure(folder: string, hosts: number, rounds: number): void {
  const all = contenders(folder, hosts);
  const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  const texts = new Map<string, string>();
  for (let round = 0; round < rounds; round++) {
    for (const contender of all) {
      const { milliseconds, stdout } = run(contender);
      times.get(contender.name)?.push(milliseconds);
      texts.set(contender.name, new TextDecoder().decode(stdout));
    }
  }
  const floor = median(times.get("deno, list as JSON") ?? []);
  for (const [name, found] of times) {
    const time = median(found);
    console.log(
      `${name.padEnd(28)} ${time.toFixed(0).padStart(8)} ms  ${(time / floor).toFixed(2)} x`,
    );
  }
  compare(texts, ["shep list", "ansible-inventory --list"]);
  compare(texts, ["shep host", "ansible-inventory --host"]);
}

function compare(texts: ReadonlyMap<string, string>, [ours, theirs]: [string, string]): void {
  const [a, b] = [texts.get(ours), texts.get(theirs)];
  if (b !== undefined) console.log(`${ours}: ${a === b ? "the same text" : "ANOTHER TEXT"}`);
}

if (import.meta.main) {
  const [hosts = DEFAULT_HOSTS, rounds = DEFAULT_ROUNDS] = Deno.args.map(Number);
  using folder = new TemporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/hosts.yml`, inventoryText(hosts));
  const [, lister] = contenders(folder.path, hosts);
  if (lister !== undefined) Deno.writeFileSync(`${folder.path}/list.json`, run(lister).stdout);
  Deno.writeTextFileSync(
    `${folder.path}/floor.js`,
    `const list = JSON.parse(Deno.readTextFileSync("${folder.path}/list.json"));\n` +
      "console.log(JSON.stringify(list, null, 4));\n",
  );
  measure(folder.path, hosts, rounds);
}
