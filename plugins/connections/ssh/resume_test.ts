import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../../lib/cli/testing/tested_shep.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { startSshd, type TestSshd } from "../testing/sshd.ts";

Deno.test({
  ...needs("shep run --resume goes on after a connection was lost", sshdReason),
  async fn() {
    await using server = await startSshd();
    await new Deno.Command("mkfifo", { args: [`${server.folder}/gate`] }).output();
    prepare(server);
    const first = run(server);
    assert.equal(await Deno.readTextFile(`${server.folder}/gate`), "begun\n");
    await server.cut();
    const lost = await first.output();
    assert.equal(lost.code, 4, new TextDecoder().decode(lost.stdout));
    await Deno.writeTextFile(`${server.folder}/open`, "");
    const second = await run(server).output();
    const said = new TextDecoder().decode(second.stdout) + new TextDecoder().decode(second.stderr);
    assert.equal(second.code, 0, said);
    assert.match(said, /Resuming the run of \S+: 2 results of 1 host/);
    assert.doesNotMatch(said, /TASK \[one\]/);
    assert.equal(await Deno.readTextFile(`${server.folder}/trace`), "one\nlast\ntold\n");
  },
});

function prepare(server: TestSshd): void {
  const variables = Object.entries({ ...server.variables, ansible_host: "127.0.0.1" });
  const line = variables.map(([key, value]) => `${key}='${value}'`).join(" ");
  Deno.writeTextFileSync(`${server.folder}/hosts`, `resume-${server.port} ${line}\n`);
  const note = (name: string) => `{ name: ${name}, shell: echo ${name} >>${server.folder}/trace`;
  Deno.writeTextFileSync(
    `${server.folder}/site.yml`,
    `- hosts: all\n  gather_facts: false\n  handlers:\n    - ${note("told")} }\n  tasks:\n` +
      `    - ${note("one")}, notify: told }\n    - name: gate\n` +
      `      shell: cd ${server.folder}; test -e open || { echo begun >gate; exec sleep 100; }\n` +
      `    - ${note("last")} }\n`,
  );
}

/** Without leases: what was under way goes on for a while where nobody ends it. */
function run(server: TestSshd): Deno.ChildProcess {
  const shep = ["run", "-i", "hosts", "site.yml", "--resume", "--no-lease"];
  const [program, ...words] = TESTED_SHEP;
  return new Deno.Command(program, {
    args: [...words, ...shep],
    cwd: server.folder,
    env: { NO_COLOR: "1", XDG_STATE_HOME: `${server.folder}/state` },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}
