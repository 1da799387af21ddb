import { PROJECT_ROOT } from "../project_root.ts";
import { normalizedOutput, recapOf } from "./normalize.ts";
import { treeOf } from "./tree.ts";

/** What a playbook came to. */
export interface Outcome {
  readonly code: number;
  readonly recap: string;
  /** Every path below out/ with its kind, mode and content. */
  readonly files: string;
  readonly output: string;
}

const CASES = `${PROJECT_ROOT}/testdata/compat`;

/** The programs that run playbooks, as command lines. */
export const PROGRAMS = {
  ansible: ["ansible-playbook"],
  shep: [Deno.execPath(), "run", "-A", "--quiet", `${PROJECT_ROOT}/main.ts`, "run"],
} as const;

/** @returns The names of all cases: the playbooks of testdata/compat, without what they include. */
export function allCases(): readonly string[] {
  return [...Deno.readDirSync(CASES)].map(({ name }) => name)
    .filter((name) => name.endsWith(".yml") && /^- hosts:/m.test(textOf(name)))
    .map((name) => name.slice(0, -".yml".length)).sort();
}

/** @returns Whether what a case needs is there: `# needs: ansible_collections/…` in its first line. */
export function isRunnable(name: string): boolean {
  const needs = /^# needs: (.*)$/m.exec(textOf(`${name}.yml`).split("\n", 1)[0] ?? "")?.[1];
  return needs === undefined || isFolder(`/usr/lib/python3/dist-packages/${needs}`);
}

/** Runs a case in a copy of its folder. The first line of the playbook may be `# args: …`. */
export async function runCase(program: readonly string[], name: string): Promise<Outcome> {
  const args = /^# args: (.*)$/m.exec(textOf(`${name}.yml`).split("\n", 1)[0] ?? "")?.[1];
  const scratch = await Deno.makeTempDir({ prefix: "shep-compat-" });
  try {
    await new Deno.Command("cp", { args: ["-r", `${CASES}/.`, scratch] }).output();
    await Deno.mkdir(`${scratch}/out`);
    const [command = "", ...rest] = program;
    const { code, stdout } = await new Deno.Command(command, {
      args: [...rest, `${name}.yml`, ...args?.split(" ") ?? []],
      cwd: scratch,
      env: { ANSIBLE_NOCOLOR: "1", NO_COLOR: "1", ANSIBLE_HOME: `${scratch}/.ansible` },
      stdin: "null",
      stderr: "null",
    }).output();
    const text = new TextDecoder().decode(stdout).replaceAll(scratch, "SCRATCH");
    return {
      code,
      recap: recapOf(text),
      files: treeOf(`${scratch}/out`),
      output: normalizedOutput(text),
    };
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

function textOf(name: string): string {
  return Deno.readTextFileSync(`${CASES}/${name}`);
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
