import { type Diagnostic, DiagnosticError, type Finding } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { Masker } from "../../base/mask.ts";
import { absolutePath, folderOf, joinPath } from "../../base/posix_path.ts";
import {
  type CheckParts,
  checkPlaybooks,
  type KnownInventory,
} from "../../engine/checks/check_playbooks.ts";
import { RULE_PAGES } from "../../engine/checks/pages/rule_pages.ts";
import { isRuleId } from "../../engine/checks/rules.ts";
import { LOOKUPS } from "../../engine/template/lookups/registry.ts";
import { VaultError } from "../../engine/vault/vault_error.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { formatFindings } from "../findings/format_findings.ts";
import type { FindingFormat } from "../findings/formats.ts";
import { inventoryPlaces, openInventory } from "../inventory/open_inventory.ts";
import { knownModules, moduleSpecs } from "../modules/module_specs.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { openLoader, requirePlaybook } from "../run/load_playbooks.ts";
import { openBridge } from "../run/open_bridge.ts";
import { overlaidFiles } from "../run/overlaid_files.ts";
import { runTemplating } from "../run/run_templating.ts";
import { openVault, type RunVault } from "../vault/open_vault.ts";
import type { VaultArguments } from "../vault/vault_options.ts";
import { findPlaybooks, playbookOfRoles } from "./find_playbooks.ts";
import { varsFilesIn } from "./vars_files.ts";

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
  const found = await findings(app, options, filesToCheck(app, paths));
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

/** What is checked, and the files there are for it. */
interface ToCheck {
  readonly playbooks: readonly string[];
  /** Playbooks that are on no disk and load roles. */
  readonly roles: readonly string[];
  readonly files: Files;
}

function filesToCheck(app: App, paths: readonly string[]): ToCheck {
  const workingFolder = app.system.environment.workingFolder();
  const playbooks: string[] = [];
  const roles: string[] = [];
  let { files } = app.system;
  for (const path of paths) {
    if (files.status(path)?.kind !== "directory") {
      requirePlaybook(app, path);
      playbooks.push(path);
      continue;
    }
    const folder = absolutePath(path, workingFolder);
    const found = findPlaybooks(files, path === "." ? folder : path);
    playbooks.push(...found.playbooks);
    if (found.roles.length === 0) continue;
    const own = found.roles.length === 1 && absolutePath(found.roles[0] ?? "", "/") === folder;
    const file = joinPath(own ? folderOf(folder) : folder, ".shep-roles.yml");
    files = overlaidFiles(files, file, playbookOfRoles(found.roles, workingFolder));
    roles.push(file);
  }
  return { playbooks, roles, files };
}

async function findings(
  app: App,
  options: ValidateArguments,
  { playbooks, roles, files }: ToCheck,
): Promise<readonly Finding[]> {
  const workingFolder = app.system.environment.workingFolder();
  const projects = [...playbooks, ...roles].map((file) =>
    folderOf(absolutePath(file, workingFolder))
  );
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: 0,
    project: projects,
    inventory: inventoryPlaces(app, options.inventory),
  });
  const config = openConfig(app);
  const vault = await openVault(app, options, { config, masker: new Masker() });
  const { decryptVars } = vault;
  const extraVars = readExtraVars(options.extraVars, {
    files: app.system.files,
    workingFolder,
    decryptVars,
  });
  const warn = (text: string) => app.warn(text);
  const { environment } = runTemplating(app, { vault, hosts: () => [], warn });
  let reported: Diagnostic[] = [];
  const loader = openLoader(app, {
    plugins: plugins.manager,
    environment,
    extraVars,
    decrypt: (text, path) => opened(text, path, vault),
    config,
    files,
    report: (diagnostics) => reported.push(...diagnostics),
  });
  const inventory = await knownInventory(app, plugins.manager, {
    sources: options.inventory,
    vault,
    report: (diagnostics) => reported.push(...diagnostics),
  });
  const specs = await moduleSpecs(app, plugins.found);
  const bridge = openBridge(app, config);
  const parts: CheckParts = {
    environment,
    modules: knownModules(specs, plugins.manager),
    moduleFiles: bridge,
    specOf: (module: string) => specs.get(module),
    lookups: new Set(Object.keys(LOOKUPS)),
    files,
    readText: (path) => {
      const text = files.readText(path);
      try {
        return text === undefined ? undefined : opened(text, path, vault);
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
        reported.push(...error.diagnostics);
        return undefined;
      }
    },
    loader,
    loaded: (playbook) => bridge.join(playbook),
    drain: () => {
      const taken = reported;
      reported = [];
      return taken;
    },
    extraVars: extraVars.keys(),
    varsFiles: varsFilesIn(files, varsFolders(app, projects, options.inventory)),
    ...(inventory === undefined ? {} : { inventory }),
  };
  const found = await checkPlaybooks({ playbooks, roles }, parts);
  return found.map((one) =>
    files.readText(one.position.file)?.startsWith("$ANSIBLE_VAULT;") ? withoutText(one) : one
  );
}

/** Messages quote what was written, which is nobody's to see where it was encrypted. */
function withoutText({ hint: _, ...finding }: Finding): Finding {
  const { rule } = finding;
  if (!isRuleId(rule) || rule === "vault-secret") return finding;
  return { ...finding, message: `${RULE_PAGES[rule].brief} (the file is a vault)` };
}

/** A text that a vault may be: what cannot be opened is told of and not looked into. */
function opened(text: string, path: string, vault: RunVault): string {
  try {
    return vault.decryptVars(text, path);
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    throw new DiagnosticError([{
      rule: "vault-secret",
      severity: "warning",
      message: `What is in the file is not checked: ${cause.message}`,
      position: { file: path, line: 1, column: 1 },
      hint: "Give the vault's password, such as with --vault-password-file",
    }], { cause });
  }
}

/** Without a word about an inventory nothing can be said of hosts and their variables. */
async function knownInventory(app: App, plugins: Caller, options: {
  readonly sources: readonly string[];
  readonly vault: RunVault;
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
}): Promise<KnownInventory | undefined> {
  const { sources, vault, report } = options;
  if (sources.length === 0) return undefined;
  const loaded = await openInventory(app, plugins, { sources, vault });
  report(loaded.diagnostics);
  const isOpen = !loaded.isParsed || loaded.unparsed.length > 0;
  return { inventory: loaded.inventory, isOpen };
}

/** The folders whose `group_vars` and `host_vars` count. */
function varsFolders(app: App, projects: readonly string[], sources: readonly string[]) {
  const inventories = sources.length === 0 ? [] : inventoryPlaces(app, sources);
  const { files } = app.system;
  return [
    ...projects,
    ...inventories.map((path) => files.status(path)?.kind === "directory" ? path : folderOf(path)),
  ];
}

function summary(count: (severity: Finding["severity"]) => number): string {
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  if (errors + warnings + infos === 0) return "nothing is wrong";
  const told = `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  return infos === 0 ? told : `${told}, ${counted(infos, "note")}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
