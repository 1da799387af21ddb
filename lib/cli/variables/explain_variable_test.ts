import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const EXPLAIN = "shep explain http_port -i hosts.yml";

/** The places that count for all of a play, the strongest first, and what takes each away. */
const PLACES = [
  { level: 22, value: "22", without: "extra=" },
  { level: 15, value: 15, without: "rm roles/web/vars/main.yml" },
  { level: 14, value: 14, without: "echo 'other: 1' >vars/site.yml" },
  { level: 12, value: 12, without: "sed -i '/http_port: 12/d; s/^  vars:$//' site.yml" },
  { level: 10, value: 9, without: "rm host_vars/web1.yml" },
  { level: 8, value: 8001, without: "sed -i 's/web1: .*/web1:/' hosts.yml" },
  { level: 7, value: 6, without: "rm group_vars/web.yml" },
  { level: 5, value: 4, without: "rm group_vars/all.yml" },
  { level: 3, value: 80, without: "sed -i 's/vars: { http_port: 80 }/vars: {}/' hosts.yml" },
  { level: 3, value: 3, without: "sed -i 's/vars: { http_port: 3 }/vars: {}/' hosts.yml" },
  { level: 2, value: 2, without: "rm roles/web/defaults/main.yml" },
] as const;

Deno.test("shep explain names the place that a run takes the value from", async () => {
  using shell = new ShepShell("testdata/explain");
  let extra = "-e http_port=22";
  for (const { level, value, without } of PLACES) {
    const { stdout, stderr } = await shell.run(
      `${EXPLAIN} --host web1 -f site.yml ${extra} --format json`,
    );
    const [play] = JSON.parse(stdout);
    const winner = play.places.find((one: { standing: string }) => one.standing === "wins");
    assert.deepEqual({ level: winner?.level, value: winner?.value }, { level, value }, stderr);
    const run = await shell.run(`shep run site.yml -i hosts.yml -c local -l web1 ${extra}`);
    const seen = /TASK \[plain\][^]*?"http_port": "?(\w+)"?/.exec(run.stdout)?.[1];
    assert.equal(seen, String(value), run.stdout + run.stderr);
    if (without === "extra=") extra = "";
    else await shell.run(without);
  }
  const none = await shell.run(`${EXPLAIN} --host web1`);
  assert.equal(none.stdout, "http_port is not set for web1\n");
});

Deno.test("shep explain tells of what only a part of a play sees, and of what a run may set", async () => {
  using shell = new ShepShell("testdata/explain");
  const { stdout } = await shell.run(`${EXPLAIN} --host web1 -f site.yml`);
  const lines = stdout.split("\n").slice(0, 9).map((line) => line.replaceAll(/ {2,}/g, "  "));
  assert.deepEqual(lines, [
    "http_port for web1 in PLAY [serve] (site.yml:1:3) is 15, by level 15 of 22: role vars",
    " + 21  include params  21  site.yml:21:15  only in TASK [include_tasks]",
    " + 20  role params: web  20  site.yml:12:7  only in role web",
    " ? 19  set_fact and register: TASK [set_fact]  19  site.yml:18:7  if a run comes there",
    " ? 19  set_fact and register: TASK [web : found]  ?  roles/web/tasks/main.yml:2:3  " +
    "if a run comes there",
    " ? 18  include_vars: TASK [include_vars]  18  vars/late.yml:1:1  if a run comes there",
    " + 17  task vars  17  more.yml:2:11  only in TASK [debug]",
    " + 16  block vars  16  site.yml:16:15  only in a block",
    "=> 15  role vars: web  15  roles/web/vars/main.yml:1:1",
  ]);
});

Deno.test("shep explain tells of plays once where they say the same, or nothing", async () => {
  using shell = new ShepShell("testdata/demo");
  const explain = "shep explain -i hosts.yml -f site.yml --host green";
  const port = await shell.run(`${explain} port`);
  assert.equal(
    port.stdout,
    "port for green in every play is 8081, by level 8 of 22: inventory host vars\n" +
      "=>  8  inventory host vars: green  8081  hosts.yml:10:18\n",
  );
  const note = await shell.run(`${explain} note`);
  assert.match(
    note.stdout,
    /^note for green in PLAY \[Survive\] \(.*\) has no value before a run\n/,
  );
  const nothing = await shell.run(`${explain} nothing`);
  assert.equal(nothing.stdout, "nothing is not set for green in every play\n");
});

Deno.test("shep explain shows nothing of what is in a vault", async () => {
  using shell = new ShepShell("testdata/explain");
  await shell.run("echo geheim >pw; printf 'http_port: swordfish-7\\n' >host_vars/web2.yml");
  await shell.run("shep vault encrypt --vault-password-file pw host_vars/web2.yml");
  const { stdout, code, stderr } = await shell.run(
    `${EXPLAIN} --host web2 --vault-password-file pw`,
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /is "\*{8}", by level 10 of 22: playbook host_vars\n/);
});

const MISTAKES = [
  { line: "shep explain http_port", says: /hint: --host names the host whose variable is meant/ },
  { line: `${EXPLAIN} --host web9`, says: /There is no host web9 in the inventory/ },
  { line: `${EXPLAIN} --host web1 -f none.yml`, says: /none.yml could not be found/ },
  {
    line: "shep explain x -i other, --host other -f site.yml",
    says: /No play of site.yml is for other/,
  },
] as const;

for (const { line, says } of MISTAKES) {
  Deno.test(`${line} is refused`, async () => {
    using shell = new ShepShell("testdata/explain");
    const { code, stdout, stderr } = await shell.run(line);
    assert.notEqual(code, 0);
    assert.match(stderr, says);
    assert.equal(stdout, "");
  });
}

Deno.test("shep explain masks passwords of connections", async () => {
  using shell = new ShepShell("testdata/explain");
  Deno.writeTextFileSync(`${shell.folder}/plain`, "web1 ansible_become_password=hunter22\n");
  const { stdout } = await shell.run("shep explain ansible_become_password -i plain --host web1");
  assert.match(stdout, /inventory host vars: web1\s+"\*{8}"/);
  assert.doesNotMatch(stdout, /hunter22/);
  Deno.writeTextFileSync(`${shell.folder}/plain`, "web1 ansible_password=20042004\n");
  const digits = await shell.run("shep explain ansible_password -i plain --host web1");
  assert.match(digits.stdout, /inventory host vars: web1\s+"\*{8}"/);
  assert.doesNotMatch(digits.stdout, /20042004/);
});
