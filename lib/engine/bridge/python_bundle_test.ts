import { deepEqual } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { pythonBundle } from "./python_bundle.ts";

const FILES = new FakeFiles({
  "/role/module_utils/own.py": "OWN = 1\n",
  "/role/module_utils/basic.py": "",
  "/py/ansible/module_utils/__init__.py": "",
  "/py/ansible/module_utils/basic.py": "THEIRS = 1\n",
  "/py/ansible/module_utils/deep/__init__.py": "from .inner import thing\n",
  "/py/ansible/module_utils/deep/inner.py": "from ansible.module_utils.deep import other\n",
  "/py/ansible/module_utils/deep/other.py": new Uint8Array([0x23, 0xe9, 0x0a]),
  "/coll/plugins/module_utils/near.py": "from . import next\n",
  "/coll/plugins/module_utils/next.py": "from .gone import x\n",
});

function bundleOf(name: string, source: string) {
  return pythonBundle({ name, source }, FILES, {
    moduleUtils: ["/role/module_utils", "/py/ansible/module_utils"],
    collection: (collection) => collection === "a.b" ? "/coll" : undefined,
    version: "2.0",
  });
}

Deno.test("pythonBundle() takes the nearest files, the packages above them and what they import", () => {
  const source =
    "from ansible.module_utils import own\nimport ansible.module_utils.deep\nimport os\n";
  const { files, missing } = bundleOf("ansible.modules.x", source);
  deepEqual([...files].sort(), [
    ["ansible/__init__.py", '__version__ = "2.0"\n'],
    ["ansible/module_utils/__init__.py", ""],
    ["ansible/module_utils/basic.py", ""],
    ["ansible/module_utils/deep/__init__.py", "from .inner import thing\n"],
    ["ansible/module_utils/deep/inner.py", "from ansible.module_utils.deep import other\n"],
    ["ansible/module_utils/deep/other.py", "#é\n"],
    ["ansible/module_utils/own.py", "OWN = 1\n"],
    ["ansible/modules/__init__.py", ""],
    ["ansible/modules/x.py", source],
  ]);
  deepEqual(missing, []);
});

Deno.test("pythonBundle() follows relative imports in collections and names what is not there", () => {
  const name = "ansible_collections.a.b.plugins.modules.x";
  const { files, missing } = bundleOf(name, "from ..module_utils.near import y\n");
  deepEqual([...files.keys()].filter((path) => !path.endsWith("__init__.py")).sort(), [
    "ansible/module_utils/basic.py",
    "ansible_collections/a/b/plugins/module_utils/near.py",
    "ansible_collections/a/b/plugins/module_utils/next.py",
    "ansible_collections/a/b/plugins/modules/x.py",
  ]);
  deepEqual(missing, ["ansible_collections.a.b.plugins.module_utils.gone"]);
});
