import { deepEqual, equal } from "node:assert/strict";
import { documentedSpec } from "./documented_spec.ts";
import { moduleDocument } from "./module_document.ts";

const SOURCE = `
DOCUMENTATION = r'''
module: x
short_description: Do x
description: One text
extends_documentation_fragment: [a.b.shared, a.b.shared.more, gone]
options:
  name: {description: Its name, required: true}
  token: {description: [A, B], type: str}
  parts:
    type: list
    elements: dict
    suboptions:
      size: {type: int, default: 3, description: How big}
'''
RETURN = '''
size: {description: How big, type: int, returned: success, sample: 3}
'''
m = AnsibleModule(argument_spec=dict(token=dict(no_log=True)), supports_check_mode=True)
`;

const FRAGMENT = `
class ModuleDocFragment(object):
    DOCUMENTATION = r'''
options:
  mode: {type: raw, description: Bits}
  name: {type: int, description: Another name}
'''
    MORE = r'''
options:
  more: {type: bool, default: yes, description: More}
'''
`;

const SPEC = documentedSpec({
  name: "a.b.x",
  path: "/x.py",
  document: moduleDocument(SOURCE),
  fragment: (name) => name === "a.b.shared" ? FRAGMENT : undefined,
});

Deno.test("documentedSpec() takes in fragments, but what the module says wins", () => {
  const options = [...SPEC.arguments.options].map(([name, option]) =>
    [name, option.type, option.required, option.default, option.noLog] as const
  );
  deepEqual(options, [
    ["mode", "raw", false, undefined, false],
    ["name", "str", true, undefined, false],
    ["more", "bool", false, true, false],
    ["token", "str", false, undefined, true],
    ["parts", "list", false, undefined, false],
  ]);
  // What is gone may have had others.
  equal(SPEC.acceptsAny, true);
  equal(SPEC.arguments.options.get("parts")?.suboptions?.options.get("size")?.default, 3);
});

Deno.test("documentedSpec() reads what a module is for and what it returns", () => {
  deepEqual(
    [SPEC.module, SPEC.shortDescription, SPEC.description, SPEC.checkMode],
    ["a.b.x", "Do x", ["One text"], "full"],
  );
  deepEqual([...SPEC.returns], [["size", {
    type: "int",
    description: ["How big"],
    returned: "success",
    sample: 3,
    contains: new Map(),
  }]]);
});
