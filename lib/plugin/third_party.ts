import type { Environment } from "../system/environment.ts";
import { CallError } from "./call_error.ts";
import type { FoundPlugin } from "./discovery.ts";
import type { PluginSource } from "./manager.ts";
import {
  grantPermissions,
  type Permissions,
  type Places,
  type Policy,
  toFlags,
} from "./permissions.ts";
import { pluginEnvironment, withCookie } from "./plugin_environment.ts";
import { processTransport } from "./transport/process.ts";
import type { StartTransport } from "./transport/transport.ts";
import { requireTrust, type TrustStore } from "./trust.ts";

/** How the plugins of others are to be run. */
export interface ThirdPartyOptions {
  readonly trust: TrustStore;
  readonly policy: (name: string) => Policy;
  readonly places: Places;
  readonly environment: Environment;
  /** The program that runs plugins written for Deno. */
  readonly deno: string;
  /**
   * @returns The local files that a module imports, itself included, absolute; found without running
   * any of them.
   */
  importedFiles(entry: string): Promise<readonly string[]>;
}

/**
 * @returns A plugin of someone else, ready for the manager. It always runs as a process: a worker
 * would share the terminal and the life of shep's own. Nothing of it runs unless the user trusts it.
 */
export function thirdPartySource(plugin: FoundPlugin, options: ThirdPartyOptions): PluginSource {
  return {
    manifest: plugin.manifest,
    origin: plugin.folder,
    prepare: async () => {
      await requireTrust(options.trust, plugin);
      if (plugin.manifest.runtime === "deno") await requireOwnFiles(plugin, options);
      return transportFor(plugin, options);
    },
  };
}

/** Modules are loaded without any permission, JSON files too: they must be the plugin's own. */
async function requireOwnFiles(plugin: FoundPlugin, options: ThirdPartyOptions): Promise<void> {
  const { folder, manifest } = plugin;
  const imported = await options.importedFiles(`${folder}/${manifest.entry}`);
  const strange = imported.filter((path) => !path.startsWith(`${folder}/`));
  if (strange.length === 0) return;
  throw new CallError(
    "denied",
    `Cannot run plugin ${manifest.name} of ${folder}: it imports ${strange.join(", ")}, ` +
      "which is not in its folder",
  );
}

function transportFor(plugin: FoundPlugin, options: ThirdPartyOptions): StartTransport {
  const { folder, manifest } = plugin;
  const { environment, places } = options;
  const permissions = grantPermissions(manifest.permissions, {
    policy: options.policy(manifest.name),
    places,
  });
  const entry = `${folder}/${manifest.entry}`;
  const flags = toFlags(withCookie(permissions));
  return processTransport({
    ...(manifest.runtime === "native" ? { command: entry, args: [] } : {
      command: options.deno,
      args: ["run", "--quiet", ...alone(permissions), ...flags, entry],
    }),
    env: pluginEnvironment(environment, permissions),
    workingFolder: folder,
  });
}

/** Deno asks nothing, and reads and loads nothing but the plugin and what it may import. */
function alone(permissions: Permissions): readonly string[] {
  const { import: sources } = permissions;
  const isLocal = sources !== true && sources.length === 0;
  return [
    "--no-prompt",
    "--no-config",
    "--no-lock",
    "--no-npm",
    ...(isLocal ? ["--no-remote"] : []),
  ];
}
