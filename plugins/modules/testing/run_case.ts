import type { Value } from "../../../lib/base/value.ts";
import { isDict } from "../../../lib/base/value.ts";
import { valueFromJson, valueToJson } from "../../../lib/base/value_json.ts";
import { dict } from "../../../lib/base/value.ts";
import type { Diff } from "../../../lib/plugin/sdk.ts";
import { processes } from "../../../lib/system/processes.ts";
import { openLocalTarget } from "./local_target.ts";
import { type Module, type ModuleOutcome, runModule } from "./run_module.ts";

/** A case of testdata/modules: tasks that are run one after the other in a folder of their own. */
export interface ModuleCase {
  readonly name: string;
  /** Shell text that prepares the folder. */
  readonly setup?: string;
  readonly steps: readonly ModuleStep[];
  /** What a target with busybox alone does not have. */
  readonly needs?: string;
}

/** One task; `$D` in its arguments is the folder. */
export interface ModuleStep {
  readonly module: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly check?: boolean;
  readonly diff?: boolean;
  /** Keys of the result that cannot be Ansible's. */
  readonly ignore?: readonly string[];
}

/** What scripts/gen_module_cases.py wrote of a case, and what `runCase()` makes of it. */
export interface CaseOutcome {
  readonly results: readonly Readonly<Record<string, unknown>>[];
  /** What is in the folder afterwards. */
  readonly tree: readonly string[];
}

/** A module and its JSON file. */
export interface TestedModule {
  readonly run: Module;
  readonly spec: unknown;
}

/** Where a case is run and what it may use. */
export interface CaseOptions {
  /** Empty. */
  readonly folder: string;
  readonly modules: Readonly<Record<string, TestedModule>>;
  /** What starts the target's shell; `sh` by default. */
  readonly shell?: readonly string[];
}

/** Runs a case with a real local shell. */
export async function runCase(
  test: ModuleCase,
  { folder, modules, shell: start }: CaseOptions,
): Promise<CaseOutcome> {
  await shell(test.setup ?? ":", folder);
  const results = [];
  for (const step of test.steps) {
    const module = modules[step.module];
    if (module === undefined) throw new Error(`The test knows no module ${step.module}`);
    await using target = await openLocalTarget({
      checkMode: step.check ?? false,
      render: withNewlines,
      ...(start === undefined ? {} : { shell: start }),
    });
    const outcome = await runModule({
      ...module,
      args: argsOf(step, folder),
      target,
      checkMode: step.check ?? false,
      diff: step.diff ?? false,
    });
    results.push(normal(outcome, folder));
  }
  const tree = told(await shell(TREE, folder), folder);
  return { results, tree: tree.split("\n").filter((line) => line !== "") };
}

const TREE = "find . -mindepth 1 -printf '%y %m %u:%g %p -> %l\\n' | LC_ALL=C sort; " +
  "find . -type f -exec sha1sum {} + | LC_ALL=C sort";

async function shell(script: string, folder: string): Promise<string> {
  const command = { program: "sh", args: ["-c", `umask 022; ${script}`], workingFolder: folder };
  const { stdout } = await processes.run(command);
  return new TextDecoder().decode(stdout);
}

/** Stands for the engine's templates: the text as it is, with the ends of lines that are wanted. */
function withNewlines(text: string, options: string): string {
  return text.replaceAll("\n", String(JSON.parse(options).newline_sequence ?? "\n"));
}

function argsOf({ args }: ModuleStep, folder: string): Readonly<Record<string, Value>> {
  const value = valueFromJson(JSON.stringify(args).replaceAll("$D", folder));
  if (!isDict(value)) throw new Error("Arguments must be an object");
  return Object.fromEntries([...value].map(([name, item]) => [String(name), item]));
}

/** The same form that the script gives Ansible's results. */
function normal(outcome: ModuleOutcome, folder: string): Readonly<Record<string, unknown>> {
  const { changed, failed, skipped, msg, rc, stdout, stderr, warnings } = outcome;
  const flat = {
    changed,
    failed,
    ...(skipped ? { skipped } : {}),
    ...(rc === undefined ? {} : { rc, stdout: stdout ?? "", stderr: stderr ?? "" }),
    ...outcome.result,
    ...(msg === undefined ? {} : { msg }),
    ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
  };
  const result: Record<string, unknown> = JSON.parse(told(valueToJson(dict(flat)), folder));
  if (result.state === "directory" || result.state === "link") delete result.size;
  hideTypes(result.stat);
  if (Array.isArray(result.files)) {
    result.files.sort((left, right) => left.path < right.path ? -1 : 1);
    result.files.forEach(hideTypes);
  }
  // Attributes that stay as they are have a place in the list, but no texts.
  const shown = outcome.diff.filter(({ before, prepared }) => (before ?? prepared) !== undefined);
  return { ...result, diff: JSON.parse(told(JSON.stringify(shown.map(side)), folder)) };
}

function side(diff: Diff): Readonly<Record<string, string | undefined>> {
  const { before, after, prepared, beforeHeader, afterHeader } = diff;
  return { before, after, prepared, before_header: beforeHeader, after_header: afterHeader };
}

const TYPES: Readonly<Record<string, string>> = {
  atime: "float",
  mtime: "float",
  ctime: "float",
  inode: "int",
  dev: "int",
  blocks: "int",
  block_size: "int",
};

/** What depends on the file system and on programs that need not be there. */
const VARYING = ["attr_flags", "attributes", "version", "mimetype", "charset"];

function hideTypes(stat: unknown): void {
  if (typeof stat !== "object" || stat === null) return;
  const found: Map<string, unknown> = new Map(Object.entries(stat));
  for (const [key, type] of Object.entries(TYPES)) {
    if (found.has(key)) Object.assign(stat, { [key]: type });
  }
  for (const key of VARYING) Reflect.deleteProperty(stat, key);
  if (found.get("isdir") !== true) return;
  Reflect.deleteProperty(stat, "size");
  Reflect.deleteProperty(stat, "nlink");
}

function told(text: string, folder: string): string {
  return text.replaceAll(folder, "$D")
    .replaceAll(/(\\"[amc]time\\": ?)[\d.]+/g, "$1TIME")
    .replaceAll(/\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~/g, ".BACKUP~");
}
