import { PROJECT_ROOT } from "../project_root.ts";

/** `deno task bench [NAME…]`: runs benchmarks, all of them if none is named. */

/** The benchmarks, each a program of its own in this folder. */
const BENCHMARKS = [
  "start",
  "inventory",
  "playbook",
  "tasks",
  "shell",
  "ssh",
  "template",
  "wire",
] as const;

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !BENCHMARKS.some((known) => known === name));
  if (unknown.length > 0) {
    console.error(
      `No benchmark is called ${unknown.join(", ")}: there are ${BENCHMARKS.join(", ")}`,
    );
    return 2;
  }
  let failed = 0;
  for (const name of names.length > 0 ? names : BENCHMARKS) {
    console.log(`\n== ${name}`);
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", `${PROJECT_ROOT}/scripts/bench/${name}.ts`],
    }).spawn().status;
    if (!success) failed++;
  }
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
