import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { build } from "../build.ts";
import { PROJECT_ROOT } from "../project_root.ts";

/**
 * What the start of the built program costs, against Deno that says hello: a first start, which
 * unpacks it, and the medians of one interleaved run of later starts.
 */
const ROUNDS = 41;

interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

function start({ command, args }: Contender, home: string): number {
  const before = performance.now();
  const { success, stderr } = new Deno.Command(command, {
    args: [...args],
    clearEnv: true,
    env: { PATH: Deno.env.get("PATH") ?? "", HOME: home, DENO_NO_UPDATE_CHECK: "1" },
  }).outputSync();
  const time = performance.now() - before;
  if (!success) throw new Error(`Cannot measure ${command}: ${new TextDecoder().decode(stderr)}`);
  return time;
}

function measure(contenders: readonly Contender[], home: string): void {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of contenders) times.get(contender.name)?.push(start(contender, home));
  }
  const medians = [...times].map(([name, all]) => ({
    name,
    median: all.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0,
  }));
  const floor = medians[0]?.median ?? 1;
  for (const { name, median } of medians) {
    console.log(
      `${name.padEnd(24)} ${median.toFixed(1).padStart(7)} ms  ${(median / floor).toFixed(2)} x`,
    );
  }
}

if (import.meta.main) {
  using folder = new TemporaryFolder();
  const shep = `${folder.path}/shep`;
  console.log(await build({ output: shep, form: "self-extracting" }, PROJECT_ROOT));
  const hello = `${folder.path}/hello.js`;
  Deno.writeTextFileSync(hello, 'console.log("hello");\n');
  const contenders: readonly Contender[] = [
    { name: "deno, hello", command: Deno.execPath(), args: ["run", hello] },
    { name: "shep --version", command: shep, args: ["--version"] },
    { name: "shep --help", command: shep, args: ["--help"] },
  ];
  for (const contender of contenders.slice(0, 2)) {
    console.log(
      `${contender.name.padEnd(24)} ${start(contender, folder.path).toFixed(0).padStart(7)} ms  ` +
        "the first time",
    );
  }
  measure(contenders, folder.path);
}
