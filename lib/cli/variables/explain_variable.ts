import { MASK, Masker } from "../../base/mask.ts";
import { formatPosition } from "../../base/position.ts";
import { absolutePath, folderOf } from "../../base/posix_path.ts";
import { type Value, Vaulted } from "../../base/value.ts";
import { valueToJson } from "../../base/value_json.ts";
import { isReserved } from "../../engine/checks/magic_names.ts";
import { type Level, PRECEDENCE } from "../../engine/checks/precedence.ts";
import { type VarPlace, varPlaces } from "../../engine/checks/var_places.ts";
import { isPassword } from "../../engine/executor/known_secrets.ts";
import type { VarOrigin } from "../../engine/inventory/inventory_var.ts";
import type { SelectedInventory } from "../../engine/inventory/selected_inventory.ts";
import type { LoadedPlay } from "../../engine/playbook/model.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import type { Config } from "../config/config.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { inventoryPlaces, inventorySources, openInventory } from "../inventory/open_inventory.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { openFactCache } from "../run/fact_cache.ts";
import { loadPlaybooks, openLoader } from "../run/load_playbooks.ts";
import { runTemplating } from "../run/run_templating.ts";
import { selectInventory } from "../run/select_inventory.ts";
import { openVault, type RunVault } from "../vault/open_vault.ts";
import type { VaultArguments } from "../vault/vault_options.ts";
import { explainedText } from "./explained_text.ts";

