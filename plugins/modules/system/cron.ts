import {
  type ApplyCommand,
  bool,
  type Dict,
  type Diff,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { asOperand } from "../shared/file_stat.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import {
  type CrontabLines,
  crontabText,
  findJob,
  findVariable,
  jobComment,
  jobNames,
  replaceJob,
  replaceVariable,
  variableNames,
  withoutRemarks,
} from "./crontab_lines.ts";

/** Manages an entry of a crontab. Behaves as Ansible 2.14's cron on Linux. */
export async function cron(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const [cronFile] = await expandPaths(target, [optionalStr(args, "cron_file")]);
  if (cronFile !== undefined) checkFile(call, cronFile);
  const table = await readCrontab(target, {
    cronFile,
    user: optionalStr(args, "user") || undefined,
  });
  checkArguments(args, cronFile);
  const edited = bool(args, "env")
    ? editVariable(args, table.lines)
    : editJob(call, table, cronFile);
  const { path } = table;
  if (edited.isGone && path !== undefined && isEmpty(edited.lines)) {
    const changed = table.isThere;
    if (changed) await target.apply({ argv: ["rm", "-f", "--", path] });
    return {
      changed,
      result: { cron_file: cronFile ?? path, state: str(args, "state") },
      ...(call.diff ? { diff: [diffOf(table, { after: "", header: "/dev/null" })] } : {}),
    };
  }
  const changed = edited.changed || (table.text !== "" && !/[\r\n]$/.test(table.text));
  const after = crontabText(edited.lines);
  const backup = changed && bool(args, "backup") && !checkMode
    ? await keepBackup(target, crontabText(table.lines))
    : undefined;
  if (changed) await writeCrontab(target, table, after);
  return {
    changed,
    result: {
      jobs: jobNames(edited.lines),
      envs: variableNames(edited.lines),
      backup_file: backup,
      cron_file: cronFile,
    },
    ...(changed && call.diff ? { diff: [diffOf(table, { after })] } : {}),
  };
}

interface Crontab {
  /** Of the file; absent for a user's own crontab. */
  readonly path: string | undefined;
  readonly user: string | undefined;
  readonly text: string;
  readonly lines: CrontabLines;
  readonly isThere: boolean;
  readonly program: string;
  readonly userOptions: readonly string[];
}

function checkFile(call: ModuleCall, cronFile: string): void {
  if (cronFile === "/etc/crontab") {
    throw new ModuleFailure("Will not manage /etc/crontab via cron_file, see documentation.");
  }
  const name = cronFile.slice(cronFile.lastIndexOf("/") + 1);
  if (/^[A-Z0-9_-]+$/i.test(name)) return;
  call.warn(
    `Filename portion of cron_file ("${name}") should consist solely of upper- and lower-case ` +
      "letters, digits, underscores, and hyphens",
  );
}

