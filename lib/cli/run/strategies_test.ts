import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const HOSTS = ["a", "b", "c", "d", "e"];

/** Notes how many are at work in this folder, itself among them. */
const COUNT = "mkdir at-work/$$; ls at-work | wc -l >>counts; rmdir at-work/$$";

/** Runs `tasks` on five hosts that are this computer. */
async function run(
  keywords: string,
  { tasks, more }: { readonly tasks: readonly string[]; readonly more: string },
): Promise<{ readonly stdout: string; readonly counts: readonly number[] }> {
  using shell = new ShepShell("testdata/demo");
  Deno.mkdirSync(`${shell.folder}/at-work`);
  const play = [
    "- hosts: all",
    "  gather_facts: false",
    "  connection: local",
    keywords,
    "  tasks:",
  ];
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, [...play, ...tasks, ""].join("\n"));
  const { code, stdout, stderr } = await shell.run(
    `touch counts; shep run -i ${HOSTS.join(",")}, ${more} site.yml && cat counts >&2`,
  );
  assert.equal(code, 0, stdout + stderr);
  return { stdout, counts: stderr.split("\n").filter((line) => line !== "").map(Number) };
}

function taskOf(name: string): string {
  return `    - { name: ${name}, shell: "${COUNT}", args: { chdir: "{{ playbook_dir }}" } }`;
}

for (const strategy of ["linear", "free", "host_pinned"]) {
  Deno.test(`shep run has no more hosts at work than forks with strategy ${strategy}`, async () => {
    const tasks = [taskOf("one"), taskOf("two")];
    const { counts } = await run(`  strategy: ${strategy}`, { tasks, more: "-f 2" });
    assert.equal(counts.length, 10);
    assert.ok(Math.max(...counts) <= 2, counts.join(" "));
  });

  Deno.test(`shep run has no more hosts at a task than its throttle with strategy ${strategy}`, async () => {
    const tasks = [`${taskOf("one").slice(0, -2)}, throttle: 1 }`];
    const { counts } = await run(`  strategy: ${strategy}`, { tasks, more: "-f 5" });
    assert.deepEqual(counts, [1, 1, 1, 1, 1]);
  });
}

/** @returns Which host was told of which task, in the order of telling. */
async function order(strategy: string): Promise<string> {
  const tasks = ["one", "two"].map((name) => `    - { name: ${name}, debug: { msg: "${name}" } }`);
  const { stdout } = await run(`  strategy: ${strategy}`, { tasks, more: "-f 1 --format json" });
  const events = stdout.trim().split("\n").map((line) => JSON.parse(line));
  return events.filter(({ event }) => event === "task_result")
    .map(({ host, task }) => `${host}${task.name === "one" ? 1 : 2}`).join(" ");
}

Deno.test("shep run takes hosts in turns with strategy free, and to their ends with host_pinned", async () => {
  assert.equal(await order("free"), "a1 b1 c1 d1 e1 a2 b2 c2 d2 e2");
  assert.equal(await order("host_pinned"), "a1 a2 b1 b2 c1 c2 d1 d2 e1 e2");
});

const FORKS: readonly (readonly [string, number])[] = [
  ["", 25 * navigator.hardwareConcurrency],
  ["ANSIBLE_FORKS=7", 7],
  ["ANSIBLE_FORKS=7", 3],
];

Deno.test("shep run has as many forks as it is told to, or as the computer has cores for", async () => {
  using shell = new ShepShell("testdata/demo");
  Deno.writeTextFileSync(
    `${shell.folder}/site.yml`,
    '- { hosts: localhost, gather_facts: false, tasks: [{ debug: { msg: "{{ ansible_forks }}" } }] }',
  );
  for (const [variables, expected] of FORKS) {
    const { stdout } = await shell.run(
      `${variables} shep run ${expected === 3 ? "-f 3" : ""} --format json site.yml`,
    );
    assert.match(stdout, new RegExp(`"msg":${expected}\\b`), `${variables} ${expected}`);
  }
});

Deno.test("shep run --format json tells of events while the run goes on", async () => {
  using shell = new ShepShell("testdata/demo");
  Deno.writeTextFileSync(
    `${shell.folder}/site.yml`,
    `- hosts: localhost
  gather_facts: false
  tasks:
    - name: first
      command: "true"
    - name: waits for who reads
      command: timeout 20 cat fifo
      args: { chdir: "{{ playbook_dir }}" }
`,
  );
  // Whoever reads the events lets the run go on: if they came at its end, it would have none.
  const { code, stdout, stderr } = await shell.run(
    "mkfifo fifo && shep run --format json site.yml | while read -r LINE; do " +
      'case $LINE in *\'"event":"task_result"\'*first*) echo go >fifo;; esac; echo "$LINE"; done',
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /"event":"recap".*"ok":2/);
});
