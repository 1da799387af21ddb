import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { type Benchmark, type BenchRun, hold } from "./bench_run.ts";
import type { Contender } from "./contest.ts";
import { playbookPeers } from "./peers.ts";

/** A playbook, and the same work in other ways where there is such a thing. */
interface Workload {
  readonly name: string;
  readonly playbook: string;
  readonly inventory: string;
  /** As a shell script. */
  readonly script?: string;
  /** As operations of pyinfra. */
  readonly operations?: string;
}

/** What tasks cost, against `sh` doing the same work and against the peers. */
export const tasks: Benchmark = {
  name: "tasks",
  about: "tasks on this computer, of all kinds",
  run: async (bench) => {
    const all = [nothing(), mixed(), commands(), templates(), controller(), hostvars(), facts()];
    for (const workload of all) await measure(bench, workload);
  },
};

const LOCAL = "localhost ansible_connection=local\n";

/** What the other workloads cost before their first task. */
function nothing(): Workload {
  return {
    name: "one task of the controller",
    playbook: play(["    - debug: { msg: hello }"]),
    inventory: LOCAL,
  };
}

function mixed(): Workload {
  const steps = Array.from({ length: 50 }, (_, i) => ({
    tasks: [
      `    - command: echo ${i}`,
      `    - copy: { content: "line ${i}\\n", dest: "{{ playbook_dir }}/out/f${i}" }`,
      `    - lineinfile: { path: "{{ playbook_dir }}/out/f${i}", line: "more ${i}" }`,
      `    - debug: { msg: "{{ inventory_hostname }} ${i}" }`,
    ].join("\n"),
    script:
      `/bin/echo ${i} >/dev/null\nprintf 'line ${i}\\n' > out/f${i}\n/bin/echo 'more ${i}' >> out/f${i}`,
    operations: [
      `server.shell(name="a${i}", commands=["echo ${i}"])`,
      `files.put(name="b${i}", src=StringIO("line ${i}\\n"), dest=f"{os.getcwd()}/out/f${i}")`,
      `files.line(name="c${i}", path=f"{os.getcwd()}/out/f${i}", line="more ${i}")`,
    ].join("\n"),
  }));
  return {
    name: "200 mixed tasks on one local host",
    playbook: play(steps.map(({ tasks }) => tasks)),
    inventory: LOCAL,
    script: steps.map(({ script }) => script).join("\n"),
    operations: [
      "import os\nfrom io import StringIO\nfrom pyinfra.operations import files, server",
      ...steps.map(({ operations }) => operations),
    ].join("\n"),
  };
}

function commands(): Workload {
  return {
    name: "one loop of 50 commands",
    playbook: play(['    - command: echo {{ item }}\n      loop: "{{ range(50) | list }}"']),
    inventory: LOCAL,
    script: Array.from({ length: 50 }, (_, i) => `/bin/echo ${i}`).join("\n"),
  };
}

function templates(): Workload {
  const task = '    - template: { src: t.j2, dest: "{{ playbook_dir }}/out/t{{ item }}" }';
  return {
    name: "one loop of 50 templates",
    playbook: play([`${task}\n      loop: "{{ range(50) | list }}"`]),
    inventory: LOCAL,
    script: Array.from({ length: 50 }, (_, i) => `echo 'number ${i}' > out/t${i}`).join("\n"),
  };
}

function controller(): Workload {
  const tasks = Array.from(
    { length: 5 },
    (_, i) =>
      `    - debug: { msg: "{{ inventory_hostname }} ${i}" }\n` +
      `    - set_fact: { number_${i}: "{{ ansible_play_hosts | length + ${i} }}" }`,
  );
  return {
    name: "100 hosts, 10 controller tasks each",
    playbook: play(tasks),
    inventory: localHosts(100),
  };
}

function hostvars(): Workload {
  const message = "{{ groups.all | map('extract', hostvars, 'number') | sum }}";
  return {
    name: "variables of 1,000 hosts in one template",
    playbook: play([`    - debug: { msg: "${message}" }\n      run_once: true`]),
    inventory: Array.from({ length: 1000 }, (_, i) => `h${i} number=${i}\n`).join(""),
  };
}

function facts(): Workload {
  return {
    name: "facts of one local host",
    playbook: "- hosts: all\n  gather_facts: true\n  tasks: []\n",
    inventory: LOCAL,
  };
}

/** @returns An inventory of so many names of this computer. */
export function localHosts(count: number): string {
  return Array.from({ length: count }, (_, i) => `h${i} ansible_connection=local\n`).join("");
}

/** @returns A playbook of such tasks for all hosts. */
export function play(tasks: readonly string[]): string {
  return `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks.join("\n")}\n`;
}

async function measure(bench: BenchRun, workload: Workload): Promise<void> {
  using temporary = new TemporaryFolder();
  const folder = temporary.path;
  const write = (name: string, text: string) => Deno.writeTextFileSync(`${folder}/${name}`, text);
  write("site.yml", workload.playbook);
  write("hosts.ini", workload.inventory);
  write("t.j2", "number {{ item }}\n");
  const args = ["-i", "hosts.ini", "site.yml"];
  const contenders: Contender[] = [{ name: "shep", argv: [bench.shep, "run", ...args] }];
  if (workload.script !== undefined) {
    write("work.sh", workload.script);
    contenders.push({ name: "sh", argv: ["sh", "work.sh"] });
  }
  if (workload.operations !== undefined && bench.peers.pyinfra !== undefined) {
    write("operations.py", workload.operations);
    // Later releases ask whether to go on.
    const argv = ["sh", "-c", `echo y | ${bench.peers.pyinfra} @local operations.py`];
    contenders.push({ name: "pyinfra", argv, rounds: 1 });
  }
  contenders.push(...playbookPeers(bench.peers, args));
  const prepare = () => {
    Deno.mkdirSync(`${folder}/out`, { recursive: true });
    for (const { name } of Deno.readDirSync(`${folder}/out`)) {
      Deno.removeSync(`${folder}/out/${name}`);
    }
  };
  await hold(bench, workload.name, { contenders, folder, prepare });
}