/** What `shep explain` was asked for about a variable. */
export interface ExplainVariableArguments extends VaultArguments {
  readonly name: string;
  readonly host: string;
  readonly file: string | undefined;
  readonly inventory: readonly string[];
  readonly extraVars: readonly string[];
  readonly format: "text" | "json";
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** A place that gives a variable a value, in the words of people. */
export interface ExplainedPlace {
  readonly level: Level;
  readonly name: string;
  readonly place: string | undefined;
  readonly owner: string | undefined;
  /** JSON text, without secrets. */
  readonly value: string | undefined;
  /**
   * - `wins`: tasks see it unless one of the other two is above it
   * - `run`: only a run can tell whether it does
   * - `part`: it counts for a part of the play alone
   * - `loses`: something stronger is there
   */
  readonly standing: "wins" | "run" | "part" | "loses";
  /** Where it counts, of a part. */
  readonly only: string | undefined;
}

/** A variable in one play; without a playbook, in all of them. */
export interface Explained {
  readonly play: string | undefined;
  readonly places: readonly ExplainedPlace[];
}

/** @returns The exit code of `shep explain VAR --host HOST`. */
export async function explainVariable(
  app: App,
  given: ExplainVariableArguments,
): Promise<number> {
  const workingFolder = app.system.environment.workingFolder();
  const file = given.file === undefined ? undefined : absolutePath(given.file, workingFolder);
  await using plugins = await openPlugins(app, {
    folders: given.pluginFolders,
    transports: given.pluginTransports,
    verbosity: 0,
    project: file === undefined ? [] : [folderOf(file)],
    inventory: inventoryPlaces(app, given.inventory),
  });
  const config = openConfig(app);
  const masker = new Masker();
  const vault = await openVault(app, given, { config, masker });
  const parts = { config, plugins: plugins.manager, vault, masker };
  const inventory = await inventoryOf(app, given, { ...parts, file });
  const { name, host } = given;
  if (!inventory.hostNames().includes(host)) {
    throw new CommandError(`There is no host ${host} in the inventory`, {
      exitCode: EXIT.options,
      hint: "shep inventory ls lists all hosts; -i names the inventory",
    });
  }
  const common = [
    ...extraPlaces(app, given, vault),
    ...factPlaces(app, given, config),
    ...inventoryPlacesOf(inventory, given),
  ];
  const plays = file === undefined ? [] : await playsOf(app, given, { ...parts, file, inventory });
  const explained = plays.length === 0
    ? [{ play: undefined, places: explainedPlaces(name, common, masker) }]
    : plays.map(({ play, places }) => ({
      play: titleOf(play),
      places: explainedPlaces(name, [...places, ...common], masker),
    }));
  const about = { name, host, folder: workingFolder, isMagic: isReserved(name) };
  app.out(
    given.format === "json"
      ? `${JSON.stringify(explained.map(jsonOf), null, 2)}\n`
      : explainedText(about, explained),
  );
  return EXIT.ok;
}

interface Parts {
  readonly config: Config;
  readonly plugins: Caller;
  readonly vault: RunVault;
  readonly masker: Masker;
}

async function inventoryOf(
  app: App,
  given: ExplainVariableArguments,
  { plugins, vault, file }: Parts & { readonly file: string | undefined },
): Promise<SelectedInventory> {
  const playbookFolder = file === undefined
    ? app.system.environment.workingFolder()
    : folderOf(file);
  const reload = () =>
    openInventory(app, plugins, { sources: given.inventory, vault, playbookFolder });
  const loaded = await reload();
  app.report(loaded.diagnostics);
  return selectInventory(app, loaded, {
    sources: inventorySources(app, given.inventory),
    limit: undefined,
    warn: (text) => app.warn(text),
    reload,
  });
}

async function playsOf(
  app: App,
  given: ExplainVariableArguments,
  { config, plugins, vault, masker, file, inventory }: Parts & {
    readonly file: string;
    readonly inventory: SelectedInventory;
  },
): Promise<readonly { readonly play: LoadedPlay; readonly places: readonly VarPlace[] }[]> {
  const { files, environment } = app.system;
  const decrypt = vault.decryptVars;
  const extraVars = readExtraVars(given.extraVars, {
    files,
    workingFolder: environment.workingFolder(),
    decryptVars: decrypt,
  });
  const warn = (text: string) => app.warn(text);
  const templating = runTemplating(app, { secrets: masker, vault, hosts: () => [], warn });
  const loader = openLoader(app, {
    ...{ plugins, extraVars, decrypt, config },
    environment: templating.environment,
  });
  const loaded = await loadPlaybooks(app, [file], loader);
  const own = loaded.flatMap(({ plays }) => plays).filter(({ hosts }) =>
    // Which hosts a template means, a run knows.
    hosts.includes("{{") || inventory.match(hosts).hosts.includes(given.host)
  );
  if (own.length === 0) throw new CommandError(`No play of ${given.file} is for ${given.host}`);
  return await Promise.all(own.map(async (play) => ({
    play,
    places: await varPlaces(play, given.name, { loader, files, decrypt }),
  })));
}

/** Later `-e` win over earlier ones. */
function extraPlaces(
  app: App,
  { extraVars, name }: ExplainVariableArguments,
  { decryptVars }: RunVault,
): readonly VarPlace[] {
  const { files, environment } = app.system;
  const ports = { files, workingFolder: environment.workingFolder(), decryptVars };
  return extraVars.flatMap((text) => {
    const value = readExtraVars([text], ports).get(name);
    const owner = text.startsWith("@") ? `-e ${text}` : "-e";
    return value === undefined ? [] : [{ level: 22 as const, value, owner }];
  }).reverse();
}

function factPlaces(
  app: App,
  { name, host }: ExplainVariableArguments,
  config: Config,
): readonly VarPlace[] {
  const value = openFactCache(app, config)?.read(host)?.get(name);
  if (value !== undefined) return [{ level: 11, value, owner: "the cache of facts" }];
  return name.startsWith("ansible_") ? [{ level: 11, owner: "setup" }] : [];
}

const LEVELS: Readonly<Record<VarOrigin, Level>> = {
  "inventory all": 3,
  "inventory group": 3,
  "inventory group_vars/all": 4,
  "playbook group_vars/all": 5,
  "inventory group_vars": 6,
  "playbook group_vars": 7,
  "inventory host": 8,
  "add_host": 8,
  "inventory host_vars": 9,
  "playbook host_vars": 10,
};

function inventoryPlacesOf(
  inventory: SelectedInventory,
  { host, name }: ExplainVariableArguments,
): readonly VarPlace[] {
  return inventory.explain(host, name).map(({ origin, owner, value, position }) => ({
    level: LEVELS[origin],
    owner,
    value,
    ...(position !== undefined && { position }),
  }));
}

/** Levels that only a run gets to: what is asked for, included, set or found out. */
const AT_RUN_TIME: ReadonlySet<Level> = new Set<Level>([13, 18, 19]);

function explainedPlaces(
  name: string,
  found: readonly VarPlace[],
  masker: Masker,
): readonly ExplainedPlace[] {
  let hasWon = false;
  return found.toSorted((a, b) => b.level - a.level).map((one) => {
    const { level, position, owner, only, value } = one;
    const isRun = AT_RUN_TIME.has(level) || value === undefined;
    const standing = hasWon ? "loses" : isRun ? "run" : only === undefined ? "wins" : "part";
    if (standing === "wins") hasWon = true;
    return {
      ...{ level, owner, only, standing },
      name: PRECEDENCE[level],
      place: position && formatPosition(position),
      value: value === undefined ? undefined : shownValue(name, value, masker),
    };
  });
}

function shownValue(name: string, value: Value, masker: Masker): string {
  if (value instanceof Vaulted) return "(vault)";
  // Of digits alone, a password is a number.
  const isHidden = isPassword(name) && value !== null && value !== "";
  return valueToJson(isHidden ? MASK : masker.value(value));
}

function titleOf({ name, hosts, position }: LoadedPlay): string {
  return `PLAY [${name ?? hosts}]${position === undefined ? "" : ` (${formatPosition(position)})`}`;
}

function jsonOf({ play, places }: Explained) {
  return {
    play,
    places: places.map(({ value, ...rest }) => ({
      ...rest,
      value: value === undefined || value === "(vault)" ? value : JSON.parse(value),
    })),
  };
}
