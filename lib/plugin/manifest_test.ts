import { deepEqual, throws } from "node:assert/strict";
import { ManifestError, parseManifest, readManifest } from "./manifest.ts";

const MINIMAL = {
  name: "copy-cat",
  version: "1.0.0",
  description: "Copies",
  entry: "copy_cat.ts",
  capabilities: [{ name: "execute.copy", version: 1 }],
};

function problems(content: unknown): readonly string[] {
  try {
    readManifest(content, "x/plugin.json");
  } catch (error) {
    if (error instanceof ManifestError) return error.problems;
    throw error;
  }
  return [];
}

Deno.test("readManifest() reads all keys", () => {
  const permissions = {
    read: ["$project", "$inventory/group_vars", "/etc/hosts"],
    write: ["$project/out"],
    net: true,
    run: ["ssh"],
    env: ["HOME"],
    sys: ["hostname"],
    ffi: [],
    import: ["example.com:443"],
  };
  deepEqual(
    readManifest({ ...MINIMAL, permissions, modules: { copy: "specs/copy.json" } }, "x"),
    {
      ...MINIMAL,
      runtime: "deno",
      permissions,
      modules: new Map([["copy", "specs/copy.json"]]),
    },
  );
});

Deno.test("readManifest() grants nothing that is not asked for", () => {
  deepEqual(readManifest(MINIMAL, "x").permissions, {
    read: [],
    write: [],
    net: [],
    run: [],
    env: [],
    sys: [],
    ffi: [],
    import: [],
  });
});

Deno.test("readManifest() names every problem at once", () => {
  deepEqual(
    problems({
      name: "Bad Name",
      version: "1",
      entry: "../outside.ts",
      capabilities: [{ name: "host.exec", version: 1 }, { name: "x" }, { name: "a", version: 0 }],
      permissions: { read: ["relative", "/a/../b"], run: ["a,b"], time: [], sys: ["moon"], net: 1 },
      modules: { copy: "/etc/passwd" },
      requires: [],
    }),
    [
      '"requires" is no key of plugin.json',
      '"name" must be a name of lower-case letters, digits, _ and -: found "Bad Name"',
      '"version" must be a version such as 1.0.0: found "1"',
      '"description" must be a text: found nothing',
      '"entry" must be a path within the plugin\'s folder: found "../outside.ts"',
      "capability host.exec is reserved",
      'a capability must be {"name": "x", "version": 1}: found {"name":"x"}',
      'a capability must be {"name": "x", "version": 1}: found {"name":"a","version":0}',
      'permission "read" must list absolute paths, or ones below $project or $inventory: ' +
      'found "relative"',
      'permission "read" must list absolute paths, or ones below $project or $inventory: ' +
      'found "/a/../b"',
      'permission "run" must list texts without commas: found "a,b"',
      '"time" is no permission',
      'permission "sys" has no "moon"',
      'permission "net" must be true or a list of texts: found 1',
      '"modules" must name files in the plugin\'s folder: found "/etc/passwd"',
    ],
  );
});

Deno.test("readManifest() refuses capabilities twice, and files for modules that are not offered", () => {
  const [capability] = MINIMAL.capabilities;
  deepEqual(
    problems({
      ...MINIMAL,
      capabilities: [capability, capability],
      modules: { move: "move.json" },
    }),
    [
      "capability execute.copy is there twice",
      '"modules" has move, but no capability is named execute.move',
    ],
  );
});

Deno.test("readManifest() refuses calls of sessions from plugins that open none", () => {
  const session = { name: "session.exec", version: 1 };
  deepEqual(problems({ ...MINIMAL, capabilities: [session] }), [
    "capability session.exec is for plugins that offer connect.<name>",
  ]);
  const connect = { name: "connect.x", version: 1 };
  deepEqual(problems({ ...MINIMAL, capabilities: [connect, session] }), []);
});

Deno.test("readManifest() refuses permissions of a plugin that nothing confines", () => {
  deepEqual(problems({ ...MINIMAL, runtime: "native", permissions: { read: ["/"] } }), [
    '"permissions" must be left out for a native plugin: nothing confines it',
  ]);
  deepEqual(problems({ ...MINIMAL, runtime: "native" }), []);
});

for (const entry of ["/abs.ts", "a/../b.ts", "./a.ts", "a//b.ts", "", "..", "a/", "a/."]) {
  Deno.test(`readManifest() refuses the entry ${JSON.stringify(entry)}`, () => {
    deepEqual(problems({ ...MINIMAL, entry }).length, 1);
  });
}

Deno.test("parseManifest() names the file that is no JSON", () => {
  throws(
    () => parseManifest("{", "/p/plugin.json"),
    new ManifestError("/p/plugin.json", ["it is not JSON"]),
  );
  throws(() => parseManifest("[]", "/p/plugin.json"), /it must be an object$/);
});
