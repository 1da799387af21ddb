import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../../lib/cli/testing/tested_shep.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { startSshd } from "../testing/sshd.ts";

const HOSTS = 20;

Deno.test({
  ...needs("shep run has all hosts open at the same time", sshdReason),
  async fn() {
    await using server = await startSshd({ addresses: HOSTS });
    const here = `${server.folder}/here`;
    await Deno.mkdir(here);
    await Deno.writeTextFile(`${server.folder}/hosts`, server.inventory(HOSTS));
    // Each host waits for all others.
    const script = `touch ${here}/{{ inventory_hostname }}; ` +
      `n=0; while [ $(ls ${here} | wc -l) -lt ${HOSTS} ] && [ $n -lt 300 ]; do ` +
      `sleep 0.2; n=$((n + 1)); done; echo $SSH_CONNECTION`;
    await Deno.writeTextFile(
      `${server.folder}/site.yml`,
      `- hosts: all\n  gather_facts: false\n  tasks:\n    - shell: ${script}\n` +
        `      timeout: 60\n      register: said\n` +
        `    - assert: { that: ["ansible_host in said.stdout"] }\n`,
    );
    const [program, ...words] = TESTED_SHEP;
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: [...words, "run", "-f", String(HOSTS), "-i", "hosts", "site.yml"],
      cwd: server.folder,
    }).output();
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    assert.equal(code, 0, said);
    assert.equal(said.match(/ok=2 +changed=1 /g)?.length, HOSTS);
  },
});
