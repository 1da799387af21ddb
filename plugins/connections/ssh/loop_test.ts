import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../../lib/cli/testing/tested_shep.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { startSshd } from "../testing/sshd.ts";

/** Loops over edits of one file, in which rounds look at what those in front of them have done. */
const PLAYBOOK = `
- hosts: all
  gather_facts: false
  tasks:
    - lineinfile: { path: "{{ file }}", create: true, regexp: "^{{ item | first }}=", line: "{{ item }}" }
      loop: [a=1, b=2, a=3, c=4, b=2, a=3, d=5]
    - lineinfile: { path: "{{ file }}", line: "{{ item }}" }
      loop: [a=3, b=2, c=4, d=5, e=6, e=6, "# end"]
    - lineinfile: { path: "{{ file }}", line: "{{ item }}" }
      loop: [a=3, b=2, c=4, d=5, e=6, e=6, "# end"]
    - replace: { path: "{{ file }}", regexp: "{{ item.of }}", replace: "{{ item.by }}" }
      loop: [{ of: "=3", by: "=7" }, { of: "=9", by: "=1" }, { of: "=7", by: "=9" }]
    - blockinfile: { path: "{{ file }}", marker: "# {mark} {{ item }}", block: "in {{ item }}" }
      loop: [one, two, one]
    - lineinfile: { path: "{{ file }}/{{ item }}", line: x }
      loop: [none, nowhere]
      ignore_errors: true
    - lineinfile: { path: "{{ file }}", regexp: "{{ item }}", state: absent }
      loop: ["^in", "^#", "^d", "^d"]
`;

Deno.test({
  ...needs("rounds of a loop that edit one file see each other over ssh", sshdReason),
  async fn() {
    await using server = await startSshd();
    const { folder } = server;
    await Deno.writeTextFile(`${folder}/site.yml`, PLAYBOOK);
    const run = async (name: string, inventory: string) => {
      const file = `${folder}/${name}`;
      await Deno.writeTextFile(`${folder}/${name}.hosts`, inventory);
      const [program, ...words] = TESTED_SHEP;
      const args = [
        ...words,
        "run",
        "-i",
        `${name}.hosts`,
        "-e",
        `file=${file}`,
        "site.yml",
      ];
      const options = { args, cwd: folder, env: { NO_COLOR: "1" } };
      const { stdout } = await new Deno.Command(program, options).output();
      const told = new TextDecoder().decode(stdout).replaceAll(file, "FILE");
      return { told, content: await Deno.readTextFile(file) };
    };
    const far = server.inventory(1);
    const name = /^\S+/.exec(far)?.[0] ?? "";
    const near = await run("near", `${name} ansible_connection=local\n`);
    assert.match(near.told, /ok=7 +changed=5 .* failed=0 .* ignored=1 /);
    assert.deepEqual(await run("far", far), near);
  },
});
