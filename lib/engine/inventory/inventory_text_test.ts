import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { inventoryDetails, inventoryText } from "./inventory_text.ts";
import { loadInventory } from "./load_inventory.ts";

const loaded = await loadInventory(
  { sources: ["/hosts"], workingFolder: "/", playbookFolder: undefined },
  {
    files: new FakeFiles({ "/hosts": "x" }),
    parse: () =>
      Promise.resolve({
        inventory: {
          hosts: [
            {
              name: "green.example.com",
              vars: [{ key: "ansible_ssh_host", value: '"191.168.100.32"' }],
            },
            { name: "blue", vars: [{ key: "list", value: "[1,2]" }] },
          ],
          groups: [
            { name: "usa", hosts: [], children: ["east"], vars: [{ key: "zone", value: '"us"' }] },
            { name: "east", hosts: ["blue"], children: [], vars: [] },
          ],
        },
        warnings: [],
        diagnostics: [],
      }),
    run: undefined,
    decrypt: undefined,
  },
);

Deno.test("inventoryText() lists hosts with addresses and groups with counts", () => {
  assert.equal(
    inventoryText(loaded),
    [
      "HOSTS:",
      "  green.example.com  191.168.100.32",
      "  blue               -",
      "",
      "GROUPS:",
      "  ungrouped (1 host)",
      "  usa (1 host)",
      "  east (1 host)",
    ].join("\n"),
  );
});

Deno.test("inventoryDetails() shows variables and members", () => {
  assert.equal(
    inventoryDetails(loaded, { isExport: true, extraVars: new Map() }),
    [
      "HOSTS:",
      "  green.example.com",
      "    address: 191.168.100.32",
      "    vars:",
      "      ansible_ssh_host: 191.168.100.32",
      "  blue",
      "    address: blue",
      "    vars:",
      "      list: [1,2]",
      "",
      "GROUPS:",
      "  ungrouped",
      "    hosts: green.example.com",
      "  usa",
      "    children: east",
      "    vars:",
      "      zone: us",
      "  east",
      "    hosts: blue",
    ].join("\n"),
  );
});
