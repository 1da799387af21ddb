import type { Diagnostic } from "../../base/diagnostic.ts";
import { Masker } from "../../base/mask.ts";
import { absolutePath, folderOf } from "../../base/posix_path.ts";
import { validatePlaybook } from "../../engine/playbook/validate.ts";
import { LOOKUPS } from "../../engine/template/lookups/registry.ts";
import type { App } from "../app.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { knownModules, moduleSpecs } from "../modules/module_specs.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { openLoader, requirePlaybook } from "../run/load_playbooks.ts";
import { openBridge } from "../run/open_bridge.ts";
import { runTemplating } from "../run/run_templating.ts";
import { openVault } from "../vault/open_vault.ts";
import type { VaultArguments } from "../vault/vault_options.ts";

/** What `shep playbook validate` was asked for. */
export interface ValidateArguments extends VaultArguments {
  readonly files: readonly string[];
  readonly extraVars: readonly string[];
  readonly format: "text" | "json";
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** @returns The exit code of `shep playbook validate`. */
export async function validatePlaybooks(app: App, options: ValidateArguments): Promise<number> {
  const found = await findings(app, options);
  const errors = found.filter(({ severity }) => severity === "error").length;
  if (options.format === "json") {
    app.out(`${JSON.stringify({ diagnostics: found }, null, 2)}\n`);
  } else {
    app.report(found);
    app.out(`${options.files.join(", ")}: ${summary(errors, found.length - errors)}\n`);
  }
  return errors > 0 ? EXIT.unreadable : EXIT.ok;
}

async function findings(app: App, options: ValidateArguments): Promise<readonly Diagnostic[]> {
  const { files, environment } = app.system;
  const workingFolder = environment.workingFolder();
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: 0,
    project: options.files.map((file) => folderOf(absolutePath(file, workingFolder))),
  });
  const config = openConfig(app);
  const vault = await openVault(app, options, { config, masker: new Masker() });
  const { decryptVars } = vault;
  const extraVars = readExtraVars(options.extraVars, { files, workingFolder, decryptVars });
  const templating = runTemplating(app, {
    vault,
    hosts: () => [],
    warn: (text) => app.warn(text),
  });
  const loader = openLoader(app, {
    plugins: plugins.manager,
    environment: templating.environment,
    extraVars,
    decrypt: decryptVars,
    config,
  });
  const specs = await moduleSpecs(app, plugins.found);
  const bridge = openBridge(app, config);
  const known = {
    environment: templating.environment,
    modules: knownModules(specs, plugins.manager),
    files: bridge,
    specOf: (module: string) => specs.get(module),
    lookups: new Set(Object.keys(LOOKUPS)),
  };
  for (const file of options.files) requirePlaybook(app, file);
  const found: Diagnostic[] = [];
  for (const file of options.files) {
    const { playbook, diagnostics } = await loader.inspectPlaybook(file);
    bridge.join(playbook);
    found.push(...diagnostics, ...validatePlaybook(playbook, known));
  }
  return found;
}

function summary(errors: number, warnings: number): string {
  if (errors + warnings === 0) return "nothing is wrong";
  return `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
