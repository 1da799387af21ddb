import { equal } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { foreignPlugin } from "./foreign_plugin.ts";

const FILES = new FakeFiles({
  "/role/filter_plugins/a.py": "return {'shout': shout}\n",
  "/play/test_plugins/b.py": "return dict(loud=is_loud)\n",
  "/play/lookup_plugins/far.py": "",
  "/coll/plugins/filter/c.py": 'return {"crypt": crypt}\n',
});

const CASES: readonly (readonly [message: string, file: string | undefined])[] = [
  [`Could not load "shout": 'shout'`, "/role/filter_plugins/a.py"],
  [`Could not load "loud": 'loud'`, "/play/test_plugins/b.py"],
  [`Could not load "x.y.crypt": 'x.y.crypt'`, "/coll/plugins/filter/c.py"],
  ["lookup plugin (far) not found", "/play/lookup_plugins/far.py"],
  [`Could not load "none": 'none'`, undefined],
  ["lookup plugin (near) not found", undefined],
  ["'far' is undefined", undefined],
];

for (const [message, file] of CASES) {
  Deno.test(`foreignPlugin() finds ${file} for ${message}`, () => {
    const places = {
      folders: ["/role", "/play"],
      collection: (name: string) => name === "x.y" ? "/coll" : undefined,
    };
    equal(foreignPlugin(message, FILES, places), file);
  });
}
