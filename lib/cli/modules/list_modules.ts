import type { App } from "../app.ts";
import { EXIT } from "../exit_code.ts";
import { moduleSpecs } from "./module_specs.ts";

/** @returns The exit code of `shep module ls`. */
export async function listModules(
  app: App,
  options: { readonly format: "text" | "json" },
): Promise<number> {
  const specs = (await moduleSpecs(app)).all();
  if (options.format === "json") {
    const list = specs.map((spec) => ({ module: spec.module, does: spec.shortDescription }));
    app.out(`${JSON.stringify(list, null, 2)}\n`);
    return EXIT.ok;
  }
  const width = Math.max(...specs.map((spec) => spec.module.length));
  for (const spec of specs) app.out(`${spec.module.padEnd(width)}  ${spec.shortDescription}\n`);
  return EXIT.ok;
}
