import { deepEqual, equal, match } from "node:assert/strict";
import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { moduleGraph } from "../module_graph.ts";
import { bundleAll, bundleOne } from "./bundle.ts";

function writeProject(root: string): void {
  Deno.mkdirSync(`${root}/parts/deep`, { recursive: true });
  const write = (path: string, text: string) => Deno.writeTextFileSync(`${root}/${path}`, text);
  write("deno.json", "{}");
  write("main.ts", 'export { a } from "./a.ts";\nexport const b = (await import("./b.ts")).b;\n');
  write("a.ts", 'export const a: string = "a is shared by both";\n');
  write("b.ts", 'export const b: string = "b";\n');
  write("parts/deep/part.ts", 'import { a } from "../../a.ts";\nexport const part = a + "!";\n');
}

Deno.test("bundleAll() keeps the places of entries and writes what they share once", async () => {
  using project = new TemporaryFolder();
  using output = new TemporaryFolder();
  writeProject(project.path);
  await bundleAll(["main.ts", "parts/deep/part.ts"], { root: project.path, folder: output.path });
  const main = await import(`${output.path}/main.js`);
  const part = await import(`${output.path}/parts/deep/part.js`);
  deepEqual([main.a, main.b, part.part], ["a is shared by both", "b", "a is shared by both!"]);
  const texts = [...Deno.readDirSync(output.path)].filter((entry) => entry.isFile)
    .map((entry) => Deno.readTextFileSync(`${output.path}/${entry.name}`));
  equal(texts.filter((text) => text.includes("is shared by both")).length, 1);
});

Deno.test("bundleAll() hides dynamic imports from what Deno reads at the start", async () => {
  using project = new TemporaryFolder();
  using output = new TemporaryFolder();
  writeProject(project.path);
  await bundleAll(["main.ts", "parts/deep/part.ts"], { root: project.path, folder: output.path });
  Deno.writeTextFileSync(`${output.path}/deno.json`, "{}");
  const { modules } = await moduleGraph(Deno.realPathSync(output.path), ["main.js"]);
  match(Deno.readTextFileSync(`${output.path}/main.js`), /import\(String\("\.\/b-\w+\.js"\)\)/);
  equal(modules.some((module) => module.path.startsWith("b-")), false);
});

Deno.test("bundleAll() leaves segmenters to those who first need them", async () => {
  using project = new TemporaryFolder();
  using output = new TemporaryFolder();
  writeProject(project.path);
  Deno.writeTextFileSync(
    `${project.path}/main.ts`,
    'const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });\n' +
      "export const count = (text: string) => [...segmenter.segment(text)].length;\n",
  );
  await bundleAll(["main.ts", "a.ts"], { root: project.path, folder: output.path });
  match(Deno.readTextFileSync(`${output.path}/main.js`), /^var segmenter = \{ segment:/m);
  const { count } = await import(`${output.path}/main.js`);
  deepEqual([count("e\u0301a"), count("")], [2, 0]);
});

Deno.test("bundleOne() writes one file", async () => {
  using project = new TemporaryFolder();
  using output = new TemporaryFolder();
  writeProject(project.path);
  await bundleOne("parts/deep/part.ts", { root: project.path, output: `${output.path}/main.js` });
  deepEqual([...Deno.readDirSync(output.path)].map((entry) => entry.name), ["main.js"]);
  equal((await import(`${output.path}/main.js`)).part, "a is shared by both!");
});
