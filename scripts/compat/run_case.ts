import { PEER_NAMES } from "../../lib/cli/peers/peer_names.ts";
import { TESTED_SHEP } from "../../lib/cli/testing/tested_shep.ts";
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
  shep: [...TESTED_SHEP, "run", "--check-as-ansible"],
} as const;

/**
 * @returns The names of all cases: the playbooks of testdata/compat, without what they include, and
 * the shell scripts, which run several of Ansible's programs.
 */
export function allCases(): readonly string[] {
  return [...Deno.readDirSync(CASES)].map(({ name }) => name)
    .filter((name) =>
      name.endsWith(".sh") || name.endsWith(".yml") && /^- hosts:/m.test(textOf(name))
    )
    .map((name) => name.replace(/\.(?:yml|sh)$/, "")).sort();
}

/** @returns Whether what a case needs is there: `# needs: ansible_collections/…` in its first line. */
export function isRunnable(name: string): boolean {
  const needs = isScript(name) ? undefined : headOf(name, "needs");
  return needs === undefined ||
    statusOf(`/usr/lib/python3/dist-packages/${needs}`)?.isDirectory === true;
}

/**
 * Runs a case in a copy of its folder. The first line of a playbook may be `# args: …`; a script
 * calls Ansible's programs by their names, and keeps below out/ what they say.
 */
export async function runCase(program: readonly string[], name: string): Promise<Outcome> {
  const scratch = await Deno.makeTempDir({ prefix: "shep-compat-" });
  try {
    await new Deno.Command("cp", { args: ["-r", `${CASES}/.`, scratch] }).output();
    await Deno.mkdir(`${scratch}/out`);
    const [command = "", ...args] = isScript(name)
      ? ["sh", `${name}.sh`]
      : [...program, `${name}.yml`, ...headOf(name, "args")?.split(" ") ?? []];
    const { code, stdout } = await new Deno.Command(command, {
      args,
      cwd: scratch,
      env: {
        ANSIBLE_NOCOLOR: "1",
        NO_COLOR: "1",
        ANSIBLE_HOME: `${scratch}/.ansible`,
        PATH: `${peers(program, scratch)}${Deno.env.get("PATH")}`,
      },
      stdin: "null",
      stderr: "null",
    }).output();
    const text = new TextDecoder().decode(stdout).replaceAll(scratch, "SCRATCH");
    return {
      code,
      recap: recapOf(text),
      files: treeOf(`${scratch}/out`).replaceAll(scratch, "SCRATCH"),
      output: normalizedOutput(text),
    };
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** @returns What to put before PATH, so that a script's commands are those of `program`. */
function peers(program: readonly string[], scratch: string): string {
  if (program === PROGRAMS.ansible) return "";
  const folder = `${scratch}/.bin`;
  Deno.mkdirSync(folder);
  const start = TESTED_SHEP.map((word) => `'${word}'`).join(" ");
  for (const name of PEER_NAMES) {
    const script = `#!/bin/sh\nexec ${start} ${name} "$@"\n`;
    Deno.writeTextFileSync(`${folder}/${name}`, script, { mode: 0o755 });
  }
  return `${folder}:`;
}

function isScript(name: string): boolean {
  return isFile(`${CASES}/${name}.sh`);
}

/** @returns What the first line of a playbook says after `# key:`. */
function headOf(name: string, key: "args" | "needs"): string | undefined {
  const [head = ""] = textOf(`${name}.yml`).split("\n", 1);
  return new RegExp(`^# ${key}: (.*)$`).exec(head)?.[1];
}

function textOf(name: string): string {
  return Deno.readTextFileSync(`${CASES}/${name}`);
}

function isFile(path: string): boolean {
  return statusOf(path)?.isFile === true;
}

function statusOf(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch {
    return undefined;
  }
}
