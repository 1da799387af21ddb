import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../../lib/cli/testing/tested_shep.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { startSshd, type TestSshd } from "../testing/sshd.ts";

Deno.test({
  ...needs("shep run refuses a host that another run is at work on", sshdReason),
  async fn() {
    await using server = await startSshd();
    await new Deno.Command("mkfifo", { args: [`${server.folder}/gate`] }).output();
    const host = prepare(server);
    const first = run(server, "slow.yml");
    const began = await Deno.readTextFile(`${server.folder}/gate`);
    assert.equal(began, "begun\n");
    const second = await said(run(server, "quick.yml"));
    assert.equal(second.code, 4, second.text);
    assert.match(
      second.text,
      new RegExp(
        `UNREACHABLE! => .*Another run is at work on ${host}: that of \\S+@\\S+, since ` +
          `\\d{4}-\\S+Z \\(\\d+ s ago\\), process \\d+ there. --no-lease does not mind`,
      ),
    );
    assert.equal((await said(run(server, "quick.yml", "--no-lease"))).code, 0);
    assert.equal((await said(run(server, "quick.yml", "--check"))).code, 0);
    // The shell on the target goes on with what it is at, and ends then.
    first.kill("SIGKILL");
    await said(first);
    assert.equal((await said(run(server, "quick.yml"))).code, 4);
    await Deno.writeTextFile(`${server.folder}/gate`, "go\n");
    let last = await said(run(server, "quick.yml"));
    for (let tries = 0; last.code === 4 && tries < 20; tries++) {
      last = await said(run(server, "quick.yml"));
    }
    assert.equal(last.code, 0, last.text);
    const left = `${Deno.env.get("HOME")}/.shep/leases/${host}`;
    assert.throws(() => Deno.lstatSync(left), Deno.errors.NotFound);
  },
});

/** Writes playbooks and an inventory of one host, whose name is returned. */
function prepare(server: TestSshd): string {
  const host = `lease-${server.port}`;
  const variables = Object.entries({ ...server.variables, ansible_host: "127.0.0.1" });
  const line = variables.map(([key, value]) => `${key}='${value}'`).join(" ");
  Deno.writeTextFileSync(`${server.folder}/hosts`, `${host} ${line}\n`);
  const gate = `${server.folder}/gate`;
  const play = (task: string) => `- hosts: all\n  gather_facts: false\n  tasks:\n    - ${task}\n`;
  Deno.writeTextFileSync(`${server.folder}/quick.yml`, play("command: echo quick"));
  const script = `echo begun >${gate}; read word <${gate}`;
  Deno.writeTextFileSync(`${server.folder}/slow.yml`, play(`shell: ${script}`));
  return host;
}

function run(server: TestSshd, playbook: string, ...options: readonly string[]): Deno.ChildProcess {
  const [program, ...words] = TESTED_SHEP;
  return new Deno.Command(program, {
    args: [...words, "run", "-i", "hosts", playbook, ...options],
    cwd: server.folder,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function said(
  run: Deno.ChildProcess,
): Promise<{ readonly code: number; readonly text: string }> {
  const { code, stdout, stderr } = await run.output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}
