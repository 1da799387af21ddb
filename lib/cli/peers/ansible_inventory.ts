import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import type { App } from "../app.ts";
import type { Given } from "./given.ts";
import type { Grammar } from "./grammar.ts";
import { ABOUT, EXTRA_VARS, INVENTORY, PLAYBOOK_FOLDER, VAULT, VERBOSITY } from "./options.ts";
import { definePeer } from "./peer.ts";

const OPTIONS = [
  ...ABOUT,
  ...VERBOSITY,
  ...INVENTORY,
  ...VAULT,
  ...PLAYBOOK_FOLDER,
  ...EXTRA_VARS,
  {
    key: "list",
    names: ["--list"],
    kind: "flag",
    does: "Show all hosts and groups",
  },
  {
    key: "host",
    names: ["--host"],
    kind: "text",
    metavar: "HOST",
    does: "Show the variables of one host",
  },
  { key: "graph", names: ["--graph"], kind: "flag", does: "Draw groups and their hosts as a tree" },
  { key: "yaml", names: ["-y", "--yaml"], kind: "flag", does: "Write YAML instead of JSON" },
  { key: "toml", names: ["--toml"], kind: "flag", does: "Refused: there is JSON, and YAML by -y" },
  { key: "vars", names: ["--vars"], kind: "flag", does: "With --graph: show variables too" },
  {
    key: "export",
    names: ["--export"],
    kind: "flag",
    does: "Show variables where they are set instead of at the hosts",
  },
  {
    key: "output",
    names: ["--output"],
    kind: "text",
    metavar: "OUTPUT_FILE",
    does: "Write to this file",
  },
  {
    key: "limit",
    names: ["-l", "--limit"],
    kind: "text",
    metavar: "SUBSET",
    does: "Show these hosts alone",
  },
] as const;

type Key = typeof OPTIONS[number]["key"];

/** The command line of `ansible-inventory`, with `--limit` of its later releases. */
export const ANSIBLE_INVENTORY: Grammar<Key> = {
  program: "ansible-inventory",
  brief: "Shows hosts, groups and their variables",
  options: OPTIONS,
  operands: { name: "host|group", count: "optional", does: "Where the tree of --graph starts" },
};

/** `ansible-inventory`. */
export const ansibleInventory = definePeer<Key>({
  grammar: ANSIBLE_INVENTORY,
  permissions: ["run", "write"],
  async run(app, given) {
    const actions = [given.flag("list"), given.flag("graph"), given.text("host") !== undefined];
    const count = actions.filter((isWanted) => isWanted).length;
    if (count === 0) {
      refuse(
        "No action selected, at least one of --host, --graph or --list needs to be specified.",
      );
    }
    if (count > 1) {
      refuse(
        "Conflicting options used, only one of --host, --graph or --list can be used at the same time.",
      );
    }
    if (given.flag("toml")) {
      refuse("Cannot write the inventory as TOML: there is JSON, and YAML by --yaml");
    }
    return await show(app, given);
  },
});

async function show(app: App, given: Given<Key>): Promise<number> {
  const options = {
    inventory: given.texts("inventory"),
    limit: given.text("limit"),
    extraVars: given.texts("extraVars"),
    verbosity: given.count("verbosity"),
    vaultIds: given.texts("vaultIds"),
    vaultPasswordFiles: given.texts("vaultPasswordFiles"),
    askVaultPass: given.flag("askVaultPass"),
    pluginFolders: [],
    pluginTransports: [],
    playbookFolder: given.text("playbookFolder"),
    isExport: given.flag("export"),
    output: given.text("output"),
  };
  const format = given.flag("yaml") ? "yaml" : "json";
  const host = given.text("host");
  if (host !== undefined) {
    const { showHost } = await app.load<typeof import("../inventory/show_host.ts")>(
      "lib/cli/inventory/show_host.ts",
    );
    return lenient(await showHost(app, { ...options, host, format }));
  }
  if (given.flag("graph")) {
    const { graphInventory } = await app.load<typeof import("../inventory/graph_inventory.ts")>(
      "lib/cli/inventory/graph_inventory.ts",
    );
    const [group] = given.operands;
    return lenient(await graphInventory(app, { ...options, group, vars: given.flag("vars") }));
  }
  const { listInventory } = await app.load<typeof import("../inventory/list_inventory.ts")>(
    "lib/cli/inventory/list_inventory.ts",
  );
  return lenient(await listInventory(app, { ...options, format }));
}

/** A source that cannot be read is warned of, and no failure. */
function lenient(code: number): number {
  return code === EXIT.unreadable ? EXIT.ok : code;
}

function refuse(message: string): never {
  throw new CommandError(message, { exitCode: EXIT.options });
}
