import type { App } from "../app.ts";
import { EXIT } from "../exit_code.ts";
import { openPlugins } from "./open_plugins.ts";
import { pluginFacts } from "./plugin_facts.ts";

/** What `shep plugin ls` was asked for. */
export interface ListArguments {
  readonly format: "text" | "json";
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** @returns The exit code of `shep plugin ls`. */
export async function listPlugins(app: App, options: ListArguments): Promise<number> {
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: 0,
  });
  const facts = await pluginFacts(plugins);
  if (options.format === "json") {
    app.out(`${JSON.stringify(facts, null, 2)}\n`);
    return EXIT.ok;
  }
  const rows = facts.map((one) => [
    one.name,
    one.version,
    one.trust,
    one.gets,
    one.capabilities.join(" "),
  ]);
  app.out(table([["NAME", "VERSION", "TRUST", "PERMISSIONS", "CAPABILITIES"], ...rows]));
  return EXIT.ok;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length))
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd();
  return rows.map((row) => `${line(row)}\n`).join("");
}
