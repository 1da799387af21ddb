import { normalizedOutput, recapOf } from "./compat/normalize.ts";
import { treeOf } from "./compat/tree.ts";

/**
 * `deno task compat [NAME…]`: runs each playbook of testdata/compat through ansible-playbook and
 * through shep, in a scratch copy each, and compares the recap, the exit code and the files below out/;
 * with `-v` also shows where what is printed differs. The first line of a playbook may be `# args: …`.
 */

interface Outcome {
  readonly code: number;
  readonly recap: string;
  readonly output: string;
  readonly files: string;
}

/** What differs, and what differs in the text alone. */
interface Comparison {
  readonly differences: readonly string[];
  readonly text: readonly string[];
}

const ROOT = new URL("../", import.meta.url).pathname;
const CASES = `${ROOT}testdata/compat`;

/** Runs the cases and prints a table. @returns Whether all are the same. */
async function main(args: readonly string[]): Promise<boolean> {
  const names = args.filter((arg) => arg !== "-v");
  const isVerbose = args.includes("-v");
  if (!await isThere("ansible-playbook")) {
    console.log("ansible-playbook is not installed: there is nothing to compare with");
    return true;
  }
  const cases = names.length > 0 ? names : allCases();
  let same = 0;
  for (const name of cases) {
    const { differences, text } = await compare(name);
    if (differences.length === 0) same++;
    console.log(`${differences.length === 0 ? "same  " : "DIFFER"} ${name}`);
    for (const difference of [...differences, ...isVerbose ? text : []]) {
      console.log(difference.replace(/^/gm, "       "));
    }
  }
  console.log(`${same} of ${cases.length} the same`);
  return same === cases.length;
}

function allCases(): readonly string[] {
  return [...Deno.readDirSync(CASES)].map(({ name }) => name)
    .filter((name) => name.endsWith(".yml") && isPlaybook(`${CASES}/${name}`))
    .map((name) => name.slice(0, -".yml".length)).sort();
}

/** A playbook has plays; what it includes has not. */
function isPlaybook(path: string): boolean {
  return /^- hosts:/m.test(Deno.readTextFileSync(path));
}

async function compare(name: string): Promise<Comparison> {
  const first = Deno.readTextFileSync(`${CASES}/${name}.yml`).split("\n", 1)[0] ?? "";
  const args = /^# args: (.*)$/.exec(first)?.[1]?.split(" ") ?? [];
  const shep = [Deno.execPath(), "run", "-A", `${ROOT}main.ts`, "run"];
  const [theirs, ours] = await Promise.all([
    run(["ansible-playbook"], name, args),
    run(shep, name, args),
  ]);
  const differing = (...parts: readonly (keyof Outcome)[]) =>
    parts.filter((part) => theirs[part] !== ours[part])
      .map((part) => difference(part, String(theirs[part]), String(ours[part])));
  return { differences: differing("code", "recap", "files"), text: differing("output") };
}

function difference(part: string, theirs: string, ours: string): string {
  const [a, b] = [theirs.split("\n"), ours.split("\n")];
  const lines = [
    ...a.filter((line) => !b.includes(line)).map((line) => `- ${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+ ${line}`),
  ];
  return `${part}:\n${(lines.length > 0 ? lines : ["other order"]).slice(0, 20).join("\n")}`;
}

async function run(
  program: readonly string[],
  name: string,
  args: readonly string[],
): Promise<Outcome> {
  const scratch = await Deno.makeTempDir({ prefix: "shep-compat-" });
  try {
    const copy = new Deno.Command("cp", { args: ["-r", `${CASES}/.`, scratch] });
    await copy.output();
    await Deno.mkdir(`${scratch}/out`);
    const [command = "", ...rest] = program;
    const { code, stdout } = await new Deno.Command(command, {
      args: [...rest, `${name}.yml`, ...args],
      cwd: scratch,
      env: { ANSIBLE_NOCOLOR: "1", NO_COLOR: "1", ANSIBLE_HOME: `${scratch}/.ansible` },
      stdin: "null",
      stderr: "null",
    }).output();
    const text = new TextDecoder().decode(stdout).replaceAll(scratch, "SCRATCH");
    return {
      code,
      recap: recapOf(text),
      output: normalizedOutput(text),
      files: treeOf(`${scratch}/out`),
    };
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

async function isThere(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["--version"] }).output()).success;
  } catch {
    return false;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args) ? 0 : 1);
