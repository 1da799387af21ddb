import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { build } from "../build.ts";
import { PROJECT_ROOT } from "../project_root.ts";

/**
 * What tasks cost: the built program against ansible-playbook, if it is there, and against sh doing
 * the same work, in turn; medians, and ratios to shep in the same run.
 */
const ROUNDS = 3;

interface Workload {
  readonly name: string;
  readonly playbook: string;
  readonly inventory: string;
  /** The same work as a shell script, where there is such a thing. */
  readonly script?: string;
}

const LOCAL = "localhost ansible_connection=local\n";

function mixed(): Workload {
  const steps = Array.from({ length: 50 }, (_, i) => ({
    tasks: [
      `    - command: echo ${i}`,
      `    - copy: { content: "line ${i}\\n", dest: "{{ playbook_dir }}/out/f${i}" }`,
      `    - lineinfile: { path: "{{ playbook_dir }}/out/f${i}", line: "more ${i}" }`,
      `    - debug: { msg: "{{ inventory_hostname }} ${i}" }`,
    ].join("\n"),
    script:
      `echo ${i} >/dev/null\nprintf 'line ${i}\\n' > out/f${i}\n/bin/echo 'more ${i}' >> out/f${i}`,
  }));
  return {
    name: "200 mixed tasks on one local host",
    playbook: play(steps.map(({ tasks }) => tasks)),
    inventory: LOCAL,
    script: steps.map(({ script }) => script).join("\n"),
  };
}

function loop(): Workload {
  return {
    name: "one loop of 50 commands",
    playbook: play(['    - command: echo {{ item }}\n      loop: "{{ range(50) | list }}"']),
    inventory: LOCAL,
    script: Array.from({ length: 50 }, (_, i) => `/bin/echo ${i}`).join("\n"),
  };
}

function controller(): Workload {
  const tasks = Array.from(
    { length: 10 },
    (_, i) => `    - debug: { msg: "{{ inventory_hostname }} ${i}" }`,
  );
  const hosts = Array.from({ length: 100 }, (_, i) => `h${i} ansible_connection=local\n`);
  return {
    name: "100 hosts, 10 controller tasks each",
    playbook: play(tasks),
    inventory: hosts.join(""),
  };
}

function facts(): Workload {
  return {
    name: "gathering facts of one local host",
    playbook: "- hosts: all\n  gather_facts: true\n  tasks: []\n",
    inventory: LOCAL,
  };
}

function play(tasks: readonly string[]): string {
  return `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks.join("\n")}\n`;
}

/** @returns Milliseconds that `command` took in `folder`. */
function time(command: string, args: readonly string[], folder: string): number {
  const before = performance.now();
  const { success, stderr } = new Deno.Command(command, {
    args: [...args],
    cwd: folder,
    env: { NO_COLOR: "1", ANSIBLE_NOCOLOR: "1" },
    stdin: "null",
    stdout: "null",
  }).outputSync();
  if (!success) throw new Error(`Cannot measure ${command}: ${new TextDecoder().decode(stderr)}`);
  return performance.now() - before;
}

function isThere(program: string): boolean {
  try {
    return new Deno.Command(program, { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

function measure(workload: Workload, shep: string): void {
  using folder = new TemporaryFolder();
  const write = (name: string, text: string) =>
    Deno.writeTextFileSync(`${folder.path}/${name}`, text);
  write("site.yml", workload.playbook);
  write("hosts.ini", workload.inventory);
  const args = ["-i", "hosts.ini", "site.yml"];
  const contenders: (readonly [string, string, readonly string[]])[] = [
    ["shep", shep, ["run", ...args]],
  ];
  if (isThere("ansible-playbook")) contenders.push(["ansible", "ansible-playbook", args]);
  if (workload.script !== undefined) {
    write("work.sh", workload.script);
    contenders.push(["sh", "sh", ["work.sh"]]);
  }
  const times = new Map<string, number[]>(contenders.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, command, words] of contenders) {
      Deno.mkdirSync(`${folder.path}/out`);
      times.get(name)?.push(time(command, words, folder.path));
      Deno.removeSync(`${folder.path}/out`, { recursive: true });
    }
  }
  console.log(workload.name);
  const medians = [...times].map(([name, all]) =>
    [name, all.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0] as const
  );
  const own = medians[0]?.[1] ?? 1;
  for (const [name, median] of medians) {
    console.log(
      `  ${name.padEnd(10)} ${median.toFixed(0).padStart(7)} ms  ${
        (median / own).toFixed(2)
      } x shep`,
    );
  }
}

if (import.meta.main) {
  using folder = new TemporaryFolder();
  const shep = `${folder.path}/shep`;
  console.log(await build({ output: shep, form: "self-extracting" }, PROJECT_ROOT));
  new Deno.Command(shep, { args: ["--version"], stdout: "null" }).outputSync();
  for (const workload of [mixed(), loop(), controller(), facts()]) measure(workload, shep);
}
