import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { PROJECT_ROOT } from "../project_root.ts";

/**
 * What it costs to load a playbook of many tasks in many roles and to list them, against
 * ansible-playbook, all in one interleaved run. The lists must be the same text.
 *
 *     deno run -A scripts/bench/playbook.ts [TASKS] [ROUNDS]
 */
const DEFAULT_TASKS = 10_000;
const DEFAULT_ROUNDS = 3;
const TASKS_PER_ROLE = 100;

interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** A third each: arguments as a mapping, a command, and `k=v` text with a loop. */
function taskText(index: number): string {
  const name = `- name: task ${index}`;
  if (index % 3 === 1) {
    return `${name}\n  command: echo ${index} creates=/tmp/x${index}\n  changed_when: false\n`;
  }
  if (index % 3 === 2) {
    return `${name}\n  copy: src=a dest="/tmp/{{ item }}" mode=0644\n  with_items: "{{ names }}"\n`;
  }
  return `${name}\n  ansible.builtin.template:\n    src: a${index}.j2\n    dest: /tmp/a${index}\n` +
    `    owner: root\n    mode: "0644"\n  when:\n    - a is defined\n    - b | bool\n  tags: [a, b]\n`;
}

async function writeProject(folder: string, tasks: number): Promise<void> {
  const roles = Math.ceil(tasks / TASKS_PER_ROLE);
  for (let role = 0; role < roles; role++) {
    const path = `${folder}/roles/r${role}/tasks`;
    await Deno.mkdir(path, { recursive: true });
    let text = "";
    for (let i = role * TASKS_PER_ROLE; i < Math.min(tasks, (role + 1) * TASKS_PER_ROLE); i++) {
      text += taskText(i);
    }
    await Deno.writeTextFile(`${path}/main.yml`, text);
  }
  const names = Array.from({ length: roles }, (_, role) => `r${role}`);
  const play = `- hosts: all\n  gather_facts: false\n  roles: [${names.join(", ")}]\n`;
  await Deno.writeTextFile(`${folder}/site.yml`, play);
}

function hasAnsible(): boolean {
  try {
    return new Deno.Command("ansible-playbook", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

function contenders(): readonly Contender[] {
  const list = ["-i", "localhost,", "--list-tasks", "site.yml"];
  const main = `${PROJECT_ROOT}/main.ts`;
  const config = ["--config", `${PROJECT_ROOT}/deno.json`];
  const shep: Contender = {
    name: "shep run --list-tasks",
    command: Deno.execPath(),
    args: ["run", "-A", ...config, main, "run", ...list],
  };
  const peer = { name: "ansible-playbook --list-tasks", command: "ansible-playbook", args: list };
  return hasAnsible() ? [shep, peer] : [shep];
}

function run({ name, command, args }: Contender, cwd: string): [number, string] {
  const before = performance.now();
  const { success, stdout, stderr } = new Deno.Command(command, { args: [...args], cwd })
    .outputSync();
  const milliseconds = performance.now() - before;
  if (!success) throw new Error(`Cannot measure ${name}: ${new TextDecoder().decode(stderr)}`);
  return [milliseconds, new TextDecoder().decode(stdout)];
}

async function main([tasks = DEFAULT_TASKS, rounds = DEFAULT_ROUNDS]: readonly number[]) {
  using folder = new TemporaryFolder();
  await writeProject(folder.path, tasks);
  const all = contenders();
  const times = new Map(all.map(({ name }): [string, number[]] => [name, []]));
  const texts = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const one of all) {
      const [milliseconds, text] = run(one, folder.path);
      times.get(one.name)?.push(milliseconds);
      texts.add(text);
    }
  }
  if (texts.size !== 1) throw new Error("Cannot compare the lists: they are not the same text");
  console.log(`${tasks} tasks, best of ${rounds}`);
  for (const [name, measured] of times) {
    console.log(`${String(Math.round(Math.min(...measured))).padStart(7)} ms  ${name}`);
  }
}

if (import.meta.main) await main(Deno.args.map(Number));
