import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { build } from "../build.ts";
import { PROJECT_ROOT } from "../project_root.ts";
import { type Benchmark, type Result, resultText } from "./bench_run.ts";
import { inventory } from "./inventory.ts";
import { memory } from "./memory.ts";
import { findPeers } from "./peers.ts";
import { playbook } from "./playbook.ts";
import { ssh } from "./ssh.ts";
import { start } from "./start.ts";
import { tasks } from "./tasks.ts";
import { template } from "./template.ts";

/**
 * `deno task bench [--json FILE] [--rounds NUMBER] [NAME…]`: runs benchmarks, all of them if none is
 * named, and compares with the peers that are found; see peers.ts.
 */
const BENCHMARKS: readonly Benchmark[] = [
  start,
  inventory,
  playbook,
  tasks,
  ssh,
  template,
  memory,
  alone("shell", "round trips of a session, against the least that a shell can do"),
  alone("kiosk", "decisions of the kiosk"),
  alone("wire", "calls of a plugin, against what moves the bytes alone"),
];

const DEFAULT_ROUNDS = 3;

interface Request {
  readonly names: readonly string[];
  readonly rounds: number;
  readonly json: string | undefined;
}

/** A benchmark that is a program of its own, whose figures are for people. */
function alone(name: string, about: string): Benchmark {
  return {
    name,
    about,
    run: async () => {
      const { success } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", `${PROJECT_ROOT}/scripts/bench/${name}.ts`],
      }).spawn().status;
      if (!success) throw new Error(`Cannot measure ${name}`);
    },
  };
}

/** @throws {Error} If the words are not understood. */
function parseWords(words: readonly string[]): Request {
  const names: string[] = [];
  const values = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("--")) {
      names.push(word);
      continue;
    }
    const value = words[++at];
    if (word !== "--json" && word !== "--rounds") throw new Error(`${word} is not known`);
    if (value === undefined) throw new Error(`${word} needs a value`);
    values.set(word, value);
  }
  const rounds = Number(values.get("--rounds") ?? DEFAULT_ROUNDS);
  if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error("--rounds needs a number");
  const unknown = names.filter((name) => !BENCHMARKS.some((known) => known.name === name));
  if (unknown.length === 0) return { names, rounds, json: values.get("--json") };
  const known = BENCHMARKS.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join("\n");
  throw new Error(`No benchmark is called ${unknown.join(", ")}. There are\n${known}`);
}

async function main({ names, rounds, json }: Request): Promise<number> {
  using folder = new TemporaryFolder();
  const shep = `${folder.path}/shep`;
  console.log(await build({ output: shep, form: "self-extracting" }, PROJECT_ROOT));
  warmUp(shep, folder.path);
  const peers = findPeers();
  const results: Result[] = [];
  let failed = 0;
  for (const benchmark of BENCHMARKS) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    console.log(`\n== ${benchmark.name}: ${benchmark.about}`);
    try {
      await benchmark.run({
        shep,
        rounds,
        peers,
        tell: (result) => {
          console.log(resultText(result));
          results.push({ benchmark: benchmark.name, ...result });
        },
      });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      failed++;
    }
  }
  if (json !== undefined) Deno.writeTextFileSync(json, jsonOf(results));
  return failed === 0 ? 0 : 1;
}

/** The first start unpacks the program, and the first run keeps what the runtime has compiled. */
function warmUp(shep: string, folder: string): void {
  const play = "- { hosts: localhost, gather_facts: false, tasks: [{ command: 'true' }] }\n";
  Deno.writeTextFileSync(`${folder}/warm.yml`, play);
  for (let times = 0; times < 2; times++) {
    const { success } = new Deno.Command(shep, { args: ["run", `${folder}/warm.yml`] })
      .outputSync();
    if (!success) throw new Error("Cannot measure shep: it does not run");
  }
}

function jsonOf(results: readonly Result[]): string {
  const machine = { cores: navigator.hardwareConcurrency, deno: Deno.version.deno };
  return `${JSON.stringify({ machine, units: UNITS, results }, null, 2)}\n`;
}

const UNITS = { wall: "milliseconds", cpu: "milliseconds", memory: "megabytes" };

if (import.meta.main) {
  try {
    Deno.exit(await main(parseWords(Deno.args)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(2);
  }
}
