import { pythonJson } from "../../base/python_json.ts";
import type { ModuleSpec } from "../../engine/playbook/argument_spec.ts";
import { canonicalName } from "../../engine/playbook/canonical_name.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { moduleSpecs } from "./module_specs.ts";
import { moduleText, moduleValue } from "./module_text.ts";

/** What `shep module doc` was asked for. */
export interface ShowArguments {
  readonly names: readonly string[];
  readonly format: "text" | "json";
}

/** @returns The exit code of `shep module doc`. */
export async function showModules(app: App, options: ShowArguments): Promise<number> {
  const known = await moduleSpecs(app);
  const specs = options.names.map((name) => find(name, known));
  if (options.format === "json") {
    const value = new Map(specs.map((spec) => [spec.module, moduleValue(spec)]));
    app.out(`${pythonJson(value, { indent: 2, ensureAscii: false })}\n`);
  } else app.out(specs.map((spec) => moduleText(spec, app.columns)).join("\n"));
  return EXIT.ok;
}

function find(name: string, known: ReadonlyMap<string, ModuleSpec>): ModuleSpec {
  const short = canonicalName(name);
  const spec = known.get(short);
  if (spec !== undefined) return spec;
  const near = suggestion(short, known.keys());
  throw new CommandError(`Cannot find module ${name}`, {
    hint: near === undefined ? "shep module ls lists all modules" : `did you mean ${near}?`,
  });
}
