import { deepEqual, ok } from "node:assert/strict";
import { parseModuleSpec } from "../lib/engine/playbook/parse_module_spec.ts";
import { REGISTRY } from "../plugins/registry.ts";

for (const { name, folder, manifest, specs } of REGISTRY) {
  Deno.test(`REGISTRY has the options of every module of ${name}`, () => {
    const modules = manifest.capabilities.map((capability) => capability.name)
      .filter((capability) => capability.startsWith("execute."))
      .map((capability) => capability.slice("execute.".length));
    deepEqual(Object.keys(specs).sort(), modules.sort());
    for (const [module, spec] of Object.entries(specs)) {
      const parsed = parseModuleSpec(spec);
      deepEqual(parsed.module, module);
      ok(parsed.shortDescription !== "" && parsed.examples !== "", module);
    }
  });

  Deno.test(`REGISTRY says where ${name} is`, () => {
    ok(Deno.statSync(new URL(`../plugins/${folder}/${manifest.entry}`, import.meta.url)).isFile);
  });
}

Deno.test("the shared worker loads every plugin without permissions, and no other", () => {
  const text = Deno.readTextFileSync(new URL("../plugins/shared_worker.ts", import.meta.url));
  const loaded = [...text.matchAll(/^ {2}(\w+): \(\) => import\("\.\/([^"]+)"\),$/gm)];
  const wanted = REGISTRY.filter(({ manifest }) => Object.keys(manifest.permissions).length === 0);
  deepEqual(
    loaded.map(([, name, path]) => `${name} ${path}`).sort(),
    wanted.map(({ name, folder, manifest }) => `${name} ${folder}/${manifest.entry}`).sort(),
  );
});
