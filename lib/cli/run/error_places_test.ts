import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const PLAYBOOK = `- hosts: localhost
  gather_facts: false
  ignore_errors: true
  vars:
    outer: |
      first
      second {{ missing }}
  tasks:
    - debug:
        msg: |
          one
          two {{ 1 / 0 }}
    - debug:
        msg:
          - one
          - two {{ undefined_variable }}
    - debug:
        msg: >-
          one
          two {{ 1 + }}
    - debug: { msg: x }
      when:
        - true
        - undefined_variable == 3
    - debug: { msg: "{{ outer }}" }
    - template: { src: t.j2, dest: out }
`;

const PLACES = [
  "site.yml:12:11",
  "site.yml:16:13",
  // Folded lines are one.
  "site.yml:19:11",
  "site.yml:24:11",
  // The variable is at fault, which is elsewhere.
  "site.yml:25:16",
  "t.j2:3",
];

Deno.test("shep run says in which line of a text something went wrong", async () => {
  using shell = new ShepShell("testdata/compat/vars");
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, PLAYBOOK);
  Deno.writeTextFileSync(
    `${shell.folder}/t.j2`,
    "#jinja2: trim_blocks: False\none\n{{ undefined_variable }}\n",
  );
  const { stdout } = await shell.run("shep run site.yml");
  const places = [...stdout.matchAll(/\/((?:site\.yml|t\.j2)(?::\d+)+)/g)];
  assert.deepEqual(places.map(([, place]) => place), PLACES);
});
