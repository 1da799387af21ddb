import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const MODULE = `#!/usr/bin/python
DOCUMENTATION = r'''
module: greet
short_description: Greets
options:
  name: { type: str, required: true }
  times: { type: int }
  tone: { type: str, choices: [warm, cool] }
'''
`;

const PLAYBOOK = `- hosts: all
  module_defaults:
    group/nowhere: { name: x }
  tasks:
    - greet: { nam: Ada, times: often, tone: loud }
    - greet: { name: Ada, times: "{{ count }}" }
      module_defaults: {}
`;

Deno.test("shep playbook validate checks modules in Python by their documentation", async () => {
  using shell = new ShepShell("testdata/compat/vars");
  Deno.mkdirSync(`${shell.folder}/library`);
  Deno.writeTextFileSync(`${shell.folder}/library/greet.py`, MODULE);
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, PLAYBOOK);
  const { code, stderr } = await shell.run("shep playbook validate site.yml");
  assert.equal(code, 4, stderr);
  assert.deepEqual(stderr.split("\n").filter((line) => line.startsWith("site.yml:")), [
    "site.yml:2:3: error[unknown-group]: Error loading module_defaults: could not resolve the " +
    "module_defaults group ansible.builtin.nowhere",
    "site.yml:5:16: warning[unknown-argument]: Unsupported parameters for (greet) module: nam",
    "site.yml:5:26: warning[invalid-argument]: argument 'times' is of type <class 'str'> and we " +
    "were unable to convert to int: <class 'str'> cannot be converted to an int",
    "site.yml:5:40: warning[invalid-argument]: value of tone must be one of: warm, cool, got: loud",
  ]);
});

Deno.test("shep playbook validate says that a device is no playbook", async () => {
  using shell = new ShepShell("testdata/compat/vars");
  const { code, stderr } = await shell.run("shep playbook validate /dev/null");
  assert.equal(stderr, "ERROR! the playbook: /dev/null does not appear to be a file\n");
  assert.equal(code, 1);
});

Deno.test("shep playbook validate does without the vault password that a project names", async () => {
  using shell = new ShepShell("testdata/compat/vars");
  Deno.writeTextFileSync(`${shell.folder}/ansible.cfg`, "[defaults]\nvault_password_file=none\n");
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, "- hosts: all\n  tasks:\n    - pong:\n");
  const { code, stderr } = await shell.run("shep playbook validate site.yml");
  assert.match(stderr, /Vaults stay shut/);
  assert.match(stderr, /site\.yml:3:7: error\[unknown-module\]/);
  assert.equal(code, 4);
});
