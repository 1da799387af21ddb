import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

/** What releases after 2.14 have, which the programs here cannot be compared with. */
async function runTasks(tasks: string, line = "shep run site.yml") {
  using shell = new ShepShell("testdata/compat/vars");
  const head = "- hosts: localhost\n  gather_facts: false\n  tasks:\n";
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, head + tasks.trim().replace(/^/gm, "    "));
  Deno.mkdirSync(`${shell.folder}/roles/short/tasks`, { recursive: true });
  Deno.writeTextFileSync(
    `${shell.folder}/roles/short/tasks/main.yml`,
    "- debug: { msg: first }\n- meta: end_role\n  when: leave\n- debug: { msg: second }\n",
  );
  return await shell.run(line);
}

Deno.test("shep run leaves a role at meta: end_role, and goes on after it", async () => {
  const { code, stdout } = await runTasks(`
- include_role: { name: short }
  vars: { leave: true }
- import_role: { name: short }
  vars: { leave: false }
`);
  assert.equal(code, 0, stdout);
  assert.deepEqual(stdout.match(/"msg": "\w+"/g), [
    '"msg": "first"',
    '"msg": "first"',
    '"msg": "second"',
  ]);
});

Deno.test("shep run refuses meta: end_role outside of a role", async () => {
  const { code, stderr } = await runTasks("- meta: end_role");
  assert.equal(code, 1);
  assert.match(stderr, /Cannot execute 'end_role' from outside of a role/);
});

Deno.test("shep run ends a loop at break_when", async () => {
  const { stdout } = await runTasks(`
- debug: { msg: "{{ item }}" }
  loop: [1, 2, 3]
  loop_control: { break_when: item == 2 }
`);
  assert.deepEqual(stdout.match(/\(item=\d\)/g), ["(item=1)", "(item=2)"]);
});

Deno.test("shep run keeps a module going beside other tasks, and knows how it ended", async () => {
  const { code, stdout } = await runTasks(`
- wait_for: { path: "{{ playbook_dir }}/made" }
  async: 30
  poll: 0
  register: job
- copy: { content: "", dest: "{{ playbook_dir }}/made" }
- async_status: { jid: "{{ job.ansible_job_id }}" }
  register: status
  until: status.finished
  retries: 30
  delay: 1
- assert: { that: status.path is search('made') }
- async_status: { jid: "{{ job.ansible_job_id }}", mode: cleanup }
`);
  assert.equal(code, 0, stdout);
});

Deno.test("shep run lets a person at the debugger change a task and run it again", async () => {
  const { code, stdout } = await runTasks(
    `
- debug: { msg: "{{ missing }}" }
  debugger: on_failed
`,
    `printf "p host\\ntask_vars['missing'] = 'found'\\nr\\n" | shep run site.yml`,
  );
  assert.equal(code, 0, stdout);
  assert.match(stdout, /FAILED![^]*\nlocalhost\n[^]*"msg": "found"[^]*ok=1 .*failed=0/);
});

Deno.test("shep run ends at once when the person at the debugger quits", async () => {
  const { code, stdout } = await runTasks(
    "- fail: { msg: no }\n  debugger: on_failed",
    "echo q | shep run site.yml",
  );
  assert.equal(code, 99);
  assert.match(stdout, /User interrupted execution\n$/);
});
