import { joinPath } from "../../base/posix_path.ts";
import type { Finding } from "../../base/diagnostic.ts";
import { Masker } from "../../base/mask.ts";
import { RememberingFiles } from "../../base/remembering_files.ts";
import { Bridge } from "../../engine/bridge/bridge.ts";
import { checkPlaybooks, type KnownInventory } from "../../engine/checks/check_playbooks.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import type { Config } from "../config/config.ts";
import { openConfig } from "../config/open_config.ts";
import { counted } from "../counted.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { formatFindings } from "../findings/format_findings.ts";
import type { FindingFormat } from "../findings/formats.ts";
import { inventoryPlaces, openInventory } from "../inventory/open_inventory.ts";
import { knownModules, moduleSpecs } from "../modules/module_specs.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { openLoader } from "../run/load_playbooks.ts";
import { bridgeFolders } from "../run/open_bridge.ts";
import { openPythonPlugins } from "../run/open_python_plugins.ts";
import { runTemplating } from "../run/run_templating.ts";
import { openVault, type RunVault, runVault, vaultWith } from "../vault/open_vault.ts";
import type { VaultArguments } from "../vault/vault_options.ts";
import { type FilesToCheck, filesToCheck } from "./files_to_check.ts";
import { ProjectTexts } from "./project_texts.ts";

/** What `shep playbook validate` was asked for. */
export interface ValidateArguments extends VaultArguments {
  /** Playbooks, and folders with some or with roles; the working folder if there are none. */
  readonly paths: readonly string[];
  readonly inventory: readonly string[];
  readonly extraVars: readonly string[];
  readonly format: FindingFormat;
  readonly strict: boolean;
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** @returns The exit code of `shep playbook validate`. */
export async function validatePlaybooks(app: App, options: ValidateArguments): Promise<number> {
  const paths = options.paths.length === 0 ? ["."] : options.paths;
  const found = await findings(app, options, filesToCheck(app, paths, options.inventory));
  const count = (severity: Finding["severity"]) =>
    found.filter((one) => one.severity === severity).length;
  if (options.format === "text") {
    app.report(found);
    app.out(`${paths.join(", ")}: ${summary(count)}\n`);
  } else {
    const folder = app.system.environment.workingFolder();
    app.out(formatFindings(found, options.format, folder));
  }
  const isWrong = count("error") > 0 || (options.strict && count("warning") > 0);
  return isWrong ? EXIT.unreadable : EXIT.ok;
}

async function findings(
  app: App,
  options: ValidateArguments,
  checked: FilesToCheck,
): Promise<readonly Finding[]> {
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: 0,
    project: checked.projects,
    inventory: inventoryPlaces(app, options.inventory),
  });
  const config = openConfig(app);
  const vault = await openVaults(app, options, config);
  const files = new RememberingFiles(checked.files);
  const texts = new ProjectTexts(files, vault);
  const extraVars = readExtraVars(options.extraVars, {
    files,
    workingFolder: app.system.environment.workingFolder(),
    decryptVars: vault.decryptVars,
  });
  const warn = (text: string) => app.warn(text);
  using python = openPythonPlugins(app, config, { use: "read names", verbosity: 0, warn });
  const foreign = python.plugins;
  const { environment } = runTemplating(app, { vault, foreign, hosts: () => [], warn });
  const loader = openLoader(app, {
    plugins: plugins.manager,
    environment,
    extraVars,
    decrypt: (text, path) => texts.decrypt(text, path),
    config,
    files,
    entered: (folder) => {
      foreign.join(folder);
      // Includes, which are checked later, bring in what the tasks after them may use.
      const roles = joinPath(folder, "roles");
      for (const { name } of files.list(roles) ?? []) foreign.join(joinPath(roles, name));
    },
    report: (diagnostics) => texts.report(diagnostics),
  });
  const specs = await moduleSpecs(app, plugins.found);
  const bridge = new Bridge(files, bridgeFolders(app, config));
  const found = await checkPlaybooks(checked, {
    environment,
    modules: knownModules(specs, plugins.manager),
    moduleFiles: bridge,
    moduleGroups: bridge,
    specOf: (module) => specs.get(module),
    files,
    readText: (path) => texts.read(path),
    loader,
    loaded: (playbook) => bridge.join(playbook),
    drain: () => texts.drain(),
    extraVars: extraVars.keys(),
    varsFiles: checked.varsFiles,
    ...await knownInventory(app, plugins.manager, { sources: options.inventory, vault, texts }),
  });
  return found.map((one) => texts.shown(one));
}

/** Whoever checks a project may not have the passwords that its configuration names. */
async function openVaults(
  app: App,
  options: ValidateArguments,
  config: Config,
): Promise<RunVault> {
  const masker = new Masker();
  try {
    return await openVault(app, options, { config, masker });
  } catch (error) {
    const { vaultIds, vaultPasswordFiles, askVaultPass } = options;
    const isAsked = vaultIds.length > 0 || vaultPasswordFiles.length > 0 || askVaultPass;
    if (isAsked || !(error instanceof CommandError)) throw error;
    app.warn(`Vaults stay shut: ${error.message}`);
    return runVault(vaultWith([], config), masker);
  }
}

/** Without a word about an inventory nothing can be said of hosts and their variables. */
async function knownInventory(app: App, plugins: Caller, { sources, vault, texts }: {
  readonly sources: readonly string[];
  readonly vault: RunVault;
  readonly texts: ProjectTexts;
}): Promise<{ readonly inventory?: KnownInventory }> {
  if (sources.length === 0) return {};
  const loaded = await openInventory(app, plugins, { sources, vault });
  texts.report(loaded.diagnostics);
  const isOpen = !loaded.isParsed || loaded.unparsed.length > 0;
  return { inventory: { inventory: loaded.inventory, isOpen } };
}

function summary(count: (severity: Finding["severity"]) => number): string {
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  if (errors + warnings + infos === 0) return "nothing is wrong";
  const told = `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  return infos === 0 ? told : `${told}, ${counted(infos, "note")}`;
}
