import { deepEqual, equal } from "node:assert/strict";
import { moduleDocument } from "./module_document.ts";

const SOURCE = `
DOCUMENTATION = r'''
module: x
'''
EXAMPLES = """
- x:
"""
module = AnsibleModule(
    argument_spec=dict(
        name=dict(type='str', default=dict(a=1)),
        token=dict(type='str', no_log=True),
        nested=dict(type='dict', options=dict(key=dict(no_log=True))),
        shown=dict(no_log=False),
    ),
    supports_check_mode=True)
spec = {'password': {'type': 'str', "no_log": True}, "other": dict(type='int')}
`;

Deno.test("moduleDocument() reads the texts, secrets and check mode of a module", () => {
  deepEqual(moduleDocument(SOURCE), {
    documentation: "\nmodule: x\n",
    examples: "\n- x:\n",
    returns: "",
    supportsCheckMode: true,
    secretOptions: ["token", "key", "password"],
  });
});

Deno.test("moduleDocument() takes no comment for a word of the module", () => {
  equal(moduleDocument("  # supports_check_mode=True\n").supportsCheckMode, false);
  equal(moduleDocument("f(supports_check_mode=False)\n").supportsCheckMode, false);
});