async function readCrontab(
  target: Target,
  { cronFile, user }: {
    readonly cronFile: string | undefined;
    readonly user: string | undefined;
  },
): Promise<Crontab> {
  const path = cronFile === undefined || cronFile.startsWith("/")
    ? cronFile
    : `/etc/cron.d/${cronFile}`;
  const [me, file, ...programs] = await target.probe(
    { argv: ["id", "-un"] },
    { argv: path === undefined ? ["true"] : ["cat", asOperand(path)] },
    ...programProbes(["crontab"]),
  );
  const program = requireProgram(programPaths(["crontab"], programs), "crontab");
  const isOwn = user === undefined || user === me?.stdout.trim();
  const userOptions = isOwn ? [] : ["-u", user];
  const rest = { path, user, program, userOptions };
  if (path !== undefined) {
    const isThere = file?.exitCode === 0;
    if (!isThere && file !== undefined && !/No such file/.test(file.stderr)) {
      const [exists] = await target.probe({ argv: ["test", "-e", path] });
      if (exists?.exitCode === 0) {
        throw new ModuleFailure(`Cannot read ${path}: ${file.stderr.trim()}`);
      }
    }
    const text = isThere ? file.stdout : "";
    return { ...rest, text, lines: linesOf(text), isThere };
  }
  const [listed] = await target.probe({ argv: [program, ...userOptions, "-l"] });
  if (listed === undefined || listed.exitCode > 1) {
    throw new ModuleFailure("Unable to read crontab");
  }
  const text = withoutRemarks(listed.stdout);
  return { ...rest, text, lines: linesOf(text), isThere: text !== "" };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function checkArguments(args: Dict, cronFile: string | undefined): void {
  if (
    optionalStr(args, "special_time") !== undefined &&
    FIELDS.some((field) => str(args, field) !== "*")
  ) {
    throw new ModuleFailure("You must specify time and date fields or special time.");
  }
  if (str(args, "state") !== "present") return;
  if (cronFile !== undefined && !optionalStr(args, "user")) {
    throw new ModuleFailure(
      "To use cron_file=... parameter you must specify user=... as well",
    );
  }
  if (optionalStr(args, "job") === undefined) {
    throw new ModuleFailure("You must specify 'job' to install a new cron job or variable");
  }
  if (
    (optionalStr(args, "insertafter") || optionalStr(args, "insertbefore")) && !bool(args, "env")
  ) {
    throw new ModuleFailure(
      "Insertafter and insertbefore parameters are valid only with env=yes",
    );
  }
}

const FIELDS = ["minute", "hour", "day", "month", "weekday"];

interface Edited {
  readonly lines: CrontabLines;
  readonly changed: boolean;
  /** Whether a job was taken away. */
  readonly isGone: boolean;
}

function editVariable(args: Dict, lines: CrontabLines): Edited {
  const name = str(args, "name");
  if (name.includes(" ")) throw new ModuleFailure("Invalid name for environment variable");
  const declaration = `${name}="${optionalStr(args, "job") ?? "None"}"`;
  const at = findVariable(lines, name);
  const isGone = false;
  if (str(args, "state") === "absent") {
    return { lines: replaceVariable(lines, name, undefined), changed: at >= 0, isGone };
  }
  if (at < 0) return { lines: withVariable(args, lines, declaration), changed: true, isGone };
  if (lines[at] === declaration) return { lines, changed: false, isGone };
  return { lines: replaceVariable(lines, name, declaration), changed: true, isGone };
}

function withVariable(args: Dict, lines: CrontabLines, declaration: string): CrontabLines {
  const after = optionalStr(args, "insertafter");
  const other = after || optionalStr(args, "insertbefore");
  if (!other) return [declaration, ...lines];
  const at = findVariable(lines, other);
  if (at < 0) throw new ModuleFailure(`Variable named '${other}' not found.`);
  return lines.toSpliced(after ? at + 1 : at, 0, declaration);
}

function editJob(call: ModuleCall, { lines }: Crontab, cronFile: string | undefined): Edited {
  const { args } = call;
  const name = str(args, "name");
  if (str(args, "state") === "absent") {
    const isGone = findJob(lines, name) !== undefined;
    return { lines: isGone ? replaceJob(lines, name, undefined) : lines, changed: isGone, isGone };
  }
  const given = str(args, "job").replace(/^[\r\n]+|[\r\n]+$/g, "");
  if (/[\r\n]/.test(given)) call.warn("Job should not contain line breaks");
  const job = jobLine(args, { job: given, isInFile: cronFile !== undefined });
  const found = findJob(lines, name, job);
  const isGone = false;
  if (found === undefined) {
    return { lines: [...lines, jobComment(name), job], changed: true, isGone };
  }
  if (found.job === job && !found.isRenamed) return { lines, changed: false, isGone };
  return { lines: replaceJob(found.lines, name, job), changed: true, isGone };
}

function jobLine(
  args: Dict,
  { job, isInFile }: { readonly job: string; readonly isInFile: boolean },
): string {
  const special = optionalStr(args, "special_time");
  const time = special === undefined
    ? FIELDS.map((field) => str(args, field)).join(" ")
    : `@${special}`;
  const user = isInFile ? ` ${str(args, "user")}` : "";
  return `${bool(args, "disabled") ? "#" : ""}${time}${user} ${job}`;
}

function isEmpty(lines: CrontabLines): boolean {
  return lines.every((line) => line.trim() === "");
}

async function keepBackup(target: Target, text: string): Promise<string> {
  const [outcome] = await target.apply({
    script: 'f=$(mktemp "${TMPDIR:-/tmp}/crontabXXXXXX") && cat >"$f" && printf %s "$f"',
    stdin: text,
  });
  if (outcome?.exitCode === 0) return outcome.stdout;
  throw new ModuleFailure(`Could not make backup: ${outcome?.stderr.trim() ?? ""}`);
}

async function writeCrontab(target: Target, table: Crontab, text: string): Promise<void> {
  const { path, program, userOptions } = table;
  if (path !== undefined) {
    const mode = table.isThere ? {} : { mode: "0644" };
    await target.put({ path, content: text, ...mode, isInPlace: table.isThere });
    return;
  }
  const command: ApplyCommand = { argv: [program, ...userOptions, "-"], stdin: text };
  const [outcome] = await target.apply(command);
  if (outcome?.exitCode !== 0) throw new ModuleFailure(outcome?.stderr ?? "");
}

function diffOf(
  { path, user, text }: Crontab,
  { after, header }: { readonly after: string; readonly header?: string },
): Diff {
  const name = path ?? (user === undefined ? "crontab" : `crontab for user "${user}"`);
  return { before: text, after, beforeHeader: name, afterHeader: header ?? name };
}
