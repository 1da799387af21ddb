import { absolutePath, joinPath } from "../../base/posix_path.ts";
import { type Dict, dict, isDict, type Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import { plainName } from "../../engine/template/plain_name.ts";
import { dumpYaml } from "../../source/yaml_dump.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { overlaidFiles } from "./overlaid_files.ts";
import { runCommand, type RunRequest } from "./run_command.ts";

/** One task for some hosts: the command line of `ansible`. */
export interface AdHocArguments extends
  Omit<
    RunRequest,
    | "playbooks"
    | "format"
    | "tags"
    | "skipTags"
    | "startAtTask"
    | "forceHandlers"
    | "flushCache"
    | "step"
    | "journal"
    | "resume"
    | "resumeChanged"
    | "noLease"
    | "syntaxCheck"
    | "listTasks"
    | "listTags"
  > {
  readonly pattern: string;
  readonly module: string;
  /** `key=value` words, or JSON. */
  readonly moduleArgs: string;
  /** Seconds that the task may run in the background; 0 is the foreground. */
  readonly background: number;
  readonly poll: number;
  /** Seconds; 0 is without end. */
  readonly taskTimeout: number;
  readonly oneLine: boolean;
  readonly playbookFolder?: string | undefined;
}

/** What the playbook of the one task is called. */
const NAME = "ad-hoc command";

/**
 * Runs one task as a playbook of one play, which is never on the disk.
 *
 * @returns The exit code of `ansible`.
 */
export async function adHocCommand(app: App, given: AdHocArguments): Promise<number> {
  requireSense(given);
  const { system } = app;
  const folder = absolutePath(given.playbookFolder ?? ".", system.environment.workingFolder());
  const path = joinPath(folder, NAME);
  const files = overlaidFiles(system.files, path, dumpYaml([playOf(given)], {}));
  return await runCommand(app.withFiles(files), {
    ...given,
    playbooks: [path],
    format: given.oneLine ? "oneline" : "minimal",
    tags: [],
    skipTags: [],
    startAtTask: undefined,
    forceHandlers: false,
    flushCache: false,
    step: false,
    journal: undefined,
    resume: false,
    resumeChanged: false,
    noLease: true,
    syntaxCheck: false,
    listTasks: false,
    listTags: false,
  });
}

/** @throws {CommandError} If the task cannot stand alone, or lacks what it is to do. */
function requireSense({ module, moduleArgs, listHosts }: AdHocArguments): void {
  if (listHosts) return;
  const name = plainName(module);
  if (name === "import_playbook") {
    throw new CommandError(`'${module}' is not a valid action for ad-hoc commands`, {
      exitCode: EXIT.options,
    });
  }
  if (NEEDS_ARGS.has(name) && moduleArgs === "") {
    throw new CommandError(`No argument passed to ${module} module`, { exitCode: EXIT.options });
  }
}

const NEEDS_ARGS: ReadonlySet<string> = new Set(["command", "raw", "script", "shell"]);

function playOf(given: AdHocArguments): Dict {
  const { module, moduleArgs, background, poll, taskTimeout } = given;
  const task = dict({
    [module]: argsOf(moduleArgs),
    ...(background > 0 ? { async: background, poll } : {}),
    ...(taskTimeout > 0 ? { timeout: taskTimeout } : {}),
  });
  return dict({
    name: "Ansible Ad-Hoc",
    hosts: given.pattern,
    gather_facts: false,
    tasks: [task],
  });
}

function argsOf(text: string): Value {
  if (!/^\s*\{.*\}\s*$/s.test(text)) return text;
  try {
    const value = valueFromJson(text);
    return isDict(value) ? value : text;
  } catch {
    // Whoever wrote a template in braces means the text.
    return text;
  }
}
