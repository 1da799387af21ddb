import assert from "node:assert/strict";
import fc from "fast-check";
import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import type { Var } from "../../wire/domain.ts";
import { EffectiveVars } from "./effective_vars.ts";
import { Inventory } from "./inventory.ts";
import type { InventoryHost } from "./inventory_group.ts";
import { VAR_ORIGINS, type VarOrigin } from "./inventory_var.ts";

/** Each place that can set a variable of host `h` in group `g`, from the weakest to the strongest. */
const PLACES: readonly VarOrigin[] = VAR_ORIGINS.filter((origin) => origin !== "add_host");

Deno.test("EffectiveVars.ofHost() takes each variable from its strongest place", () => {
  const assignment = fc.tuple(fc.constantFrom("x", "y", "z"), fc.constantFrom(...PLACES));
  fc.assert(fc.property(fc.array(assignment, { maxLength: 12 }), (assignments) => {
    const { vars, host } = setUp(assignments);
    const wanted = new Map<string, string>();
    // The dumb twin: later places overwrite what earlier ones have set.
    for (const place of PLACES) {
      for (const [name, at] of assignments) if (at === place) wanted.set(name, place);
    }
    const found = new Map(Array.from(vars.ofHost(host), ([name, item]) => [name, item.value]));
    assert.deepEqual(found, wanted);
    for (const [, item] of vars.ofHost(host)) assert.equal(item.origin, item.value);
  }));
});

Deno.test("EffectiveVars.layers() lists every place that sets a variable, the strongest first", () => {
  const { vars, host } = setUp(PLACES.map((place) => ["x", place]));
  const origins = vars.layers(host).flatMap((layer) => layer.get("x")?.origin ?? []);
  assert.deepEqual(origins, PLACES.toReversed());
});

Deno.test("EffectiveVars knows the file and line of a variable", () => {
  const { vars, host } = setUp([["x", "playbook group_vars"]]);
  assert.deepEqual(vars.ofHost(host).get("x")?.position, {
    file: "/play/group_vars/g",
    line: 1,
    column: 1,
  });
});

Deno.test("EffectiveVars lists each folder once when there are many hosts", () => {
  const fake = new FakeFiles({ "/inv/host_vars/h5.yml": "x: 1\n" });
  const listed: string[] = [];
  const files: Files = {
    read: (path) => fake.read(path),
    readRange: (path, range) => fake.readRange(path, range),
    readText: (path) => fake.readText(path),
    status: (path) => fake.status(path),
    linkTarget: (path) => fake.linkTarget(path),
    realPath: (path) => fake.realPath(path),
    list(path) {
      listed.push(path);
      return fake.list(path);
    },
  };
  const inventory = new Inventory();
  const hosts = Array.from({ length: 100 }, (_, index) => ({ name: `h${index}`, vars: [] }));
  inventory.add({ hosts, groups: [] }, "test");
  inventory.reconcile();
  const vars = open(inventory, files);
  const found = [...inventory.hosts.values()].map((host) => vars.ofHost(host).get("x")?.value);
  assert.equal(found.filter((value) => value === 1).length, 1);
  assert.deepEqual(listed, ["/inv/host_vars"]);
});

Deno.test("EffectiveVars shares what hosts of the same groups have in common", () => {
  const inventory = new Inventory();
  const item = { key: "big", value: '["shared"]' };
  inventory.add({
    hosts: ["a", "b"].map((name) => ({ name, vars: [] })),
    groups: [{ name: "g", hosts: ["a", "b"], children: [], vars: [item] }],
  }, "test");
  inventory.reconcile();
  const vars = open(inventory, new FakeFiles());
  const [a, b] = [...inventory.hosts.values()].map((host) => vars.ofHost(host).get("big")?.value);
  assert.ok(a === b && Array.isArray(a));
});

Deno.test("EffectiveVars sees what add_host and group_by change", () => {
  const { inventory, vars, host } = setUp([["x", "inventory host"]]);
  assert.equal(vars.ofHost(host).get("x")?.value, "inventory host");
  inventory.addHost("h", { groups: ["new"], vars: new Map([["x", "added"]]) });
  assert.equal(vars.ofHost(host).get("x")?.value, "added");
  assert.equal(vars.ofHost(host).get("x")?.origin, "add_host");
});

Deno.test("EffectiveVars decrypts files that are encrypted as a whole", () => {
  const files = new FakeFiles({ "/inv/group_vars/all": "$ANSIBLE_VAULT;1.1;AES256\n6162\n" });
  const { inventory, host } = setUp([]);
  const places = { inventoryFolders: ["/inv"], playbookFolder: undefined };
  const decrypt = (text: string, file: string) => `x: ${text.length}\nfile: ${file}\n`;
  const vars = new EffectiveVars(inventory, places, { files, decrypt, warn: () => {} });
  assert.equal(vars.ofHost(host).get("x")?.value, 31);
  assert.equal(vars.ofHost(host).get("file")?.value, "/inv/group_vars/all");
  const closed = new EffectiveVars(inventory, places, {
    files,
    decrypt: undefined,
    warn: () => {},
  });
  assert.throws(() => closed.ofHost(host), /no vault secrets found/);
});

Deno.test("EffectiveVars refuses a file that is no mapping, with its position", () => {
  const { inventory, host } = setUp([]);
  const vars = open(inventory, new FakeFiles({ "/inv/host_vars/h.yml": "# x\n- a\n" }));
  assert.throws(() => vars.ofHost(host), (error: unknown) => {
    assert.ok(error instanceof DiagnosticError);
    assert.deepEqual(error.diagnostics[0]?.position, {
      file: "/inv/host_vars/h.yml",
      line: 2,
      column: 1,
    });
    return true;
  });
});

function open(inventory: Inventory, files: Files): EffectiveVars {
  const places = { inventoryFolders: ["/inv"], playbookFolder: undefined };
  return new EffectiveVars(inventory, places, { files, decrypt: undefined, warn: () => {} });
}

/** Sets variables to the names of the places that they are set at. */
function setUp(assignments: readonly (readonly [string, VarOrigin])[]): {
  inventory: Inventory;
  vars: EffectiveVars;
  host: InventoryHost;
} {
  const setAt = (place: VarOrigin): readonly Var[] =>
    assignments.filter(([, at]) => at === place)
      .map(([key]) => ({ key, value: JSON.stringify(place) }));
  const file = (place: VarOrigin) =>
    [...new Set(setAt(place).map(({ key, value }) => `${key}: ${value}\n`))].join("");
  const files = new FakeFiles({
    "/inv/group_vars/all.yml": file("inventory group_vars/all"),
    "/inv/group_vars/g/main.yml": file("inventory group_vars"),
    "/inv/host_vars/h": file("inventory host_vars"),
    "/play/group_vars/all/x.yml": file("playbook group_vars/all"),
    "/play/group_vars/g": file("playbook group_vars"),
    "/play/host_vars/h.json": file("playbook host_vars"),
  });
  const inventory = new Inventory();
  inventory.add({
    hosts: [{ name: "h", vars: setAt("inventory host") }],
    groups: [
      { name: "all", hosts: [], children: [], vars: setAt("inventory all") },
      { name: "g", hosts: ["h"], children: [], vars: setAt("inventory group") },
    ],
  }, "/inv/hosts");
  inventory.reconcile();
  const places = { inventoryFolders: ["/inv"], playbookFolder: "/play" };
  const vars = new EffectiveVars(inventory, places, { files, decrypt: undefined, warn: fail });
  const host = inventory.host("h");
  assert.ok(host !== undefined);
  return { inventory, vars, host };
}

function fail(message: string): never {
  assert.fail(message);
}
