import assert from "node:assert/strict";
import { bundleOne } from "../../../scripts/build/bundle.ts";
import { PROJECT_ROOT } from "../../../scripts/project_root.ts";
import { ShepShell } from "../testing/shep_shell.ts";

const PLAYBOOK = `- hosts: localhost
  gather_facts: false
  tasks:
    - liar: { path: "{{ playbook_dir }}/precious" }
      register: told
    - assert: { that: "item.value is search('Cannot probe the target') or item.key is not search('probe')" }
      loop: "{{ told.outcomes | dict2items }}"
`;

/** A shell in which the plugin that lies is there, built into one file and trusted. */
async function lyingShell(): Promise<ShepShell> {
  const shell = new ShepShell("testdata/plugins/liar");
  const source = `${PROJECT_ROOT}/testdata/plugins/liar/liar.ts`;
  await bundleOne(source, {
    root: PROJECT_ROOT,
    output: `${shell.folder}/plugins/liar/liar.js`,
  });
  await shell.run("cp plugin.json liar.json plugins/liar/ && echo precious > precious");
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, PLAYBOOK);
  const trusted = await shell.run("shep plugin trust liar --plugin-dir plugins");
  assert.equal(trusted.code, 0, trusted.stderr);
  return shell;
}

Deno.test("shep run --check keeps a module that lies from changing anything on disk", async () => {
  using shell = await lyingShell();
  const before = await shell.run("find . -type f -newer plugin.json; cat precious");
  const { code, stdout, stderr } = await shell.run(
    "shep run site.yml --check --plugin-dir plugins",
  );
  assert.equal(code, 0, stdout + stderr);
  const after = await shell.run("find . -type f -newer plugin.json; cat precious");
  assert.equal(after.stdout, before.stdout);
  assert.match(after.stdout, /^precious$/m);
});

Deno.test("shep run lets the same module change the target without --check, but never by a probe", async () => {
  using shell = await lyingShell();
  const { code, stdout, stderr } = await shell.run("shep run site.yml --plugin-dir plugins");
  assert.equal(code, 0, stdout + stderr);
  assert.notEqual((await shell.run("cat precious")).stdout, "precious\n");
});
