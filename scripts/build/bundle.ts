import { runDeno } from "../run_deno.ts";

/** How all bundles are made: for Deno alone, and readable, so that stack traces are of use. */
const FLAGS = ["bundle", "--quiet", "--platform=deno", "--format=esm"];

/**
 * Bundles modules with all they import, so that no other file and no package is needed to run them.
 * What several of them import is written once, beside the bundles.
 *
 * @param entries TypeScript files from `root`, one of which lies in `root` itself; `a/b.ts` becomes
 * `a/b.js` in `folder`.
 * @throws {Error} If Deno cannot bundle them.
 */
export async function bundleAll(
  entries: readonly string[],
  places: { readonly root: string; readonly folder: string },
): Promise<void> {
  await run(["--code-splitting", `--outdir=${places.folder}`, ...entries], places.root);
  await defer(places.folder);
}

/**
 * Bundles `entry` with all it imports into the one file `output`.
 *
 * @throws {Error} If Deno cannot bundle it.
 */
export async function bundleOne(
  entry: string,
  places: { readonly root: string; readonly output: string },
): Promise<void> {
  await run([`--output=${places.output}`, entry], places.root);
}

/**
 * Keeps what is not needed yet from costing a start: modules that are imported dynamically, which
 * Deno would otherwise read before the program starts (1.5 ms for half a megabyte), and what
 * optique measures words of other scripts with, for which ICU loads tables (6 ms).
 */
async function defer(folder: string): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) await defer(path);
    if (!entry.name.endsWith(".js")) continue;
    const text = await Deno.readTextFile(path);
    const deferred = deferSegmenter(
      // A worker without permissions loads only what its module names.
      entry.name === "shared_worker.js" ? text : deferImports(text),
    );
    if (deferred !== text) await Deno.writeTextFile(path, deferred);
  }
}

function deferImports(text: string): string {
  return text.replaceAll(/\bimport\("(\.{1,2}\/[^"]+\.js)"\)/g, 'import(String("$1"))');
}

function deferSegmenter(text: string): string {
  return text.replace(
    /^var (\w+) = (new Intl\.Segmenter\([^;]*\));$/m,
    "var $1 = { segment: (text) => ($1 = $2).segment(text) };",
  );
}

async function run(args: readonly string[], root: string): Promise<void> {
  const { success, stderr } = await runDeno([...FLAGS, ...args], root);
  if (!success) throw new Error(`Cannot bundle the program: ${stderr.trim()}`);
}
