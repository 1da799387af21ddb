/**
 * Writes the program as one executable file, or one of its plugins as one of its own:
 *
 *     deno task build [--output FILE] [--form compiled|self-extracting]
 *     deno task build --plugin NAME [--output FILE] [--form …]
 */
import { type Executable, type Form, writeExecutable, writeFolder } from "./build/executable.ts";
import { type BuiltInPlugin, permissionFlags, readRegistry } from "./build/plugins.ts";
import { PROJECT_ROOT } from "./project_root.ts";

/** What was asked for on the command line. */
export interface Request {
  /** The plugin to build alone. */
  readonly plugin?: string;
  /** Where to write it. */
  readonly output?: string;
  readonly form?: Form;
}

/**
 * What the program is given, and gives up again as soon as it knows what it is to do. Code of others
 * is never loaded, so `import` is not among it.
 */
const PERMISSIONS = ["read", "write", "run", "env", "sys", "net", "ffi"];

/** @throws {Error} If an argument is not known, or its value is missing or wrong. */
export function parseRequest(args: readonly string[]): Request {
  const request: { plugin?: string; output?: string; form?: Form } = {};
  const words = args.flatMap((arg) => arg.startsWith("--") ? splitOnce(arg) : [arg]);
  for (let at = 0; at < words.length; at += 2) {
    const option = words[at];
    const value = words[at + 1];
    if (value === undefined) throw new Error(`Cannot build: ${option} needs a value`);
    if (option === "--plugin") request.plugin = value;
    else if (option === "--output") request.output = value;
    else if (option !== "--form") throw new Error(`Cannot build: ${option} is not known`);
    else if (value === "compiled" || value === "self-extracting") request.form = value;
    else throw new Error(`Cannot build: ${value} is neither compiled nor self-extracting`);
  }
  return request;
}

/** @returns What the program in `root` loads by path when it needs it. */
async function loadedModules(root: string): Promise<readonly string[]> {
  const { LOADED_MODULES }: Readonly<Record<string, unknown>> = await import(
    `file://${root}/lib/cli/loaded_modules.ts`
  );
  if (Array.isArray(LOADED_MODULES)) return LOADED_MODULES.map(String);
  throw new Error("Cannot build: lib/cli/loaded_modules.ts has no list LOADED_MODULES");
}

/** @returns One sentence on what was written where. */
export async function build(request: Request, root: string): Promise<string> {
  const plugins = await readPlugins(root);
  const executable = request.plugin === undefined
    ? await describeProgram(plugins, root)
    : describePlugin(request.plugin, plugins);
  const standard = request.plugin === undefined ? "shep" : `plugins/${executable.name}`;
  const output = request.output ?? `${root}/dist/${standard}`;
  const absolute = output.startsWith("/") ? output : `${Deno.cwd()}/${output}`;
  const form = await writeExecutable(executable, { root, output: absolute }, request.form);
  const megabytes = (Deno.statSync(absolute).size / 1e6).toFixed(1);
  return form === "compiled"
    ? `${output}: compiled with deno compile, ${megabytes} MB`
    : `${output}: unpacks itself into the user's cache at its first start${
      request.form === undefined
        ? ", because the runtime that deno compile needs cannot be had"
        : ""
    }, ${megabytes} MB`;
}

/**
 * Writes the program as a folder, to be started by the Deno that runs this: all that an executable
 * has in it, without the time that packing takes.
 *
 * @returns What to start.
 */
export async function buildFolder(folder: string, root: string): Promise<string> {
  return await writeFolder(await describeProgram(await readPlugins(root), root), {
    root,
    output: folder,
  });
}

async function readPlugins(root: string): Promise<readonly BuiltInPlugin[]> {
  return readRegistry(await import(`file://${root}/plugins/registry.ts`));
}

async function describeProgram(
  plugins: readonly BuiltInPlugin[],
  root: string,
): Promise<Executable> {
  return {
    name: "shep",
    entry: "main.ts",
    workers: [
      ...await loadedModules(root),
      "plugins/shared_worker.ts",
      ...plugins.map((plugin) => plugin.entry),
    ],
    permissions: PERMISSIONS.map((name) => `--allow-${name}`),
  };
}

function describePlugin(name: string, plugins: readonly BuiltInPlugin[]): Executable {
  const plugin = plugins.find((plugin) => plugin.name === name);
  if (!plugin) {
    const names = plugins.map((plugin) => plugin.name).join(", ");
    throw new Error(`Cannot build the plugin ${name}: there are only ${names}`);
  }
  return {
    name: `shep-plugin-${name}`,
    entry: plugin.entry,
    workers: [],
    permissions: permissionFlags(plugin),
  };
}

function splitOnce(arg: string): readonly string[] {
  const at = arg.indexOf("=");
  return at === -1 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}

if (import.meta.main) {
  try {
    console.log(await build(parseRequest(Deno.args), PROJECT_ROOT));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}
