/**
 * `deno task test [WORD…]`: runs `deno test` with these words. It builds the program once, for the many
 * tests that start it, which takes half the time that starting its sources would.
 */
import { TemporaryFolder } from "../lib/system/temporary_folder.ts";
import { buildFolder } from "./build.ts";
import { PROJECT_ROOT } from "./project_root.ts";

async function main(words: readonly string[]): Promise<number> {
  using folder = new TemporaryFolder();
  const shep = await buildFolder(folder.path, PROJECT_ROOT);
  // Who interrupts the tests interrupts them, too, and the folder is still to be removed.
  Deno.addSignalListener("SIGINT", () => {});
  const tests = new Deno.Command(Deno.execPath(), {
    // All types are checked by `deno task check`. Here each worker would be checked when a test starts
    // it, for seconds that count as the worker's.
    args: ["test", "-A", "--parallel", "--no-check", ...words],
    env: { TESTED_SHEP: shep },
    stdin: "inherit",
  }).spawn();
  return (await tests.status).code;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
