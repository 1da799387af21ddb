import { deepEqual, equal } from "node:assert/strict";
import { moduleGraph } from "./module_graph.ts";

/** A small project whose modules import in every way there is. */
const FILES: Readonly<Record<string, string>> = {
  "deno.json": '{ "imports": { "node-things": "node:path" } }',
  "a.ts": [
    'import type { B } from "./lib/b.ts";',
    'import { c } from "./lib/c.ts";',
    'import data from "./data.json" with { type: "json" };',
    'import { join } from "node-things";',
    'export type D = import("./d.ts").D;',
    'export const e = () => import("./e.ts");',
    "export { type B, c, data, join };",
  ].join("\n"),
  "lib/b.ts": 'export type { D as B } from "../d.ts";\nexport { c } from "./c.ts";\n',
  "lib/c.ts": "export const c = 1;\n",
  "d.ts": "export type D = 1;\n",
  "e.ts": 'import "./nowhere.ts";\n',
  "data.json": "{}",
};

Deno.test("moduleGraph() tells values, types and dynamic imports apart", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/lib`);
    for (const [path, text] of Object.entries(FILES)) {
      await Deno.writeTextFile(`${root}/${path}`, text);
    }
    const { modules, failures } = await moduleGraph(root, ["a.ts", "lib/b.ts"]);
    deepEqual(failures, [`Module not found "file://${root}/nowhere.ts".`]);
    const shown = modules.filter((module) => module.path.endsWith(".ts")).map((module) => [
      module.path,
      module.imports.map(({ target, kind, when, line }) => `${line} ${kind} ${when} ${target}`),
    ]);
    deepEqual(Object.fromEntries(shown), {
      "a.ts": [
        "1 type start lib/b.ts",
        "2 value start lib/c.ts",
        "3 value start data.json",
        "4 value start node:path",
        "5 type start d.ts",
        "6 value dynamic e.ts",
      ],
      "lib/b.ts": ["1 type start d.ts", "2 value start lib/c.ts"],
      "lib/c.ts": [],
      "d.ts": [],
      "e.ts": ["1 value start nowhere.ts"],
    });
    equal(modules.find((module) => module.path === "a.ts")?.imports[3]?.specifier, "node-things");
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
