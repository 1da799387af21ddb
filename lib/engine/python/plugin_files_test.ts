import { deepEqual, equal, throws } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { PluginFiles } from "./plugin_files.ts";

const FILES = new FakeFiles({
  "/play/filter_plugins/b.py": "",
  "/play/filter_plugins/a.py": "",
  "/play/filter_plugins/__init__.py": "",
  "/play/filter_plugins/notes.txt": "",
  "/play/lookup_plugins/far.py": "",
  "/role/filter_plugins/r.py": "",
  "/etc/filters/e.py": "",
  "/coll/plugins/filter/c.py": "",
  "/coll/plugins/filter/inner/d.py": "",
  "/coll/meta/runtime.yml": "plugin_routing:\n  filter:\n" +
    "    old: { redirect: x.y.new }\n    gone: { tombstone: { warning_text: Use new. } }\n" +
    "    round: { redirect: x.y.round }\n",
  "/python/ansible/config/ansible_builtin_runtime.yml":
    "plugin_routing: { filter: { moved: { redirect: x.y.moved } } }\n",
});

function opened(): PluginFiles {
  return new PluginFiles(FILES, {
    folders: { filter: ["/etc/filters"], test: [], lookup: [] },
    packages: ["/python"],
    collection: (name, beside) => name === "x.y" && beside.includes("/play") ? "/coll" : undefined,
  });
}

Deno.test("PluginFiles looks beside playbooks, in roles as they come, and where it is told to", () => {
  const files = opened();
  equal(files.join("/play"), true);
  equal(files.join("/role"), true);
  equal(files.join("/play"), false);
  deepEqual(files.ofProject("filter").map(({ path }) => path), [
    "/play/filter_plugins/a.py",
    "/play/filter_plugins/b.py",
    "/role/filter_plugins/r.py",
    "/etc/filters/e.py",
  ]);
  deepEqual(files.find("lookup", "ansible.legacy.far")?.files, files.ofProject("lookup"));
  deepEqual(files.ofProject("test"), []);
});

Deno.test("PluginFiles finds what collections have, and follows where they send", () => {
  const files = opened();
  files.join("/play");
  const c = {
    kind: "filter",
    path: "/coll/plugins/filter/c.py",
    module: "ansible_collections.x.y.plugins.filter.c",
  };
  deepEqual(files.find("filter", "x.y.new"), { kind: "filter", name: "new", files: [c] });
  deepEqual(files.find("filter", "x.y.old"), { kind: "filter", name: "new", files: [c] });
  deepEqual(files.find("filter", "moved"), { kind: "filter", name: "moved", files: [c] });
  deepEqual(
    files.find("filter", "x.y.inner.deep")?.files.map(({ module }) => module),
    ["ansible_collections.x.y.plugins.filter.inner.d"],
  );
  for (const name of ["x.y.round", "no.where.new", "ansible.builtin.new"]) {
    equal(files.find("filter", name), undefined);
  }
  throws(() => files.find("filter", "x.y.gone"), /x\.y\.gone.*removed. Use new/);
});
