import { deepEqual } from "node:assert/strict";
import { FakeEnvironment } from "../system/fake_environment.ts";
import { FakeFiles } from "../system/fake_files.ts";
import { discoverPlugins, pluginFolders } from "./discovery.ts";

function manifest(name: string): string {
  return JSON.stringify({
    name,
    version: "1.0.0",
    description: "Does something",
    entry: "main.ts",
    capabilities: [{ name: `test.${name}`, version: 1 }],
  });
}

Deno.test("pluginFolders() goes from what the user says to what the system has", () => {
  const environment = new FakeEnvironment({
    variables: { SHEP_PLUGIN_PATH: "/one::/two", HOME: "/home/me" },
  });
  deepEqual(pluginFolders({ flags: ["/flag"], project: "/project", environment }), [
    "/flag",
    "/one",
    "/two",
    "/project/plugins",
    "/home/me/.local/share/shep/plugins",
    "/usr/lib/shep/plugins",
  ]);
});

Deno.test("pluginFolders() follows XDG_DATA_HOME and needs no project", () => {
  const environment = new FakeEnvironment({ variables: { XDG_DATA_HOME: "/data" } });
  deepEqual(pluginFolders({ flags: [], environment }), [
    "/data/shep/plugins",
    "/usr/lib/shep/plugins",
  ]);
});

Deno.test("discoverPlugins() finds plugins in folders and folders that are plugins", () => {
  const files = new FakeFiles({
    "/a/one/plugin.json": manifest("one"),
    "/a/two/plugin.json": manifest("two"),
    "/a/.hidden/plugin.json": manifest("hidden"),
    "/a/modules/copy.py": "",
    "/b/plugin.json": manifest("three"),
    "/b/deep/er/plugin.json": manifest("four"),
  });
  const { found, problems } = discoverPlugins(files, ["/a", "/b", "/missing"]);
  deepEqual(found.map(({ folder, manifest }) => [folder, manifest.name]), [
    ["/a/one", "one"],
    ["/a/two", "two"],
    ["/b", "three"],
  ]);
  deepEqual(problems, []);
});

Deno.test("discoverPlugins() finds a plugin once, however many ways lead to it", () => {
  const files = new FakeFiles({
    "/a/one/plugin.json": manifest("one"),
    "/b/link": { link: "/a/one" },
  });
  deepEqual(discoverPlugins(files, ["/a", "/b", "/a/one"]).found.map(({ folder }) => folder), [
    "/a/one",
  ]);
});

Deno.test("discoverPlugins() goes on after a plugin.json with problems", () => {
  const files = new FakeFiles({
    "/a/bad/plugin.json": "{}",
    "/a/good/plugin.json": manifest("good"),
    "/a/worse/plugin.json": "no",
  });
  const { found, problems } = discoverPlugins(files, ["/a"]);
  deepEqual(found.map(({ manifest }) => manifest.name), ["good"]);
  deepEqual(problems.map(({ message }) => message.slice(0, 41)), [
    'Cannot use plugin /a/bad/plugin.json: "na',
    "Cannot use plugin /a/worse/plugin.json: i",
  ]);
});
