import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const RUN = "shep run site.yml -i localhost, --check";

interface Event {
  readonly event: string;
  readonly task?: { readonly name: string };
  readonly status?: string;
  readonly result?: { readonly msg?: string };
  readonly hosts?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

async function eventsOf(shell: ShepShell, line: string): Promise<readonly Event[]> {
  const { stdout, stderr } = await shell.run(`${line} --format json`);
  assert.equal(stderr, "");
  return stdout.trim().split("\n").map((text) => JSON.parse(text));
}

Deno.test("shep run --check says of each task what is certain and what is unknown", async () => {
  using shell = new ShepShell("testdata/prediction");
  const events = await eventsOf(shell, RUN);
  const results = events.filter(({ event }) => event === "task_result");
  assert.ok(results.length > 30);
  for (const { task, status } of results) {
    assert.equal(`${task?.name.replace(/, \w+$/, "")}, ${status}`, task?.name);
  }
  const told = new Set(results.map(({ task }) => task?.name));
  for (const handler of ["restart, unknown", "reload, unknown", "sure, ok"]) {
    assert.ok(told.has(handler), handler);
  }
  assert.equal(events.at(-1)?.hosts?.["localhost"]?.["failed"], 0);
  // Two of the unknown are handlers; meta tasks count for nothing.
  const unknown = results.filter(({ status }) => status === "unknown").length;
  assert.equal(events.at(-1)?.hosts?.["localhost"]?.["unknown"], unknown - 1);
});

Deno.test("shep run --check names the task that an unknown one depends on", async () => {
  using shell = new ShepShell("testdata/prediction");
  const { stdout, code } = await shell.run(RUN);
  assert.equal(code, 0, stdout);
  assert.match(
    stdout,
    /unknown: \[localhost\] => Cannot be predicted: depends on "look, skipped" at \S*site\.yml:\d+:\d+\n/,
  );
  assert.match(stdout, /unknown: \[localhost\] => \(item=a\) => Cannot be predicted/);
  assert.match(stdout, / ignored=1 {4}unknown=\d+ +\n/);
  const made = await shell.run("ls -d made written never");
  assert.equal(made.stdout, "");
});

Deno.test("shep run --check --check-run-readonly runs what the playbook says changes nothing", async () => {
  using shell = new ShepShell("testdata/prediction");
  const events = await eventsOf(shell, `${RUN} --check-run-readonly`);
  const statusOf = (name: string) =>
    events.findLast(({ task, event }) => event === "task_result" && task?.name === name)?.status;
  assert.equal(statusOf("look, skipped"), "ok");
  assert.equal(statusOf("a condition, unknown"), "changed");
  assert.equal(statusOf("each, skipped"), "skipped");
  assert.equal(statusOf("over each, unknown"), "unknown");
});

Deno.test("ansible-playbook --check is shep's where SHEP_CHECK says so", async () => {
  using shell = new ShepShell("testdata/prediction");
  const { stdout, code } = await shell.run(
    `SHEP_CHECK=predict ${RUN.replace("run", "ansible-playbook")}`,
  );
  assert.equal(code, 0, stdout);
  assert.match(stdout, / unknown=\d+ /);
});

for (const line of [`${RUN} --check-as-ansible`, `${RUN.replace("run", "ansible-playbook")}`]) {
  Deno.test(`a check as Ansible's fails where a command's output is missed: ${line}`, async () => {
    using shell = new ShepShell("testdata/prediction");
    const { stdout, code } = await shell.run(line);
    assert.equal(code, 2);
    assert.doesNotMatch(stdout, /unknown=|Cannot be predicted/);
  });
}

Deno.test("shep run --check fails where it is certain, whatever the message would be", async () => {
  using shell = new ShepShell("testdata/prediction");
  const tasks = [
    { command: "true", register: "r" },
    { fail: { msg: "got {{ r.stdout }}" } },
  ];
  const play = [{ hosts: "localhost", gather_facts: false, tasks }];
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, JSON.stringify(play));
  const { stdout, code } = await shell.run(RUN);
  assert.equal(code, 2, stdout);
  assert.match(stdout, /fatal: \[localhost\]: FAILED! => .*"msg": "\(cannot be predicted\)"/);
});

Deno.test("shep run --check knows what there is where a task has really changed it", async () => {
  using shell = new ShepShell("testdata/prediction");
  const dest = `${shell.folder}/real`;
  const tasks = [
    { copy: { dest, content: "text" }, check_mode: false },
    { stat: { path: dest }, register: "found" },
    { debug: { msg: "{{ found.stat.size }} bytes" } },
  ];
  const play = [{ hosts: "localhost", connection: "local", gather_facts: false, tasks }];
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, JSON.stringify(play));
  const { stdout, code } = await shell.run(RUN);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /"msg": "4 bytes"/);
});
