import { runDeno } from "../run_deno.ts";
import { bundleAll, bundleOne } from "./bundle.ts";
import { type Archive, packRuntime, quote, writeSelfExtracting } from "./self_extracting.ts";

/** What is to become one executable file. */
export interface Executable {
  /** What messages call it. */
  readonly name: string;
  /** The module to run, from the root of the project. */
  readonly entry: string;
  /** Modules that it starts as workers, from the root of the project. */
  readonly workers: readonly string[];
  /** Deno's permission flags. */
  readonly permissions: readonly string[];
}

/** Where things are. */
export interface Places {
  readonly root: string;
  readonly output: string;
}

/**
 * - `compiled`: what `deno compile` makes; it takes a runtime that Deno downloads for it.
 * - `self-extracting`: a script with Deno and the program in it; needs nothing but what is here.
 */
export type Form = "compiled" | "self-extracting";

/**
 * Deno itself says and asks nothing, reads no settings of the folder it is in, and loads nothing from
 * afar. On a terminal it would wipe the present line whenever a worker is loaded.
 */
const RUN_FLAGS = ["--quiet", "--no-prompt", "--no-config", "--no-lock", "--no-remote", "--no-npm"];

/**
 * Workers have permissions of their own, which Deno calls unstable. All functions are compiled at the
 * first start, for what is compiled then is kept, and what is not would be compiled at every start.
 */
const ENGINE_FLAGS = ["--unstable-worker-options", "--v8-flags=--no-lazy"];

/** The one that runs this, once it has been packed. */
let packedRuntime: Promise<Archive> | undefined;

/**
 * Writes `executable` to `places.output`.
 *
 * @param form `compiled` if that can be had, else `self-extracting`, if left out.
 * @returns The form that was written.
 * @throws {Error} If it cannot be written in any form, or not in the one asked for.
 */
export async function writeExecutable(
  executable: Executable,
  places: Places,
  form?: Form,
): Promise<Form> {
  await Deno.mkdir(places.output.slice(0, places.output.lastIndexOf("/")), { recursive: true });
  if (form !== "self-extracting" && await compile(executable, places, form)) return "compiled";
  const folder = await Deno.makeTempDir({ prefix: "shep-build-" });
  try {
    await writeSelfExtracting({
      name: executable.name,
      program: folder,
      main: await bundle(executable, { root: places.root, folder }),
      flags: flagsOf(executable),
      runtime: await (packedRuntime ??= packRuntime(Deno.execPath())),
    }, places.output);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return "self-extracting";
}

/**
 * Writes `executable` to the folder `places.output`, for the Deno that runs this.
 *
 * @returns A script there that starts it as the launcher of the single file does, by the name that
 * SHEP_LAUNCHED_AS says, if it is set.
 */
export async function writeFolder(executable: Executable, places: Places): Promise<string> {
  const { root, output: folder } = places;
  const main = await bundle(executable, { root, folder });
  const script = `${folder}/${executable.name}`;
  const words = [Deno.execPath(), "run", ...flagsOf(executable), `${folder}/${main}`];
  await Deno.writeTextFile(
    script,
    `#!/bin/sh
export SHEP_LAUNCHED_AS="\${SHEP_LAUNCHED_AS-${executable.name}}"
[ -z "\${DENO_DIR+set}" ] || export SHEP_OUTER_DENO_DIR="$DENO_DIR"
[ -z "\${DENO_NO_UPDATE_CHECK+set}" ] ||
  export SHEP_OUTER_DENO_NO_UPDATE_CHECK="$DENO_NO_UPDATE_CHECK"
export DENO_DIR=${quote(`${folder}/cache`)} DENO_NO_UPDATE_CHECK=1
exec ${words.map(quote).join(" ")} "$@"
`,
    { mode: 0o755 },
  );
  return script;
}

function flagsOf({ permissions }: Executable): readonly string[] {
  return [...RUN_FLAGS, ...ENGINE_FLAGS, ...permissions];
}

/** @returns Whether it could be compiled; `false` only if Deno's runtime for it cannot be had. */
async function compile(
  executable: Executable,
  places: Places,
  form: Form | undefined,
): Promise<boolean> {
  // Deno does not write over a file that it has not compiled.
  const compiled = `${places.output}.compiled`;
  const { success, stderr } = await runDeno([
    "compile",
    "--quiet",
    "--no-check",
    "--no-prompt",
    ...ENGINE_FLAGS,
    ...executable.permissions,
    ...executable.workers.map((worker) => `--include=${worker}`),
    `--output=${compiled}`,
    executable.entry,
  ], places.root);
  if (success) {
    await Deno.rename(compiled, places.output);
    return true;
  }
  // Deno says so when it cannot download the runtime that it puts the program into.
  if (form === undefined && stderr.includes("Setting up base binary")) return false;
  throw new Error(`Cannot compile ${executable.entry}: ${stderr.trim()}`);
}

/** @returns The file to run in `places.folder`. */
async function bundle(
  executable: Executable,
  places: { readonly root: string; readonly folder: string },
): Promise<string> {
  const { entry, workers } = executable;
  if (workers.length === 0) {
    await bundleOne(entry, { root: places.root, output: `${places.folder}/main.js` });
    return "main.js";
  }
  await bundleAll([entry, ...workers], places);
  return entry.replace(/\.ts$/, ".js");
}
