const ROOT = new URL("../../../", import.meta.url).pathname;

const SOURCES = ["run", "-A", "--quiet", "--no-prompt", `--config=${ROOT}deno.json`];

const built = Deno.env.get("TESTED_SHEP");

/**
 * The command line that starts shep in tests: the program that scripts/run_tests.ts has built, or
 * the sources where tests are run without it.
 */
export const TESTED_SHEP: readonly [program: string, ...words: string[]] = built === undefined
  ? [Deno.execPath(), ...SOURCES, `${ROOT}main.ts`]
  : [built];
