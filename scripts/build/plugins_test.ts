import { deepEqual, throws } from "node:assert/strict";
import { permissionFlags, readRegistry } from "./plugins.ts";

const entry = (permissions: unknown) => ({
  name: "local",
  folder: "connections/local",
  manifest: { name: "local", entry: "start.ts", permissions },
});

Deno.test("readRegistry() reads names, entries and permissions", () => {
  deepEqual(
    readRegistry({
      PLUGINS: [
        entry({ run: ["sh"], read: true, net: false }),
        { name: "basic", folder: "basic", manifest: {} },
      ],
    }),
    [
      {
        name: "local",
        entry: "plugins/connections/local/start.ts",
        permissions: { run: ["sh"], read: true },
      },
      { name: "basic", entry: "plugins/basic/basic.ts", permissions: {} },
    ],
  );
});

Deno.test("readRegistry() refuses what is no registry", () => {
  throws(() => readRegistry({ PLUGINS: "basic" }), /it exports no list/);
  throws(() => readRegistry({ PLUGINS: [{ name: "a" }] }), /an entry without name or folder/);
  throws(() => readRegistry({ PLUGINS: [entry({ run: "sh" })] }), /the permission run of local/);
});

Deno.test("permissionFlags() gives what the manifest asks for and the host's cookie", () => {
  const [plugin] = readRegistry({
    PLUGINS: [entry({ run: ["sh", "ssh"], env: ["A"], sys: true })],
  });
  deepEqual(plugin && [...permissionFlags(plugin)].sort(), [
    "--allow-env=SHEP_PLUGIN_MAGIC,A",
    "--allow-run=sh,ssh",
    "--allow-sys",
  ]);
  const [none] = readRegistry({ PLUGINS: [entry({})] });
  deepEqual(none && permissionFlags(none), ["--allow-env=SHEP_PLUGIN_MAGIC"]);
});

Deno.test("permissionFlags() refuses what only a running host knows", () => {
  const [plugin] = readRegistry({ PLUGINS: [entry({ read: ["$project"] })] });
  throws(() => plugin && permissionFlags(plugin), {
    message: "Cannot build the plugin local: only a running host knows what its permission read " +
      "means by $project",
  });
});
