import assert from "node:assert/strict";
import { processes } from "../../system/processes.ts";
import { files } from "../../system/files.ts";
import { parseInventory } from "../../../plugins/inventory/parse_inventory.ts";
import { readLimit } from "./host_limit.ts";
import { inventoryGraph } from "./inventory_graph.ts";
import { inventoryJson, inventoryList, inventoryTree, inventoryYaml } from "./inventory_list.ts";
import type { InventoryPorts } from "./inventory_ports.ts";
import { type LoadedInventory, loadInventory } from "./load_inventory.ts";
import { SelectedInventory } from "./selected_inventory.ts";

interface Case {
  readonly sources: readonly string[];
  readonly limit?: string;
  /** Why what is listed intentionally differs from Ansible's list. */
  readonly differs?: string;
}

type Matched =
  | { readonly hosts: readonly string[]; readonly warnings: readonly string[] }
  | { readonly error: string };

interface Expected {
  readonly warnings: readonly string[];
  readonly listText: string;
  readonly exportText: string;
  readonly graphText: string;
  readonly yamlText: string;
  /** `null` if Ansible fails to draw it. */
  readonly graphVarsText: string | null;
  readonly patterns?: Readonly<Record<string, Matched>>;
}

const CASES = new URL("../../../testdata/inventory/", import.meta.url).pathname;
/** The circle itself is only named here. */
const LOOP_PATH = /loop: .*$/;
/**
 * There is no `auto` plugin here; findings about YAML look otherwise; a key that overrides a merged
 * one is no duplicate; warnings about what is refused in the end, or about the order of JSON, are
 * left out.
 */
const IGNORED =
  /with auto plugin|Syntax Error while loading YAML|dict key \(y\)|'notgroup' as|not sort JSON/;
const OPTIONS = { isExport: false, extraVars: new Map() };

const ports: InventoryPorts = {
  files,
  parse: ({ filePath, content = new Uint8Array(), format }) =>
    Promise.resolve(parseInventory({ filePath, content, format })),
  async run(program, args) {
    const { ending, stdout, stderr } = await processes.run({ program, args });
    const code = ending.kind === "exited" ? ending.code : -1;
    return { kind: "exited", code, stdout, stderr: new TextDecoder().decode(stderr) };
  },
  decrypt: undefined,
};

for (const { name } of Deno.readDirSync(CASES)) {
  if (files.status(`${CASES}${name}/case.json`) === undefined) continue;
  const project = `${CASES}${name}/project`;
  const expected: Expected = readJson(`${CASES}${name}/expected.json`);
  const { sources, limit, differs }: Case = readJson(`${CASES}${name}/case.json`);

  Deno.test(`loadInventory() warns as ansible-inventory does on ${name}`, async () => {
    const loaded = await load(sources, project);
    const warnings = loaded.warnings.map((warning) =>
      warning.trim().replaceAll(project, "/project").replace(LOOP_PATH, "loop.")
    );
    const compared = [warnings, expected.warnings].map((list) =>
      list.filter((warning) => !IGNORED.test(warning))
    );
    assert.deepEqual(compared[0], compared[1]);
  });

  Deno.test(`inventoryList() agrees with ansible-inventory on ${name}`, async () => {
    if (differs !== undefined) return;
    const loaded = await load(sources, project);
    assert.equal(`${inventoryJson(inventoryList(loaded, OPTIONS))}\n`, expected.listText);
    const exported = inventoryList(loaded, { ...OPTIONS, isExport: true });
    assert.equal(`${inventoryJson(exported)}\n`, expected.exportText);
    const tree = inventoryTree(loaded, { ...OPTIONS, isExport: true });
    assert.equal(`${inventoryYaml(tree)}\n`, expected.yamlText);
  });

  Deno.test(`inventoryGraph() agrees with ansible-inventory on ${name}`, async () => {
    if (differs !== undefined) return;
    const loaded = await load(sources, project);
    const { all } = loaded.inventory;
    const graph = inventoryGraph(loaded, all, { ...OPTIONS, hasVars: false });
    assert.equal(`${graph}\n`, expected.graphText);
    const graphVars = inventoryGraph(loaded, all, { ...OPTIONS, hasVars: true });
    if (expected.graphVarsText !== null) assert.equal(`${graphVars}\n`, expected.graphVarsText);
  });

  if (expected.patterns !== undefined) {
    Deno.test(`SelectedInventory.match() agrees with Ansible on ${name}`, async () => {
      const { inventory, vars } = await load(sources, project);
      const parts = limit && readLimit(limit.replace("@", `@${project}/`), files);
      const selected = new SelectedInventory({
        inventory,
        vars,
        sources,
        limit: parts || undefined,
      });
      for (const [pattern, wanted] of Object.entries(expected.patterns ?? {})) {
        if ("error" in wanted) {
          assert.throws(() => selected.match(pattern), { name: "HostPatternError" }, pattern);
        } else {
          assert.deepEqual(selected.match(pattern), wanted, pattern);
        }
      }
    });
  }
}

async function load(sources: readonly string[], project: string): Promise<LoadedInventory> {
  const places = { workingFolder: project, playbookFolder: project };
  return await loadInventory({ sources, ...places }, ports);
}

function readJson<Content>(path: string): Content {
  return JSON.parse(Deno.readTextFileSync(path));
}
