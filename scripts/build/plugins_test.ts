import { deepEqual, equal, throws } from "node:assert/strict";
import { permissionFlags, readRegistry } from "./plugins.ts";

const registry = (permissions: unknown) => ({
  REGISTRY: [{
    name: "local",
    folder: "connections/local",
    manifest: {
      name: "local",
      version: "1.0.0",
      description: "Runs commands here",
      entry: "start.ts",
      capabilities: [{ name: "connection.local", version: 1 }],
      permissions,
    },
  }],
});

function flags(permissions: unknown): readonly string[] {
  return readRegistry(registry(permissions)).flatMap(permissionFlags);
}

Deno.test("readRegistry() reads names, entries and manifests", () => {
  const [plugin] = readRegistry(registry({ run: ["sh"] }));
  equal(plugin?.name, "local");
  equal(plugin?.entry, "plugins/connections/local/start.ts");
  deepEqual(plugin?.manifest.permissions.run, ["sh"]);
});

Deno.test("readRegistry() refuses what is no registry", () => {
  throws(() => readRegistry({ PLUGINS: "basic" }), /it exports no list/);
  throws(() => readRegistry({ PLUGINS: [{ name: "a" }] }), /an entry without name or folder/);
  throws(
    () => readRegistry({ PLUGINS: [{ name: "a", folder: "b" }] }),
    /Cannot use plugin plugins\/b\/plugin\.json/,
  );
});

Deno.test("permissionFlags() gives what the manifest asks for and the host's cookie", () => {
  deepEqual(flags({ run: ["sh", "ssh"], env: ["A"], sys: true, import: true }), [
    "--allow-run=sh,ssh",
    "--allow-env=SHEP_PLUGIN_MAGIC,A",
    "--allow-sys",
    "--allow-import",
  ]);
  deepEqual(flags({ env: true, import: true }), ["--allow-env", "--allow-import"]);
  deepEqual(flags({}), ["--allow-env=SHEP_PLUGIN_MAGIC", "--deny-import"]);
});

Deno.test("permissionFlags() refuses what only a running host knows", () => {
  throws(() => flags({ read: ["$project"] }), {
    message: "Cannot build the plugin local: only a running host knows what its permission read " +
      "means by $project",
  });
});
