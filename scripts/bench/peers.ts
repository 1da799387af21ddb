import type { Contender } from "./contest.ts";

/** Programs that do the same kind of work, as far as they are on this computer. */
export interface Peers {
  readonly ansible: Ansible | undefined;
  /** Where Mitogen's strategies for Ansible are. */
  readonly mitogen: string | undefined;
  readonly pyinfra: string | undefined;
}

interface Ansible {
  readonly ansible: string;
  readonly playbook: string;
  readonly inventory: string;
}

/**
 * Looks for peers on PATH and, for those of Python, in the virtual environment that SHEP_BENCH_PEERS
 * names: `python3 -m venv DIR && DIR/bin/pip install mitogen pyinfra`.
 */
export function findPeers(): Peers {
  const venv = Deno.env.get("SHEP_BENCH_PEERS");
  const folders = [...venv ? [`${venv}/bin`] : [], ...(Deno.env.get("PATH") ?? "").split(":")];
  const program = (name: string) =>
    folders.map((folder) => `${folder}/${name}`).find((path) => exists(path) && works(path));
  const [ansible, playbook, inventory] = ["ansible", "ansible-playbook", "ansible-inventory"]
    .map(program);
  return {
    ansible: ansible && playbook && inventory ? { ansible, playbook, inventory } : undefined,
    mitogen: venv && mitogenIn(venv),
    pyinfra: program("pyinfra"),
  };
}

/** A program may be there and lack what it is made of. */
function works(program: string): boolean {
  const { success, stderr } = new Deno.Command(program, { args: ["--version"] }).outputSync();
  if (!success) console.error(`Not compared with ${program}: ${lastLine(stderr)}`);
  return success;
}

function lastLine(text: Uint8Array): string {
  return new TextDecoder().decode(text).trim().split("\n").at(-1) ?? "";
}

/** @returns Those who can run a playbook: Ansible by itself, and with Mitogen. */
export function playbookPeers(
  { ansible, mitogen }: Peers,
  args: readonly string[],
): readonly Contender[] {
  if (ansible === undefined) return [];
  const argv = [ansible.playbook, ...args];
  const plain: Contender = { name: "ansible", argv, rounds: 1 };
  if (mitogen === undefined) return [plain];
  const env = { ANSIBLE_STRATEGY_PLUGINS: mitogen, ANSIBLE_STRATEGY: "mitogen_linear" };
  return [plain, { name: "ansible with mitogen", argv, env, rounds: 1 }];
}

function mitogenIn(venv: string): string | undefined {
  for (const { name } of entries(`${venv}/lib`)) {
    const path = `${venv}/lib/${name}/site-packages/ansible_mitogen/plugins/strategy`;
    if (exists(path)) return path;
  }
  return undefined;
}

function entries(folder: string): readonly Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path) !== undefined;
  } catch {
    return false;
  }
}
