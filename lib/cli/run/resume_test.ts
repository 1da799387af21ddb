import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

/** A shell with `site.yml`, whose tasks append a line each to `trace`. */
function shellWith(playbook: string): ShepShell {
  const shell = new ShepShell("testdata/journal");
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, playbook);
  Deno.writeTextFileSync(`${shell.folder}/trace`, "");
  return shell;
}

function playOf(tasks: string, handlers = ""): string {
  return "- hosts: all\n  connection: local\n  gather_facts: false\n" +
    `  vars: { note: "cd {{ playbook_dir }} && echo {{ inventory_hostname }}" }\n` +
    `${handlers === "" ? "" : `  handlers:\n${handlers}`}  tasks:\n${tasks}`;
}

function note(name: string, more = ""): string {
  return `    - { name: ${name}, shell: "{{ note }} ${name} >> trace"${more} }\n`;
}

/** Fails until there is a file called `open`. */
const GATE = `    - { name: gate, command: "test -e {{ playbook_dir }}/open" }\n`;

/** How often each line is in the trace. */
function traced(shell: ShepShell): ReadonlyMap<string, number> {
  const lines = Deno.readTextFileSync(`${shell.folder}/trace`).split("\n").slice(0, -1);
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function write(shell: ShepShell, name: string, text: string): void {
  Deno.writeTextFileSync(`${shell.folder}/${name}`, text);
}

Deno.test("a run that failed goes on at the task that failed, with what it knew", async () => {
  const tasks = `${note("one", ", register: first, notify: told")}` +
    `    - set_fact: { drawn: "{{ 1000000000 | random }}" }\n` +
    `    - { shell: "{{ note }} drawn {{ drawn }} >> trace" }\n` +
    GATE +
    `    - { shell: "{{ note }} drawn {{ drawn }} {{ first.cmd | length > 0 }} >> trace" }\n`;
  using shell = shellWith(playOf(tasks, note("told")));
  const first = await shell.run("shep run site.yml -i a,b, --resume");
  assert.equal(first.code, 2, first.stderr);
  write(shell, "open", "");
  const second = await shell.run("shep run site.yml -i a,b, --resume");
  assert.equal(second.code, 0, second.stderr);
  assert.match(second.stderr, /^Resuming the run of \S+Z: 8 results of 2 hosts taken/);
  assert.doesNotMatch(second.stdout, /TASK \[one\]|TASK \[set_fact\]/);
  assert.match(second.stdout, /TASK \[gate\][^]*RUNNING HANDLER \[told\]/);
  assert.match(second.stdout, /a +: ok=6 +changed=5 .*failed=0/);
  const counts = traced(shell);
  assert.deepEqual(new Set(counts.values()), new Set([1]));
  assert.equal(counts.size, 8);
  const drawn = [...counts.keys()].filter((line) => line.startsWith("a drawn"));
  assert.equal(drawn[1], `${drawn[0]} True`);
  const third = await shell.run("shep run site.yml -i a,b, --resume --list-hosts");
  assert.equal(third.code, 0);
});

Deno.test("a run that is killed at any moment goes on where it was", async () => {
  const count = 8;
  const tasks = Array.from({ length: count }, (_, i) => note(`task${i}`)).join("") +
    `    - name: loop\n      shell: "{{ note }} item{{ item }} >> trace"\n` +
    `      loop: "{{ range(6) | list }}"\n      notify: handled\n` +
    `    - block:\n        - { name: breaks, command: "false" }\n` +
    `      rescue:\n    ${note("rescued")}` +
    `    - { include_tasks: more.yml, vars: { origin: include } }\n`;
  const random = randomFrom(20_240_229);
  let kills = 0;
  while (kills < 30) {
    const strategy = kills % 2 === 0 ? "linear" : "free";
    const play = playOf(tasks, note("handled"));
    using shell = shellWith(play.replace("  tasks:", `  strategy: ${strategy}\n  tasks:`));
    const underWay = new Map<string, number>();
    let told: string | undefined;
    while (told === undefined) {
      const run = shell.start("exec shep run site.yml -i a,b, --resume --format json");
      told = await toldWithin(run, 1 + random(kills < 30 ? 14 : Infinity));
      if (told === undefined) kills++;
      else assert.equal((await run.status).code, 0);
      for (const [line, times] of await retold(run)) {
        underWay.set(line, (underWay.get(line) ?? 0) + times);
      }
    }
    const recap = told.split("\n").find((line) => line.includes('"event":"recap"')) ?? "{}";
    const all = {
      ok: 13,
      changed: 12,
      unreachable: 0,
      failed: 0,
      skipped: 0,
      rescued: 1,
      ignored: 0,
    };
    assert.deepEqual(JSON.parse(recap).hosts, { a: all, b: all });
    const counts = traced(shell);
    for (const host of ["a", "b"]) {
      const names = [...Array(count).keys()].map((i) => `task${i}`)
        .concat([...Array(6).keys()].map((i) => `item${i}`), "rescued", "include", "handled");
      for (const name of names) {
        const times = counts.get(`${host} ${name}`) ?? 0;
        const task = name.startsWith("item") ? "loop" : name === "include" ? "shell" : name;
        const most = 1 + (underWay.get(`${task} ${host}`) ?? 0);
        assert.ok(times >= 1 && times <= most, `${host} ${name}: ${times} times of ${most}`);
      }
      assert.equal([...counts.keys()].filter((line) => line.startsWith(host)).length, names.length);
    }
  }
});

Deno.test("what a task has changed when its run was killed is told to handlers by the next", async () => {
  // The shell goes on with what it is at.
  const validate = "until [ -s pid ]; do sleep 0.1; done; mv pid old; kill -9 $(cat old)";
  const [written, killing] = ["{{ playbook_dir }}/written", "sh {{ playbook_dir }}/killing %s"];
  const task = `    - name: written\n      notify: told\n` +
    `      copy: { content: x, dest: "${written}", validate: "${killing}" }\n`;
  using shell = shellWith(playOf(task, note("told")));
  write(shell, "killing", `cd "\${0%/*}"; [ -e old ] || { ${validate}; }`);
  using watcher = Deno.watchFs(shell.folder);
  const run = shell.start("exec shep run site.yml -i a, --resume");
  write(shell, "pid", String(run.pid));
  assert.equal((await run.output()).signal, "SIGKILL");
  const isWritten = () =>
    [...Deno.readDirSync(shell.folder)].some((file) => file.name === "written");
  if (!isWritten()) {
    for await (const _ of watcher) if (isWritten()) break;
  }
  const { code, stdout, stderr } = await shell.run("shep run site.yml -i a, --resume");
  assert.equal(code, 0, stderr);
  assert.match(stderr, /TASK \[written\] was under way on a: it is run\s+again/);
  assert.match(stdout, /ok: \[a\][^]*RUNNING HANDLER \[told\]/);
  assert.deepEqual([...traced(shell)], [["a told", 1]]);
});

/** Kills the run when it has written so many lines. @returns What it wrote if it ended before that. */
async function toldWithin(run: Deno.ChildProcess, lines: number): Promise<string | undefined> {
  let told = "";
  for await (const chunk of run.stdout.pipeThrough(new TextDecoderStream())) {
    told += chunk;
    if (told.split("\n").length <= lines) continue;
    run.kill("SIGKILL");
    await run.status;
    return undefined;
  }
  return told;
}

/** The tasks that a run said were under way when the one before ended. */
async function retold(run: Deno.ChildProcess): Promise<ReadonlyMap<string, number>> {
  const said = (await new Response(run.stderr).text()).replaceAll("\n", " ");
  const found = new Map<string, number>();
  for (const [, task, host] of said.matchAll(/TASK \[(\w+)\] was under way\s+on (\w)/g)) {
    found.set(`${task} ${host}`, (found.get(`${task} ${host}`) ?? 0) + 1);
  }
  return found;
}

/** A linear congruential generator: the same kills in every run. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return limit === Infinity ? Infinity : state % limit;
  };
}

Deno.test("a run that a person gives up goes on where it was", async () => {
  const wait = `    - name: wait\n      shell: "cd {{ playbook_dir }} && test -e open || ` +
    `{ echo waiting > gate; sleep 60; }"\n`;
  using shell = shellWith(playOf(note("one", ", notify: told") + wait, note("told")));
  await shell.run("mkfifo gate");
  const run = shell.start("exec shep run site.yml -i a, --resume");
  await Deno.readTextFile(`${shell.folder}/gate`);
  run.kill("SIGINT");
  assert.equal((await run.output()).code, 99);
  write(shell, "open", "");
  const { code, stderr, stdout } = await shell.run("shep run site.yml -i a, --resume");
  assert.equal(code, 0, stderr);
  assert.match(stderr, /TASK \[wait\] was under way on a: it is run again/);
  assert.match(stdout, /a +: ok=3 +changed=3 /);
  assert.deepEqual(Object.fromEntries(traced(shell)), { "a one": 1, "a told": 1 });
});

Deno.test("a run with a journal prints what it prints without one", async () => {
  const tasks = `${note("one", ", notify: told")}    - { debug: { msg: x }, loop: [] }\n` +
    `    - { meta: flush_handlers }\n    - { debug: { msg: y }, when: false }\n` +
    `    - block:\n        - { fail: { msg: no } }\n      rescue:\n    ${note("rescued")}` +
    `    - { debug: { msg: "{{ item }}" }, loop: [1, 2], run_once: true }\n` +
    `    - { include_tasks: more.yml, vars: { origin: include }, loop: [1, 2] }\n` +
    `    - { command: "false", ignore_errors: true }\n    - { fail: { msg: last } }\n`;
  using shell = shellWith(playOf(tasks, note("told")));
  const line = "shep run site.yml -i a,b, -f 1";
  const times = /"(?:delta|end|start)": "[^"]*"/g;
  const [plain, kept] = [await shell.run(line), await shell.run(`${line} --journal j`)];
  assert.equal(kept.stdout.replaceAll(times, ""), plain.stdout.replaceAll(times, ""));
  assert.equal(kept.stderr, plain.stderr);
  assert.equal(kept.code, plain.code);
});

Deno.test("loops go on with the items that are missing", async () => {
  const tasks = `    - name: loop\n      shell: "{{ note }} {{ item }} >> trace; ` +
    `test {{ item }} != two -o -e open"\n      loop: [one, two, three]\n${note("after")}`;
  using shell = shellWith(playOf(tasks));
  assert.equal((await shell.run("shep run site.yml -i a, --resume")).code, 2);
  write(shell, "open", "");
  assert.equal((await shell.run("shep run site.yml -i a, --resume")).code, 0);
  assert.deepEqual(
    Object.fromEntries(traced(shell)),
    { "a one": 1, "a two": 2, "a three": 1, "a after": 1 },
  );
});

Deno.test("a playbook whose tasks are others by now is not gone on with", async () => {
  using shell = shellWith(playOf(note("one") + note("two") + GATE));
  await shell.run("shep run site.yml -i a, --journal j");
  write(shell, "open", "");
  write(shell, "site.yml", playOf(note("new") + note("two") + GATE));
  const refused = await shell.run("shep run site.yml -i a, --journal j --resume");
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr.replaceAll("\n", " "),
    /Cannot resume: a has done TASK \[one\] \(.*site.yml:6:7\), where there now is TASK \[new\]/,
  );
  assert.deepEqual(Object.fromEntries(traced(shell)), { "a one": 1, "a two": 1 });
  const anyway = await shell.run("shep run site.yml -i a, --journal j --resume-changed");
  assert.equal(anyway.code, 0, anyway.stderr);
  assert.deepEqual(Object.fromEntries(traced(shell)), { "a one": 1, "a two": 2, "a new": 1 });
});

Deno.test("the task that failed may be mended before a run goes on", async () => {
  using shell = shellWith(playOf(note("one") + `    - { name: gate, command: "false" }\n`));
  assert.equal((await shell.run("shep run site.yml -i a, --resume")).code, 2);
  write(shell, "site.yml", playOf(note("one") + `    - { name: gate, command: "true" }\n`));
  assert.equal((await shell.run("shep run site.yml -i a, --resume")).code, 0);
  assert.deepEqual(Object.fromEntries(traced(shell)), { "a one": 1 });
});

Deno.test("a journal holds no secret, and what was one stays one", async () => {
  const tasks = `    - { command: echo swordfish-1, register: hidden, no_log: true }\n` +
    `    - { command: "echo {{ item }}", loop: [swordfish-2], no_log: true }\n` +
    GATE +
    `    - { debug: { msg: "{{ hidden.stdout }}" } }\n` +
    `    - { name: as it is, shell: "{{ note }} {{ hidden.stdout }} > told" }\n`;
  using shell = shellWith(playOf(tasks));
  await shell.run("shep run site.yml -i a, --journal j");
  for (const name of ["j", "j-wal"]) {
    const bytes = await Deno.readFile(`${shell.folder}/${name}`).catch(() => new Uint8Array());
    assert.doesNotMatch(new TextDecoder("latin1").decode(bytes), /swordfish/, name);
  }
  assert.equal((Deno.statSync(`${shell.folder}/j`).mode ?? 0) & 0o777, 0o600);
  write(shell, "open", "");
  const second = await shell.run("shep run site.yml -i a, --journal j --resume");
  assert.equal(second.code, 0, second.stderr);
  assert.doesNotMatch(second.stdout, /swordfish/);
  assert.equal(Deno.readTextFileSync(`${shell.folder}/told`), "a swordfish-1\n");
});

const REFUSALS = [
  { line: "--journal j --check", says: /Cannot keep a journal with --check: nothing is done then/ },
  { line: "--journal site.yml", says: /Cannot open the journal .*site.yml: It is no journal/ },
  { line: "--journal no/folder", says: /Cannot open the journal .*no\/folder: .*no such file/i },
] as const;

for (const { line, says } of REFUSALS) {
  Deno.test(`shep run ${line} is refused`, async () => {
    using shell = shellWith(playOf(note("one")));
    const before = Deno.readTextFileSync(`${shell.folder}/site.yml`);
    const { code, stderr } = await shell.run(`shep run site.yml -i a, ${line}`);
    assert.notEqual(code, 0);
    assert.match(stderr, says);
    assert.equal(Deno.readTextFileSync(`${shell.folder}/site.yml`), before);
    assert.equal(traced(shell).size, 0);
  });
}

Deno.test("a run that goes on says what else has changed since it began", async () => {
  using shell = shellWith(playOf(note("one") + `    - include_vars: more_vars.yml\n` + GATE));
  for (const name of ["more_vars.yml", "unused.yml", "group_vars/all.yml", "hosts"]) {
    await shell.run(`mkdir -p group_vars; echo 'all: {hosts: {a: }}' > ${name}`);
  }
  const line = "shep run site.yml -i hosts -e word=1 --journal j";
  assert.equal((await shell.run(line)).code, 2);
  const same = await shell.run(`${line} --resume`);
  assert.doesNotMatch(same.stderr, /Changed/);
  write(shell, "more_vars.yml", "b: 2\n");
  write(shell, "unused.yml", "b: 2\n");
  await shell.run("rm group_vars/all.yml");
  const other = await shell.run(`${line.replace("word=1", "word=2")} --resume`);
  assert.match(
    other.stderr.replaceAll("\n", " "),
    /Changed since the run that goes on began: -e, group_vars\/all\.yml, more_vars\.yml\. What was/,
  );
});
