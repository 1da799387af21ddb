import { deepEqual, equal, ok } from "node:assert/strict";
import { checkLayers, type Project, ROWS } from "./check_layers.ts";
import type { Import, Module } from "./module_graph.ts";

/** `a.ts: b.ts, type c.ts, dynamic d.ts` as a module. */
function module(text: string): Module {
  const [path = "", list = ""] = text.split(": ");
  const imports = list.split(", ").filter((one) => one !== "").map((one, index): Import => {
    const target = one.replace(/^(type|dynamic) /, "");
    return {
      specifier: target,
      target: target.replace(/^js-yaml/, "npm:js-yaml@5.5.0"),
      kind: one.startsWith("type ") ? "type" : "value",
      when: one.startsWith("dynamic ") ? "dynamic" : "start",
      line: index + 1,
    };
  });
  return { path, imports };
}

function check(modules: readonly string[], more: Partial<Project> = {}): readonly string[] {
  const present = modules.map(module);
  return checkLayers({
    modules: present,
    rows: ROWS.filter((row) =>
      present.some(({ path }) => path.startsWith(row.folder.replace("/*", "/")))
    ),
    hidden: [],
    packages: ["js-yaml"],
    ...more,
  });
}

Deno.test("checkLayers() lets a layer import itself and what is below it", () => {
  deepEqual(
    check([
      "lib/base/a.ts: lib/base/b.ts",
      "lib/source/a.ts: lib/base/a.ts, js-yaml",
      "lib/engine/playbook/a.ts: lib/engine/inventory/a.ts, lib/source/a.ts, type lib/wire/a.ts",
      "lib/engine/inventory/a.ts",
      "lib/wire/a.ts: js-yaml/deep.js",
      "lib/cli/commands/a.ts: lib/engine/playbook/a.ts, lib/system/a.ts",
      "lib/system/a.ts: lib/base/a.ts",
      "plugins/modules/files/a.ts: plugins/modules/kit.ts, lib/plugin/sdk.ts, lib/base/a.ts",
      "plugins/modules/kit.ts",
      "plugins/registry.ts: plugins/modules/plugin.json, type lib/plugin/sdk.ts",
      "lib/plugin/sdk.ts: lib/wire/a.ts",
      "main.ts: lib/cli/commands/a.ts, lib/system/a.ts, plugins/registry.ts",
      "scripts/a.ts: lib/engine/playbook/a.ts, main.ts, node:path",
    ]),
    [],
  );
});

const BROKEN: readonly [module: string, found: string][] = [
  [
    "lib/base/a.ts: lib/source/a.ts",
    "lib/base/a.ts:1: lib/base may import nothing of lib/source/a.ts: " +
    "words without a domain stand on nothing",
  ],
  [
    "lib/engine/inventory/a.ts: type lib/base/a.ts, lib/wire/a.ts",
    "lib/engine/inventory/a.ts:2: lib/engine/inventory may import types alone of lib/wire/a.ts: " +
    "what hosts there are depends neither on templates nor on tasks",
  ],
  [
    "lib/engine/executor/a.ts: type lib/engine/output/a.ts",
    "lib/engine/executor/a.ts:1: lib/engine/executor may import nothing of " +
    "lib/engine/output/a.ts: things are done without knowing who watches",
  ],
  [
    "plugins/basic/a.ts: plugins/inventory/a.ts",
    "plugins/basic/a.ts:1: plugins/basic may import nothing of plugins/inventory/a.ts: " +
    "plugins run in a sandbox and speak to the host over the wire alone",
  ],
  [
    "plugins/basic/a.ts: lib/plugin/manager.ts",
    "plugins/basic/a.ts:1: plugins/basic may import nothing of lib/plugin/manager.ts: " +
    "plugins run in a sandbox and speak to the host over the wire alone",
  ],
  [
    "lib/base/a.ts: lib/base/deep/_b.ts",
    "lib/base/a.ts:1: lib/base/deep/_b.ts is private to its folder",
  ],
  ["lib/base/a.ts: lib/base/b_test.ts", "lib/base/a.ts:1: lib/base/b_test.ts is a test"],
  ["lib/base/a.ts: lib/base/fake_b.ts", "lib/base/a.ts:1: lib/base/fake_b.ts is for tests alone"],
  [
    "lib/base/a.ts: npm:js-yaml@5.5.0",
    "lib/base/a.ts:1: npm:js-yaml@5.5.0 is not one of the names that deno.json gives to packages",
  ],
  [
    "plugins/registry.ts: plugins/basic/basic.ts",
    "plugins/registry.ts:1: plugins/registry.ts may import nothing of plugins/basic/basic.ts: " +
    "the list of built-ins is data: no code of theirs is loaded with it",
  ],
  ["other/a.ts", "other/a.ts: No rule says what this file may import"],
  ["plugins/a.ts", "plugins/a.ts: No rule says what this file may import"],
];

for (const [module, found] of BROKEN) {
  Deno.test(`checkLayers() refuses ${module}`, () => {
    const rows = ROWS.filter((row) => module.startsWith(row.folder.replace("/*", "/basic/")));
    deepEqual(check([module], { rows }), [found]);
  });
}

Deno.test("checkLayers() lets tests import from anywhere but what is hidden", () => {
  deepEqual(
    check([
      "lib/base/a_test.ts: lib/engine/a.ts, lib/base/fake_a.ts, lib/wire/generated/a.ts",
      "lib/base/fake_a.ts",
      "lib/wire/a.ts: lib/wire/generated/a.ts",
      "lib/wire/generated/a.ts: lib/wire/generated/b.ts",
    ], { hidden: [{ folder: "lib/wire/generated", behind: "lib/wire" }] }),
    ["lib/base/a_test.ts:3: lib/wire/generated/a.ts may be imported by lib/wire alone"],
  );
});

Deno.test("checkLayers() refuses a rule for a folder that does not exist", () => {
  deepEqual(
    check(["lib/base/a.ts"], {
      rows: [
        { folder: "lib/base", may: [], why: "" },
        { folder: "lib/gone", may: [], why: "" },
      ],
      hidden: [{ folder: "lib/base/gone", behind: "lib/base" }],
    }),
    [
      "scripts/check_layers.ts: There is a rule for lib/gone, which does not exist",
      "scripts/check_layers.ts: There is a rule for lib/base/gone, which does not exist",
    ],
  );
});

Deno.test("checkLayers() keeps node: modules off the start path", () => {
  deepEqual(
    check([
      "main.ts: lib/cli/a.ts, type lib/cli/c.ts",
      "lib/cli/a.ts: lib/cli/b.ts, dynamic lib/cli/c.ts",
      "lib/cli/b.ts: lib/cli/a.ts, type node:net, node:path",
      "lib/cli/c.ts: node:fs",
    ]),
    ["lib/cli/b.ts:3: node:path is on the start path (main.ts > lib/cli/a.ts > lib/cli/b.ts)"],
  );
});

Deno.test("ROWS give each folder one row and a reason", () => {
  equal(new Set(ROWS.map((row) => row.folder)).size, ROWS.length);
  for (const row of ROWS) ok(row.why.length > 10, row.folder);
});
