import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { asOperand } from "../shared/file_stat.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";

/** Manages a kernel parameter. Behaves as ansible.posix.sysctl on Linux. */
export async function sysctl(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const task = readTask(call);
  const path = await expandPath(target, str(args, "sysctl_file"));
  const known = await read(target, { name: task.name, path });
  const inFile = known.values.get(task.name);
  const isLive = known.live !== undefined && words(known.live) === words(task.value);
  const isPresent = task.state === "present";
  const writes = isPresent ? inFile !== task.value : (inFile ?? "") !== "";
  // As Ansible does it: where a parameter is in no file and is not to be, nothing is reloaded.
  const isStale = bool(args, "reload") && inFile !== undefined && !writes && !isLive;
  const sets = bool(args, "sysctl_set") && isPresent && !isLive;
  const changed = writes || isStale || sets;
  if (!changed || checkMode) return { changed };
  const ignore = bool(args, "ignoreerrors") ? ["-e"] : [];
  if (sets && known.live !== undefined) {
    const argv = [known.program, ...ignore, "-w", `${task.name}=${task.value}`];
    const [outcome] = await target.apply({ argv, env: ENGLISH });
    if (hasFailed(outcome)) {
      throw new ModuleFailure(`setting ${task.name} failed: ${said(outcome)}`);
    }
  }
  if (writes) {
    const content = fixed(known.lines, task);
    await target.put({ path, content, ...(known.isThere ? {} : { mode: "0644" }) });
  }
  if (bool(args, "reload")) {
    const [outcome] = await target.apply({
      argv: [known.program, ...ignore, "-p", path],
      env: ENGLISH,
    });
    if (hasFailed(outcome)) throw new ModuleFailure(`Failed to reload sysctl: ${said(outcome)}`);
  }
  return { changed };
}

interface SysctlTask {
  readonly name: string;
  readonly value: string;
  readonly state: string;
}

const ENGLISH = { LC_ALL: "C" };

function readTask({ args }: ModuleCall): SysctlTask {
  const name = str(args, "name");
  const state = str(args, "state");
  const value = optionalStr(args, "value");
  if (name === "") throw new ModuleFailure("name cannot be blank");
  if (state === "present" && value === "") throw new ModuleFailure("value cannot be blank");
  return { name: name.trim(), value: plainValue(value ?? ""), state };
}

/** YAML's words for yes and no are numbers for the kernel. */
function plainValue(value: string): string {
  if (/^(y|yes|on|1|true|t)$/i.test(value)) return "1";
  if (/^(n|no|off|0|false|f)$/i.test(value)) return "0";
  return value.trim();
}

async function read(
  target: Target,
  { name, path }: { readonly name: string; readonly path: string },
) {
  const [isFile, file, ...rest] = await target.probe(
    { argv: ["test", "-f", path] },
    { argv: ["cat", asOperand(path)] },
    ...programProbes(["sysctl"]),
  );
  const program = requireProgram(programPaths(["sysctl"], rest), "sysctl");
  const isThere = isFile?.exitCode === 0;
  if (isThere && file?.exitCode !== 0) {
    throw new ModuleFailure(`Failed to open ${path}: ${file?.stderr.trim() ?? ""}`);
  }
  const [current] = await target.probe({ argv: [program, "-e", "-n", name], env: ENGLISH });
  const text = isThere ? file?.stdout ?? "" : "";
  const lines = text.split("\n").map((line) => line.trim());
  if (lines.at(-1) === "") lines.pop();
  const values = new Map(lines.flatMap((line) => {
    const setting = parseSetting(line);
    return setting === undefined ? [] : [setting];
  }));
  const live = current?.exitCode === 0 ? current.stdout : undefined;
  return { program, isThere, lines, values, live };
}

function parseSetting(line: string): readonly [string, string] | undefined {
  const at = line.indexOf("=");
  if (/^[#;]/.test(line) || at < 0) return undefined;
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

function words(text: string): string {
  return text.trim().split(/\s+/).join(" ");
}

/** Of a parameter that is set twice the first line stays. */
function fixed(lines: readonly string[], { name, value, state }: SysctlTask): string {
  const seen = new Set<string>();
  const after: string[] = [];
  for (const line of lines) {
    const setting = parseSetting(line);
    if (setting === undefined) {
      after.push(line);
      continue;
    }
    const [key, old] = setting;
    if (seen.has(key)) continue;
    seen.add(key);
    if (key !== name) after.push(`${key}=${old}`);
    else if (state === "present") after.push(`${key}=${value}`);
  }
  if (!seen.has(name) && state === "present") after.push(`${name}=${value}`);
  return after.map((line) => `${line}\n`).join("");
}

/** sysctl may fail and exit with 0 all the same. */
function hasFailed(outcome: CommandOutcome | undefined): boolean {
  return outcome?.exitCode !== 0 ||
    /^sysctl: setting key "[^"]+": (Invalid argument|Read-only file system)$/m.test(outcome.stderr);
}

function said(outcome: CommandOutcome | undefined): string {
  return `${outcome?.stdout ?? ""}${outcome?.stderr ?? ""}`;
}
