import { deepEqual, equal } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { ModuleFinder } from "./module_finder.ts";

const FILES = new FakeFiles({
  "/role/library/mine.py": "",
  "/role/library/mine.md": "",
  "/role/library/deep/under.sh": "",
  "/play/library/mine.py": "",
  "/play/library/acted.py": "",
  "/play/action_plugins/acted.py": "",
  "/lib/shared": "",
  "/py/ansible/modules/core.py": "",
  "/py/ansible/plugins/action/done_here.py": "",
  "/py/ansible/config/ansible_builtin_runtime.yml":
    "plugin_routing:\n  modules:\n    short:\n      redirect: a.b.long\n    loop:\n      redirect: loop\n",
  "/coll/ansible_collections/a/b/plugins/modules/long.py": "",
  "/coll/ansible_collections/a/b/plugins/modules/acted.py": "",
  "/coll/ansible_collections/a/b/plugins/modules/net_one.py": "",
  "/coll/ansible_collections/a/b/plugins/action/acted.py": "",
  "/coll/ansible_collections/a/b/meta/runtime.yml":
    "plugin_routing:\n  modules:\n    old: {redirect: a.b.long}\n" +
    "    gone: {tombstone: {warning_text: Use a.b.long.}}\n" +
    "  action:\n    net_one: {redirect: a.b.net}\n",
  "/play/collections/ansible_collections/c/d/plugins/modules/beside.py": "",
});

function find(module: string, collections: readonly string[] = []): string {
  const finder = new ModuleFinder(FILES, {
    library: ["/lib"],
    collections: ["/coll"],
    packages: ["/py"],
  });
  const found = finder.find({ module, folders: ["/role", "/play"], collections });
  if (found === undefined) return "nothing";
  return found.kind === "module" ? `${found.pythonName} ${found.path}` : found.reason;
}

const CASES: readonly (readonly [module: string, found: string])[] = [
  ["mine", "ansible.modules.mine /role/library/mine.py"],
  ["under", "ansible.modules.under /role/library/deep/under.sh"],
  ["shared", "ansible.modules.shared /lib/shared"],
  ["core", "ansible.modules.core /py/ansible/modules/core.py"],
  [
    "short",
    "ansible_collections.a.b.plugins.modules.long " +
    "/coll/ansible_collections/a/b/plugins/modules/long.py",
  ],
  [
    "a.b.old",
    "ansible_collections.a.b.plugins.modules.long " +
    "/coll/ansible_collections/a/b/plugins/modules/long.py",
  ],
  [
    "c.d.beside",
    "ansible_collections.c.d.plugins.modules.beside " +
    "/play/collections/ansible_collections/c/d/plugins/modules/beside.py",
  ],
  ["a.b.gone", "Cannot run module a.b.gone: it has been removed. Use a.b.long."],
  ["loop", "nothing"],
  ["a.b.none", "nothing"],
  ["x.y.none", "nothing"],
  ["none", "nothing"],
];

for (const [module, found] of CASES) {
  Deno.test(`ModuleFinder.find() finds ${found} for ${module}`, () => {
    equal(find(module), found);
  });
}

Deno.test("ModuleFinder.find() refuses what an action plugin in Python is for, and names its file", () => {
  const refusals = ["acted", "done_here", "a.b.acted", "a.b.net_one"].map((name) => find(name));
  deepEqual(refusals.map((text) => /\/\S+/.exec(text)?.[0]), [
    "/play/action_plugins/acted.py",
    "/py/ansible/plugins/action/done_here.py",
    "/coll/ansible_collections/a/b/plugins/action/acted.py",
    "/coll/ansible_collections/a/b/meta/runtime.yml",
  ]);
});

Deno.test("ModuleFinder.find() looks into the collections of a task first", () => {
  equal(
    find("long", ["ansible.builtin", "a.b"]),
    "ansible_collections.a.b.plugins.modules.long " +
      "/coll/ansible_collections/a/b/plugins/modules/long.py",
  );
});
