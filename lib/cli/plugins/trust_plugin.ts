import { describePermissions } from "../../plugin/permissions.ts";
import { distrust, trust } from "../../plugin/trust.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { openPlugins } from "./open_plugins.ts";
import { unknownPlugin } from "./show_plugin.ts";

/** What `shep plugin trust` was asked for. */
export interface TrustArguments {
  readonly name: string;
  readonly remove: boolean;
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** @returns The exit code of `shep plugin trust`. */
export async function trustPlugin(app: App, options: TrustArguments): Promise<number> {
  const { name } = options;
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: 0,
  });
  if (options.remove) {
    if (!distrust(plugins.trust, name)) throw new CommandError(`Plugin ${name} was not trusted`);
    app.out(`Plugin ${name} is no longer trusted\n`);
    return EXIT.ok;
  }
  const plugin = plugins.found.find(({ manifest }) => manifest.name === name);
  if (plugin === undefined) {
    if (plugins.registry.some((entry) => entry.name === name)) {
      throw new CommandError(`Plugin ${name} came with shep: it needs no trust`);
    }
    throw unknownPlugin(name, plugins.found.map(({ manifest }) => manifest.name));
  }
  const hash = await trust(plugins.trust, plugin);
  const { runtime, permissions } = plugin.manifest;
  app.out(`Plugin ${name} of ${plugin.folder} is trusted as it is now\n`);
  app.out(`  sha256  ${hash}\n`);
  app.out(
    runtime === "native"
      ? "  native  nothing confines it: it may do whatever you may\n"
      : `  may     ${describePermissions(permissions)}\n`,
  );
  return EXIT.ok;
}
