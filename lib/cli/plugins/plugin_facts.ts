import { describePermissions, grantPermissions } from "../../plugin/permissions.ts";
import type { Manifest } from "../../plugin/manifest.ts";
import { trustState } from "../../plugin/trust.ts";
import type { Plugins } from "./open_plugins.ts";

/** What people and programs are told about a plugin. */
export interface PluginFacts {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** `built in`, or its folder. */
  readonly origin: string;
  /** `built in`, or whether the user trusts it. */
  readonly trust: "built in" | "trusted" | "unknown" | "changed" | "unreadable";
  readonly runtime: Manifest["runtime"];
  readonly capabilities: readonly string[];
  readonly modules: readonly string[];
  /** What it asks for, and what the policy leaves of that. */
  readonly asks: string;
  readonly gets: string;
}

/** @returns What is known of all plugins, without starting any. */
export async function pluginFacts(plugins: Plugins): Promise<readonly PluginFacts[]> {
  return await Promise.all(plugins.sources.map(async ({ manifest, origin }) => ({
    name: manifest.name,
    version: manifest.version,
    description: manifest.description,
    origin,
    trust: await trustOf(manifest.name, origin, plugins),
    runtime: manifest.runtime,
    capabilities: manifest.capabilities.map(({ name }) => name),
    modules: [...manifest.modules.keys()],
    asks: permissionsOf(manifest, () => ({})),
    gets: permissionsOf(manifest, plugins.policy),
  })));
}

async function trustOf(
  name: string,
  origin: string,
  { found, trust }: Plugins,
): Promise<PluginFacts["trust"]> {
  const plugin = found.find(({ manifest, folder }) => manifest.name === name && folder === origin);
  if (plugin === undefined) return "built in";
  try {
    return await trustState(trust, plugin);
  } catch (error) {
    // A folder with links or special files: it cannot be trusted, but it can be listed.
    if (error instanceof TypeError) return "unreadable";
    throw error;
  }
}

/** Placeholders stay as they are: there is no project yet. */
function permissionsOf(manifest: Manifest, policy: Plugins["policy"]): string {
  if (manifest.runtime === "native") return "anything: it is a program that nothing confines";
  const places = { project: ["$project"], inventory: ["$inventory"] };
  return describePermissions(
    grantPermissions(manifest.permissions, { policy: policy(manifest.name), places }),
  );
}
