import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { type Benchmark, type BenchRun, exponent, hold } from "./bench_run.ts";
import type { Cost } from "./contest.ts";

/** Tasks. The peer needs a minute for the largest, so it takes part in one round. */
const SIZES = [1_000, 10_000] as const;
const TASKS_PER_ROLE = 100;

/**
 * What it costs to load a playbook of many tasks in many roles and to list them, against
 * ansible-playbook. The lists must be the same text.
 */
export const playbook: Benchmark = {
  name: "playbook",
  about: "lists of the tasks of large playbooks",
  run: async (bench) => {
    const lists: { readonly size: number; readonly cost: number }[] = [];
    for (const size of SIZES) {
      lists.push({ size, cost: (await measure(bench, size))[0]?.cpu ?? NaN });
    }
    const [small, large] = lists;
    if (small === undefined || large === undefined) return;
    const figures = { "exponent of growth of shep": exponent(small, large) };
    bench.tell({ title: "growth from 1,000 to 10,000 tasks", costs: [], figures });
  },
};

async function measure(bench: BenchRun, tasks: number): Promise<readonly Cost[]> {
  using folder = new TemporaryFolder();
  await writeProject(folder.path, tasks);
  const { shep, peers } = bench;
  const list = ["-i", "localhost,", "--list-tasks", "site.yml"];
  const costs = await hold(bench, `list of ${tasks} tasks`, {
    folder: folder.path,
    contenders: [
      { name: "shep", argv: [shep, "run", ...list] },
      ...peers.ansible === undefined
        ? []
        : [{ name: "ansible", argv: [peers.ansible.playbook, ...list], rounds: 1 }],
    ],
  });
  if (new Set(costs.map(({ stdout }) => stdout)).size === 1) return costs;
  throw new Error("Cannot compare the lists: they are not the same text");
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
