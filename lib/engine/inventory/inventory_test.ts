import assert from "node:assert/strict";
import { GroupCycleError, Inventory } from "./inventory.ts";

Deno.test("Inventory.add() refuses a circle of groups over several sources and adds nothing", () => {
  const inventory = new Inventory();
  inventory.add({ hosts: [], groups: [group("a", { children: ["b"] })] }, "one");
  const second = {
    hosts: [{ name: "h", vars: [] }],
    groups: [group("b", { children: ["c"] }), group("c", { children: ["a"] })],
  };
  assert.throws(() => inventory.add(second, "two"), (error: unknown) => {
    assert.ok(error instanceof GroupCycleError);
    assert.deepEqual(error.path, ["a", "b", "c", "a"]);
    return true;
  });
  assert.equal(inventory.hosts.size, 0);
});

Deno.test("Inventory.groupsOf() orders groups by depth, priority and name", () => {
  const inventory = new Inventory();
  const priority = { key: "ansible_group_priority", value: "5" };
  inventory.add({
    hosts: [{ name: "h", vars: [] }],
    groups: [
      group("z", { hosts: ["h"] }),
      { ...group("a", { hosts: ["h"] }), vars: [priority] },
      group("m", { hosts: ["h"] }),
      group("top", { children: ["middle"] }),
      group("middle", { children: ["z"] }),
    ],
  }, "test");
  inventory.reconcile();
  const host = inventory.host("h");
  assert.ok(host !== undefined);
  assert.deepEqual(inventory.groupsOf(host).map(({ name }) => name), [
    "m",
    "top",
    "a",
    "middle",
    "z",
  ]);
  assert.equal(inventory.groups.get("a")?.vars.size, 0);
});

Deno.test("Inventory.addHost() moves a host out of ungrouped and says whether it is new", () => {
  const inventory = new Inventory();
  const vars = new Map([["x", 1]]);
  assert.equal(inventory.addHost("h", { groups: [], vars }), true);
  assert.deepEqual(groupNames(inventory, "h"), ["ungrouped"]);
  assert.equal(inventory.addHost("h", { groups: ["g"], vars }), true);
  assert.deepEqual(groupNames(inventory, "h"), ["g"]);
  assert.equal(inventory.addHost("h", { groups: ["g"], vars }), false);
  assert.equal(inventory.addHost("h", { groups: [], vars: new Map([["x", 2]]) }), true);
});

Deno.test("Inventory.addToGroup() creates the group below its parents", () => {
  const inventory = new Inventory();
  inventory.addHost("h", { groups: [], vars: new Map() });
  const change = { group: "os_debian", parents: ["os"] };
  assert.equal(inventory.addToGroup("h", change), true);
  assert.equal(inventory.addToGroup("h", change), false);
  assert.deepEqual(groupNames(inventory, "h"), ["os", "os_debian"]);
  assert.throws(
    () => inventory.addToGroup("h", { group: "os", parents: ["os_debian"] }),
    GroupCycleError,
  );
});

Deno.test("Inventory.host() makes up one localhost for all of its names", () => {
  const inventory = new Inventory();
  const host = inventory.host("127.0.0.1");
  assert.equal(host?.isImplicit, true);
  assert.equal(inventory.host("localhost"), host);
  assert.equal(host?.vars.get("ansible_connection")?.value, "local");
  assert.deepEqual(inventory.hostsOf(inventory.all), []);
  assert.equal(inventory.host("other"), undefined);
});

Deno.test("Inventory.host() prefers a named localhost to a made up one", () => {
  const inventory = new Inventory();
  inventory.host("localhost");
  inventory.add({ hosts: [{ name: "127.0.0.1", vars: [] }], groups: [] }, "test");
  inventory.reconcile();
  assert.equal(inventory.host("localhost")?.name, "127.0.0.1");
});

function group(
  name: string,
  members: { readonly hosts?: readonly string[]; readonly children?: readonly string[] },
) {
  return { name, hosts: members.hosts ?? [], children: members.children ?? [], vars: [] };
}

function groupNames(inventory: Inventory, name: string): readonly string[] {
  const host = inventory.host(name);
  return host === undefined ? [] : inventory.groupsOf(host).map((item) => item.name).toSorted();
}
