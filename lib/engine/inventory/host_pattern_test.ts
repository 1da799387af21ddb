import assert from "node:assert/strict";
import fc from "fast-check";
import { HostPatternError, selectHosts, splitHostPattern } from "./host_pattern.ts";
import { Inventory } from "./inventory.ts";

Deno.test("splitHostPattern() splits at commas, else at colons, but not in addresses", () => {
  const cases: readonly [string, readonly string[]][] = [
    ["a,b:22,!c", ["a", "b:22", "!c"]],
    ["a:b:&c:!d", ["a", "b", "&c", "!d"]],
    ["web[1:3]", ["web[1:3]"]],
    ["web[0:1]:db", ["web[0:1]", "db"]],
    ["fe80::1", ["fe80::1"]],
    ["host:22", ["host:22"]],
    [" a , ,b ", ["a", "b"]],
    ["", []],
  ];
  for (const [pattern, parts] of cases) assert.deepEqual(splitHostPattern(pattern), parts, pattern);
});

Deno.test("selectHosts() agrees with sets when parts are united, intersected and taken out", () => {
  const names = ["a", "b", "c", "d", "e"];
  const groups = fc.dictionary(fc.constantFrom("g1", "g2", "g3"), fc.subarray(names));
  const part = fc.tuple(
    fc.constantFrom("", "&", "!"),
    fc.constantFrom("all", "g1", "g2", "g3", "g*", "a", "c", "[ab]", "~[de]$", "nobody"),
  );
  fc.assert(fc.property(groups, fc.array(part, { minLength: 1, maxLength: 5 }), (groups, parts) => {
    const inventory = inventoryOf(names, groups);
    const wanted = expected(names, groups, parts);
    const { hosts } = selectHosts(inventory, parts.map(([sign, name]) => sign + name));
    assert.deepEqual(hosts.map(({ name }) => name).toSorted(), wanted);
    assert.equal(new Set(hosts).size, hosts.length);
  }));
});

Deno.test("selectHosts() slices like a list when a part has a subscript", () => {
  const names = ["a", "b", "c", "d"];
  const inventory = inventoryOf(names, { g: names });
  fc.assert(fc.property(fc.integer({ min: -6, max: 6 }), (index) => {
    const wanted = names.at(index);
    const select = () => selectHosts(inventory, [`g[${index}]`]).hosts.map(({ name }) => name);
    if (wanted === undefined) assert.throws(select, HostPatternError);
    else assert.deepEqual(select(), [wanted]);
  }));
  fc.assert(fc.property(fc.nat(6), fc.integer({ min: 1, max: 6 }), (start, end) => {
    const { hosts } = selectHosts(inventory, [`g[${start}:${end}]`]);
    assert.deepEqual(hosts.map(({ name }) => name), names.slice(start, end + 1));
  }));
});

Deno.test("selectHosts() keeps the order of the parts, then of the inventory", () => {
  const inventory = inventoryOf(["a", "b", "c"], { g: ["c", "a"] });
  const { hosts } = selectHosts(inventory, ["g", "b"]);
  assert.deepEqual(hosts.map(({ name }) => name), ["c", "a", "b"]);
});

Deno.test("selectHosts() warns once for each part that matches nothing", () => {
  const inventory = inventoryOf(["a"], {});
  assert.deepEqual(selectHosts(inventory, ["x", "&y", "x"]).warnings, [
    "Could not match supplied host pattern, ignoring: x",
    "Could not match supplied host pattern, ignoring: y",
  ]);
});

Deno.test("selectHosts() refuses a malformed regular expression", () => {
  assert.throws(() => selectHosts(inventoryOf(["a"], {}), ["~["]), {
    name: "HostPatternError",
    message: "Invalid host list pattern: ~[",
  });
});

function inventoryOf(
  names: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
): Inventory {
  const inventory = new Inventory();
  inventory.add({
    hosts: names.map((name) => ({ name, vars: [] })),
    groups: Object.entries(groups).map(([name, hosts]) => ({
      name,
      hosts,
      children: [],
      vars: [],
    })),
  }, "test");
  inventory.reconcile();
  return inventory;
}

/** The dumb twin: plain sets of names. */
function expected(
  names: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
  parts: readonly (readonly [string, string])[],
): readonly string[] {
  const meant = (name: string): readonly string[] => {
    if (name === "all") return names;
    if (name === "g*") return Object.values(groups).flat();
    if (name === "[ab]") return ["a", "b"];
    if (name === "~[de]$") return ["d", "e"];
    return groups[name] ?? names.filter((host) => host === name);
  };
  const signed = (sign: string) => parts.filter((part) => part[0] === sign).map((part) => part[1]);
  const united = signed("").length === 0 ? names : signed("").flatMap(meant);
  const result = [...new Set(united)].filter((host) =>
    signed("&").every((name) => meant(name).includes(host)) &&
    !signed("!").some((name) => meant(name).includes(host))
  );
  return result.toSorted();
}
