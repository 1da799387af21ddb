import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

/** Modules of testdata/bridge in a playbook; its module_utils stand in for Ansible's. */
async function runTasks(tasks: string, options = "") {
  using shell = new ShepShell("testdata/bridge");
  const head = "- hosts: localhost\n  connection: local\n  gather_facts: false\n  tasks:\n";
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, head + tasks.replace(/^/gm, "    "));
  const outcome = await shell.run(`shep run site.yml ${options}`);
  const files = await shell.run("cat made 2>/dev/null || echo nothing");
  const left = await shell.run(`test -e "$(cat made 2>/dev/null)" && echo left`);
  return { ...outcome, made: files.stdout.trim(), isLeft: left.stdout !== "" };
}

Deno.test("shep run runs a module in Python with what it imports, and leaves nothing behind", async () => {
  const { code, stdout, stderr, made, isLeft } = await runTasks(
    `
- greet: { name: "Zoë", path: "{{ playbook_dir }}/made", token: hushed }
  register: told
- assert:
    that:
      - told is changed
      - told.greeting == 'hello Zoë'
      - told.is_private
      - told.invocation is not defined
      - told.warnings == ['mind the gap']
      - greeted == 'Zoë'
      - ansible_connection == 'local'
- greet: { name: "{{ item }}" }
  loop: [me, you]
  register: all
- assert:
    that:
      - all.results | map(attribute='invocation.module_args.name') | list == ['me', 'you']
- debug: { msg: "it is hushed" }
`,
    "--diff",
  );
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /--- before: one\n\+\+\+ after: two\n@@ -1 \+1 @@\n-a\n\+b\n/);
  assert.match(stderr, /\[WARNING\]: mind the gap/);
  assert.doesNotMatch(stdout, /hushed/);
  assert.match(made, /\/shep-\w+$/);
  assert.equal(isLeft, false);
});

Deno.test("shep run tells how a module in Python fails, by its word or without one", async () => {
  const { code, stdout } = await runTasks(`
- greet: { name: you, mood: broken }
  register: told
  ignore_errors: true
- greet: { name: you, mood: mute }
  register: silent
  ignore_errors: true
- assert:
    that:
      - told.msg == 'no mood to greet' and told.mood == 'broken'
      - silent.msg == 'MODULE FAILURE\\nSee stdout/stderr for the exact error'
      - silent.rc == 1
      - silent.exception is search('RuntimeError. cannot speak')
`);
  assert.equal(code, 0, stdout);
});

Deno.test("shep run hands scripts their arguments in a file, as JSON or words", async () => {
  const { code, stdout, stderr } = await runTasks(`
- json_args: { a: 1, b: ["x\\ny"] }
  register: json
- words: { who: "it's me" }
  register: words
- assert:
    that:
      - json.given.a == 1 and json.given.b == ["x\\ny"]
      - json.given._ansible_check_mode is false
      - words.who == "it's me"
- stat: { path: "{{ words.where }}" }
  register: folder
- assert: { that: not folder.stat.exists }
`);
  assert.equal(code, 0, stdout + stderr);
  assert.match(stderr, /Module invocation had junk after the JSON data: junk/);
});

Deno.test("shep run --check runs no module in Python, whatever it says of itself", async () => {
  const { code, stdout, stderr, made } = await runTasks(
    `
- greet: { name: you, path: "{{ playbook_dir }}/other" }
- careless: { path: "{{ playbook_dir }}/made" }
- words: { who: me }
`,
    "--check",
  );
  assert.equal(code, 0, stdout + stderr);
  assert.equal(made, "nothing");
  assert.match(stdout, /ok=0 .*skipped=3/);
  assert.match(stderr, /Cannot tell what greet would change/);
});

Deno.test("shep run --check --trust-bridge-check runs those that say they know check mode", async () => {
  const { code, stdout, stderr, made } = await runTasks(
    `
- greet: { name: you, path: "{{ playbook_dir }}/made" }
  register: told
- assert: { that: told.is_check }
- careless: { path: "{{ playbook_dir }}/other" }
- words: { who: me }
`,
    "--check --trust-bridge-check",
  );
  assert.equal(code, 0, stdout + stderr);
  assert.equal(made, "nothing");
  assert.match(stdout, /ok=2 .*skipped=2/);
});

Deno.test("shep run says that a target has no Python, for which module, and what to do", async () => {
  const { code, stdout } = await runTasks(`
- greet: { name: you }
  vars: { ansible_python_interpreter: /nowhere/python3 }
`);
  assert.equal(code, 2);
  assert.match(stdout, /Cannot run module greet: the target has none of \/nowhere\/python3/);
});

Deno.test("shep run knows modules that are not there before anything has run", async () => {
  const { code, stderr } = await runTasks("- greeet: { name: you }\n");
  assert.equal(code, 4);
  assert.match(stderr, /couldn't resolve module\/action 'greeet'/);
});

Deno.test("shep module doc shows what a module in Python says of itself", async () => {
  using shell = new ShepShell("testdata/bridge");
  const { code, stdout } = await shell.run("shep module doc greet");
  assert.equal(code, 0);
  assert.match(
    stdout,
    /^greet - Greet somebody\n[^]*\* name \(str\)\n {6}Whom\n[^]*CHECK MODE: full/,
  );
});

Deno.test("shep run lets all tasks use the modules of a role that another depends on", async () => {
  const { code, stdout, stderr } = await runTasks(`
- import_role: { name: user }
- answer:
  register: told
- assert: { that: told.answer == 42 }
`);
  assert.equal(code, 0, stdout + stderr);
});
