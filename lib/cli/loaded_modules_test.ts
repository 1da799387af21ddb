import assert from "node:assert/strict";
import { LOADED_MODULES } from "./loaded_modules.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("LOADED_MODULES are modules, and each is loaded somewhere", async () => {
  const sources = [await Deno.readTextFile(new URL("main.ts", ROOT))];
  for (const path of sourcesBelow(new URL("lib/cli/", ROOT))) {
    sources.push(await Deno.readTextFile(path));
  }
  const all = sources.join("\n");
  for (const path of LOADED_MODULES) {
    assert((await Deno.stat(new URL(path, ROOT))).isFile, path);
    assert(all.includes(`"${path}"`), `${path} is never loaded`);
  }
  for (const [, type = "", path = ""] of all.matchAll(LOAD)) {
    assert(path.endsWith(type.replace(/^[./]+/, "")), `${path} is loaded as ${type}`);
  }
});

function sourcesBelow(folder: URL): readonly URL[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return sourcesBelow(new URL(`${name}/`, folder));
    const isSource = name.endsWith(".ts") && !name.endsWith("_test.ts") &&
      name !== "loaded_modules.ts";
    return isSource ? [new URL(name, folder)] : [];
  });
}

/** `load<typeof import("TYPE")>("PATH")`. */
const LOAD = /load<typeof import\("([^"]+)"\)>\(\s*"([^"]+)"/g;

Deno.test("main.ts imports by name only what every start needs", async () => {
  const text = await Deno.readTextFile(new URL("main.ts", ROOT));
  const imported = [...text.matchAll(/^import (?!type )[^]*? from "([^"]+)";$/gm)];
  const allowed = ["./lib/cli/version.ts", "./lib/system/launch.ts"];
  for (const [, path = ""] of imported) assert(allowed.includes(path), path);
});

Deno.test("VERSION is the one of deno.json", async () => {
  const { VERSION } = await import("./version.ts");
  const config: unknown = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  assert(typeof config === "object" && config !== null && "version" in config);
  assert.equal(VERSION, config.version);
});
