import { allCases, type Outcome, PROGRAMS, runCase } from "./compat/run_case.ts";
import { EXPECTED, type Expected } from "./compat/expected.ts";

/**
 * `deno task compat [-v] [--record] [NAME…]`: runs each playbook of testdata/compat through
 * ansible-playbook and through shep, in a scratch copy each, and compares the recap, the exit code
 * and the files below out/; with `-v` also shows where what is printed differs. `--record` keeps
 * what Ansible did as what the tests expect.
 */
async function main(args: readonly string[]): Promise<boolean> {
  const names = args.filter((arg) => !arg.startsWith("-"));
  if (!await isThere("ansible-playbook")) {
    console.log("ansible-playbook is not installed: there is nothing to compare with");
    return true;
  }
  const cases = names.length > 0 ? names : allCases();
  let same = 0;
  for (const name of cases) {
    const { theirs, ours } = await runBoth(name);
    const differences = differing(theirs, ours, ["code", "recap", "files"]);
    if (differences.length === 0) same++;
    console.log(`${differences.length === 0 ? "same  " : "DIFFER"} ${name}`);
    const text = args.includes("-v") ? differing(theirs, ours, ["output"]) : [];
    for (const difference of [...differences, ...text]) {
      console.log(difference.replace(/^/gm, "       "));
    }
    if (args.includes("--record")) record(name, theirs);
  }
  console.log(`${same} of ${cases.length} the same`);
  return same === cases.length;
}

async function runBoth(name: string): Promise<{ theirs: Outcome; ours: Outcome }> {
  const [theirs, ours] = await Promise.all([
    runCase(PROGRAMS.ansible, name),
    runCase(PROGRAMS.shep, name),
  ]);
  return { theirs, ours };
}

function differing(
  theirs: Outcome,
  ours: Outcome,
  parts: readonly (keyof Outcome)[],
): readonly string[] {
  return parts.filter((part) => theirs[part] !== ours[part]).map((part) => {
    const [a, b] = [String(theirs[part]).split("\n"), String(ours[part]).split("\n")];
    const lines = [
      ...a.filter((line) => !b.includes(line)).map((line) => `- ${line}`),
      ...b.filter((line) => !a.includes(line)).map((line) => `+ ${line}`),
    ];
    return `${part}:\n${(lines.length > 0 ? lines : ["other order"]).slice(0, 20).join("\n")}`;
  });
}

function record(name: string, { code, recap, files }: Outcome): void {
  const all: Record<string, Expected> = JSON.parse(Deno.readTextFileSync(EXPECTED));
  all[name] = { code, recap, files };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => a < b ? -1 : 1));
  Deno.writeTextFileSync(EXPECTED, `${JSON.stringify(sorted, null, 2)}\n`);
}

async function isThere(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["--version"] }).output()).success;
  } catch {
    return false;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args) ? 0 : 1);
