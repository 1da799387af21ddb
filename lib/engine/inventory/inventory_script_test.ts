import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { parseInventory } from "../../../plugins/inventory/parse_inventory.ts";
import type { InventoryPorts, ScriptOutcome } from "./inventory_ports.ts";
import { isScript, loadScript } from "./inventory_script.ts";

const SCRIPT = bytes("#!/bin/sh\n");

Deno.test("isScript() looks at the mode and at the first characters", () => {
  assert.equal(isScript(bytes("x"), 0o644), false);
  assert.equal(isScript(bytes("x"), 0o755), true);
  assert.equal(isScript(SCRIPT, 0o644), true);
});

Deno.test("loadScript() asks for each host when there is no _meta", async () => {
  const calls: string[] = [];
  const response = await loadScript(
    "/inv",
    SCRIPT,
    ports((args) => {
      calls.push(args.join(" "));
      return args[0] === "--list" ? '{"g": ["a", "b"]}' : args[1] === "a" ? '{"x": 1.0}' : "\n";
    }),
  );
  assert.deepEqual(calls, ["--list", "--host a", "--host b"]);
  const hosts = response.inventory?.hosts.map(({ name, vars }) => [name, vars[0]?.value]);
  assert.deepEqual(hosts, [["a", "1.0"], ["b", undefined]]);
});

Deno.test("loadScript() asks no host when there is _meta", async () => {
  const calls: string[] = [];
  await loadScript(
    "/inv",
    SCRIPT,
    ports((args) => {
      calls.push(args.join(" "));
      return '{"g": ["a"], "_meta": {"hostvars": {}}}';
    }),
  );
  assert.deepEqual(calls, ["--list"]);
});

Deno.test("loadScript() does not run a text that is only marked as executable", async () => {
  const response = await loadScript(
    "/inv",
    bytes("all:\n"),
    ports(() => assert.fail("It was run")),
  );
  assert.match(response.warnings[0] ?? "", /script plugin: problem running .*Exec format error/);
});

const FAILURES: readonly [string, (args: readonly string[]) => string | ScriptOutcome, RegExp][] = [
  [
    "cannot be started",
    () => ({ kind: "failed", reason: "Permission denied" }),
    /Permission denied/,
  ],
  [
    "ends with an error",
    () => ({ kind: "exited", code: 3, stdout: bytes(""), stderr: "oops" }),
    /Inventory script \(\/inv\) had an execution error: oops\n/,
  ],
  [
    "prints bad JSON for a host",
    ([kind]) => kind === "--list" ? '{"g": ["a"]}' : "[]",
    /could not parse post variable response: \/inv --host a/,
  ],
  [
    "cannot be started for a host",
    ([kind]) => kind === "--list" ? '{"g": ["a"]}' : { kind: "failed", reason: "gone" },
    /problem running \/inv --host a: gone/,
  ],
];

for (const [what, answer, message] of FAILURES) {
  Deno.test(`loadScript() warns in Ansible's words when the script ${what}`, async () => {
    const response = await loadScript("/inv", SCRIPT, ports(answer));
    assert.equal(response.inventory, undefined);
    assert.match(response.warnings[0] ?? "", message);
    assert.equal(response.error, "Unable to parse /inv as an inventory source");
  });
}

function ports(answer: (args: readonly string[]) => string | ScriptOutcome): InventoryPorts {
  return {
    files: new FakeFiles(),
    parse: ({ filePath, content = bytes(""), format }) =>
      Promise.resolve(parseInventory({ filePath, content, format })),
    run(_program, args) {
      const answered = answer(args);
      if (typeof answered !== "string") return Promise.resolve(answered);
      return Promise.resolve({ kind: "exited", code: 0, stdout: bytes(answered), stderr: "" });
    },
    decrypt: undefined,
  };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
