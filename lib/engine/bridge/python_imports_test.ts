import { deepEqual } from "node:assert/strict";
import { pythonImports } from "./python_imports.ts";

const CASES: readonly (readonly [source: string, found: readonly string[]])[] = [
  ["import os", ["os:"]],
  ["import a.b.c as d, e", ["a.b.c:", "e:"]],
  ["from ansible.module_utils.basic import AnsibleModule", [
    "ansible.module_utils.basic:AnsibleModule",
  ]],
  ["from x import (\n    a as b,  # why\n    c,\n)\n", ["x:a,c"]],
  ["from x import a, \\\n    b\nfrom y import c", ["x:a,b", "y:c"]],
  ["try:\n    from ..module_utils.z import q\nexcept ImportError:\n    pass", [
    "..module_utils.z:q",
  ]],
  ["from . import sibling", [".:sibling"]],
  ["from x import *", ["x:"]],
  ["def f():\n\timport late; late.run()", ["late:"]],
  ["importance = 1\nfromage = 2", []],
];

for (const [source, found] of CASES) {
  Deno.test(`pythonImports() finds ${JSON.stringify(found)} in ${JSON.stringify(source)}`, () => {
    const imports = pythonImports(source).map(({ level, module, names }) =>
      `${".".repeat(level)}${module}:${names.join(",")}`
    );
    deepEqual(imports, found);
  });
}
