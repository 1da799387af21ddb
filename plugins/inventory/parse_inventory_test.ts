import assert from "node:assert/strict";
import type { InventoryFormat, InventoryResponse } from "../../lib/plugin/sdk.ts";
import { parseInventory } from "./parse_inventory.ts";

Deno.test("parseInventory() reports where hosts, groups and variables of INI stand", () => {
  const { inventory } = parse("a.inv", "x\n[web]\n  w1 port=1 'name=n n'\n[web:vars]\nk = v\n");
  const position = (line: number, column: number) => ({ file: "a.inv", line, column });
  assert.deepEqual(inventory?.hosts[0]?.position, position(1, 1));
  assert.deepEqual(inventory?.hosts[1]?.position, position(3, 3));
  assert.deepEqual(inventory?.hosts[1]?.vars, [
    { key: "port", value: "1", position: position(3, 6) },
    { key: "name", value: '"n n"', position: position(3, 14) },
  ]);
  const web = inventory?.groups.find(({ name }) => name === "web");
  assert.deepEqual(web?.position, position(2, 1));
  assert.deepEqual(web?.vars, [{ key: "k", value: '"v"', position: position(5, 1) }]);
});

Deno.test("parseInventory() reports where hosts, groups and variables of YAML stand", () => {
  const { inventory } = parse("a.yml", "all:\n  hosts:\n    h: {k: [1, 2.0]}\n  vars:\n    v: ~\n");
  assert.deepEqual(inventory?.hosts, [{
    name: "h",
    vars: [{ key: "k", value: "[1,2.0]", position: { file: "a.yml", line: 3, column: 9 } }],
    position: { file: "a.yml", line: 3, column: 5 },
  }]);
  assert.deepEqual(inventory?.groups[0]?.vars, [
    { key: "v", value: "null", position: { file: "a.yml", line: 5, column: 5 } },
  ]);
});

Deno.test("parseInventory() repeats literal addresses and ports", () => {
  const { inventory } = parse("h", "a:2222 ansible_host=10.0.0.1\nb ansible_host='{{ x }}'\nc\n");
  assert.deepEqual(
    inventory?.hosts.map(({ address, port }) => [address, port]),
    [["10.0.0.1", 2222], [undefined, undefined], [undefined, undefined]],
  );
});

Deno.test("parseInventory() tries YAML first when the name has no ending", () => {
  assert.equal(parse("hosts", "all: {hosts: {a: }}\n").inventory?.hosts[0]?.name, "a");
  assert.equal(parse("hosts", "a\n").inventory?.hosts[0]?.name, "a");
});

Deno.test("parseInventory() reads what looks like YAML as INI when the name ends so", () => {
  assert.deepEqual(parse("hosts.ini", "{a:1}\n").inventory?.hosts.map(({ name }) => name), [
    "{a:1}",
  ]);
});

Deno.test("parseInventory() warns for each format and points at the meant one when none fits", () => {
  const response = parse("hosts.yml", "all:\n  hosts: [a]\n");
  assert.equal(response.error, "Unable to parse hosts.yml as an inventory source");
  assert.match(
    response.warnings[0] ?? "",
    /^ \* Failed to parse hosts.yml with yaml plugin: Invalid/,
  );
  assert.match(response.warnings[1] ?? "", /^ \* Failed to parse hosts.yml with ini plugin: /);
  assert.deepEqual(response.diagnostics.map(({ position }) => [position.line, position.column]), [
    [2, 10],
  ]);
});

Deno.test("parseInventory() collects what is wrong with the YAML of a file", () => {
  const response = parse("hosts.yml", "all:\n  hosts:\n    a: !x 1\n    b: *y\n");
  assert.deepEqual(response.diagnostics.map(({ position }) => position.line), [3, 4]);
});

Deno.test("parseInventory() names a plugin that shep does not have", () => {
  const response = parse("aws.yml", "plugin: amazon.aws.aws_ec2\n");
  assert.match(response.diagnostics[0]?.hint ?? "", /no inventory plugin "amazon\.aws\.aws_ec2"/);
});

Deno.test("parseInventory() accepts what is not UTF-8 in comments alone", () => {
  const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const source = { filePath: "h.inv", format: "auto" } as const;
  const good = parseInventory({ ...source, content: bytes("# \xe9\na\n") });
  assert.equal(good.inventory?.hosts[0]?.name, "a");
  const bad = parseInventory({ ...source, content: bytes("# x\nb\xe9\n") });
  assert.match(bad.warnings[0] ?? "", /not UTF-8/);
  assert.deepEqual(bad.diagnostics[0]?.position, { file: "h.inv", line: 2, column: 2 });
});

Deno.test("parseInventory() names the circle when groups contain each other", () => {
  const text = "[a:children]\nb\n[b:children]\nc\n[c:children]\na\n";
  assert.match(parse("h.inv", text).warnings[0] ?? "", /'a' as child to 'c'.*loop: c > a > b > c/);
});

Deno.test("parseInventory() gives the variables of a host named like a group to the group", () => {
  const { inventory } = parse("h.inv", "[db]\ndb x=1\n");
  assert.deepEqual(inventory?.hosts[0]?.vars, []);
  assert.equal(inventory?.groups[0]?.vars[0]?.key, "x");
});

Deno.test("parseInventory() refuses a script's output that is no inventory", () => {
  for (
    const [text, message] of [
      ["[1]", /needs to be a json dict/],
      ["{", /failed to parse executable inventory script results/],
      ['{"g": {"hosts": "a"}}', /bad data for the host list/],
      ['{"g": {"vars": [1]}}', /bad data for variables/],
      ['{"g": [1]}', /Invalid host name supplied/],
      ['{"g": ["a"], "_meta": {"hostvars": [1]}}', /Improperly formatted host information/],
    ] as const
  ) {
    assert.match(parse("s.sh", text, "json").warnings[0] ?? "", message);
  }
});

Deno.test("parseInventory() expands ranges in lists of hosts", () => {
  const { inventory } = parse("a[1:2],b:22,,", "a[1:2],b:22,,", "host_list");
  assert.deepEqual(inventory?.hosts.map(({ name, port }) => [name, port]), [
    ["a1", undefined],
    ["a2", undefined],
    ["b", 22],
  ]);
  assert.deepEqual(inventory?.groups.map(({ name, hosts }) => [name, hosts]), [
    ["ungrouped", ["a1", "a2", "b"]],
  ]);
});

function parse(
  filePath: string,
  text: string,
  format: InventoryFormat = "auto",
): InventoryResponse {
  return parseInventory({ filePath, content: new TextEncoder().encode(text), format });
}
