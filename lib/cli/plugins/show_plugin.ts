import { suggestion } from "../../source/suggestion.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { openPlugins } from "./open_plugins.ts";
import { pluginFacts } from "./plugin_facts.ts";

/** What `shep plugin info` was asked for. */
export interface ShowArguments {
  readonly name: string;
  readonly format: "text" | "json";
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** @returns The exit code of `shep plugin info`. */
export async function showPlugin(app: App, options: ShowArguments): Promise<number> {
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: 0,
  });
  const facts = await pluginFacts(plugins);
  const plugin = facts.find(({ name }) => name === options.name);
  if (plugin === undefined) throw unknownPlugin(options.name, facts.map(({ name }) => name));
  if (options.format === "json") {
    app.out(`${JSON.stringify(plugin, null, 2)}\n`);
    return EXIT.ok;
  }
  const { name, version, description, capabilities, modules } = plugin;
  app.out(`${name} ${version}: ${description}\n\n`);
  const lines = [
    ["origin", plugin.origin],
    ["trust", plugin.trust],
    ["runtime", plugin.runtime === "deno" ? "deno, in a sandbox" : "native, not confined"],
    ["asks for", plugin.asks],
    ["gets", plugin.gets],
    ["offers", capabilities.join(" ")],
    ...(modules.length === 0 ? [] : [["modules", modules.join(" ")]]),
  ];
  for (const [label = "", value = ""] of lines) app.out(`  ${label.padEnd(9)} ${value}\n`);
  return EXIT.ok;
}

/** @returns The error for a plugin that is not there. */
export function unknownPlugin(name: string, known: readonly string[]): CommandError {
  const near = suggestion(name, known);
  return new CommandError(`Cannot find plugin ${name}`, {
    hint: near === undefined ? "shep plugin ls lists all plugins" : `did you mean ${near}?`,
  });
}
