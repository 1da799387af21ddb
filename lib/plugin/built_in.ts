import type { Environment } from "../system/environment.ts";
import type { PluginSource } from "./manager.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { CallError } from "./call_error.ts";
import {
  describePermissions,
  grantPermissions,
  needsNothing,
  type Permissions,
  type Places,
  type Policy,
  toFlags,
  toWorkerPermissions,
} from "./permissions.ts";
import { pluginEnvironment, withCookie } from "./plugin_environment.ts";
import { processTransport } from "./transport/process.ts";
import type { StartTransport } from "./transport/transport.ts";
import type { SharedWorker } from "./transport/shared_worker.ts";
import { workerTransport } from "./transport/worker.ts";

/** An entry of plugins/registry.ts. */
export interface RegistryEntry {
  readonly name: string;
  /** From plugins/, such as `modules/command`. */
  readonly folder: string;
  /** The content of its plugin.json. */
  readonly manifest: unknown;
  /** The content of each module's file of options, by the module's name. */
  readonly specs: Readonly<Record<string, unknown>>;
}

/** How a built-in plugin is run, and so how its bytes are moved. */
export type TransportChoice =
  /** One worker for all that need no permission; for others as `worker`. */
  | { readonly kind: "shared" }
  | { readonly kind: "worker" }
  | { readonly kind: "process" }
  /** A process that runs the executable `deno task build --plugin NAME` has written. */
  | { readonly kind: "executable"; readonly path: string };

/** A program with its arguments. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
}

/** Where the code of the built-in plugins is: in the sources, or beside a bundle. */
export interface BuiltInCode {
  /** @returns The module that a worker runs. `entry` is from plugins/, such as `basic/basic.ts`. */
  module(entry: string): URL;
  /** @returns What runs the plugin as a process of its own, given Deno's permission flags. */
  program(
    plugin: { readonly name: string; readonly entry: string },
    flags: readonly string[],
  ): CommandLine;
}

/** How built-in plugins are to be run. */
export interface BuiltInOptions {
  readonly code: BuiltInCode;
  /** Runs `plugins/shared_worker.ts`. */
  readonly shared: SharedWorker;
  readonly transport: (name: string) => TransportChoice;
  readonly policy: (name: string) => Policy;
  readonly places: Places;
  readonly environment: Environment;
}

/**
 * @returns A plugin that came with shep, ready for the manager.
 * @throws {ManifestError} If its plugin.json has mistakes.
 */
export function builtInSource(entry: RegistryEntry, options: BuiltInOptions): PluginSource {
  const manifest = readManifest(entry.manifest, `plugins/${entry.folder}/plugin.json`);
  return {
    manifest,
    origin: "built in",
    prepare: () => Promise.resolve(transportFor(entry, { manifest, options })),
  };
}

/**
 * @param root The project's folder.
 * @param deno The Deno that is running.
 * @returns The code of built-in plugins in the sources.
 */
export function codeInSources(root: URL, deno: string): BuiltInCode {
  const module = (entry: string) => new URL(`plugins/${entry}`, root);
  const config = new URL("deno.json", root).pathname;
  return {
    module,
    program: ({ entry }, flags) => ({
      command: deno,
      args: ["run", "--quiet", ...IN_SOURCES, `--config=${config}`, ...flags, module(entry).href],
    }),
  };
}

/** Packages are there already, for shep itself has loaded them. */
const IN_SOURCES = ["--no-prompt", "--no-remote", "--cached-only"];

/**
 * @param main The bundle that is running, beside which `plugins/` lies.
 * @param deno The Deno that is running.
 * @returns The code of built-in plugins in the bundles.
 */
export function codeInBundles(main: URL, deno: string): BuiltInCode {
  const module = (entry: string) => new URL(`plugins/${entry.replace(/\.ts$/, ".js")}`, main);
  return {
    module,
    program: ({ entry }, flags) => ({
      command: deno,
      args: ["run", "--quiet", ...ALONE, ...flags, module(entry).href],
    }),
  };
}

/** Deno asks nothing, reads no settings of the folder it is in, and loads nothing from afar. */
const ALONE = ["--no-prompt", "--no-config", "--no-lock", "--no-remote", "--no-npm"];

function transportFor(
  entry: RegistryEntry,
  { manifest, options }: { readonly manifest: Manifest; readonly options: BuiltInOptions },
): StartTransport {
  const { name } = manifest;
  const { code, environment, places } = options;
  const permissions = grantPermissions(manifest.permissions, {
    policy: options.policy(name),
    places,
  });
  const path = `${entry.folder}/${manifest.entry}`;
  const choice = options.transport(name);
  const asWorker = () =>
    workerTransport({
      name,
      url: code.module(path),
      permissions: toWorkerPermissions(permissions),
    });
  switch (choice.kind) {
    case "shared":
      return needsNothing(permissions) ? options.shared.transport(name) : asWorker();
    case "worker":
      return asWorker();
    case "process":
      return asProcess(
        { permissions, environment },
        (flags) => code.program({ name, entry: path }, flags),
      );
    case "executable":
      requireUnnarrowed(name, { asked: manifest.permissions, granted: permissions });
      return asProcess({ permissions, environment }, () => ({ command: choice.path, args: [] }));
    default:
      return choice satisfies never;
  }
}

/** An executable has the permissions of its plugin.json built in; nobody can take one away. */
function requireUnnarrowed(
  name: string,
  { asked, granted }: { readonly asked: Permissions; readonly granted: Permissions },
): void {
  if (describePermissions(asked) === describePermissions(granted)) return;
  throw new CallError(
    "denied",
    `Cannot run plugin ${name} as an executable: it has ${describePermissions(asked)} built in, ` +
      `and the policy allows ${describePermissions(granted)}`,
  );
}

function asProcess(
  { permissions, environment }: {
    readonly permissions: Permissions;
    readonly environment: Environment;
  },
  program: (flags: readonly string[]) => CommandLine,
): StartTransport {
  return processTransport({
    ...program(toFlags(withCookie(permissions))),
    env: pluginEnvironment(environment, permissions),
    workingFolder: environment.workingFolder(),
  });
}
