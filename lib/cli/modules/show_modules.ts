import { pythonJson } from "../../base/python_json.ts";
import { canonicalName } from "../../engine/playbook/canonical_name.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { openBridge } from "../run/open_bridge.ts";
import { type ModuleSpecs, moduleSpecs } from "./module_specs.ts";
import { moduleText, moduleValue } from "./module_text.ts";

/** What `shep module doc` was asked for. */
export interface ShowArguments {
  readonly names: readonly string[];
  readonly format: "text" | "json";
}

/** @returns The exit code of `shep module doc`. */
export async function showModules(app: App, options: ShowArguments): Promise<number> {
  const known = await moduleSpecs(app);
  const bridge = openBridge(app, openConfig(app));
  const folder = app.system.environment.workingFolder();
  const specs = options.names.map((name) =>
    known.get(canonicalName(name)) ?? bridge.describe(canonicalName(name), folder) ??
      notFound(name, known)
  );
  if (options.format === "json") {
    const value = new Map(specs.map((spec) => [spec.module, moduleValue(spec)]));
    app.out(`${pythonJson(value, { indent: 2, ensureAscii: false })}\n`);
  } else app.out(specs.map((spec) => moduleText(spec, app.columns)).join("\n"));
  return EXIT.ok;
}

function notFound(name: string, known: ModuleSpecs): never {
  const near = suggestion(canonicalName(name), known.names());
  throw new CommandError(`Cannot find module ${name}`, {
    hint: near === undefined ? "shep module ls lists all modules" : `did you mean ${near}?`,
  });
}
