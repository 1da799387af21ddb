import { type Dict, isDict, type Value } from "../../../lib/base/value.ts";
import { pythonJson } from "../../../lib/base/python_json.ts";
import {
  type CommandOutcome,
  type Diff,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type ScriptCommand,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { jsonOutput } from "./json_output.ts";
import {
  FILE_SCRIPT,
  NO_INTERPRETER,
  NO_INTERPRETER_MARK,
  PYTHON_LAUNCHER,
  PYTHON_SCRIPT,
} from "./launcher.ts";

/** `bridge`: runs a module that is a file on the controller, and returns what it printed. */
export async function runForeign(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const name = str(call.args, "name");
  const [outcome] = await target.apply(commandOf(call.args));
  if (outcome === undefined) throw new Error("The target did not say what became of the command");
  if (!outcome.carriedOut) return { skipped: true };
  if (isWithoutInterpreter(outcome)) throw noInterpreter(name, strings(call.args, "interpreters"));
  const output = jsonOutput(outcome.stdout);
  if (output === undefined) return brokenModule(outcome);
  if (output.junk !== "") {
    call.warn(`Module invocation had junk after the JSON data: ${output.junk}`);
  }
  return resultOf(output.result, call);
}

function commandOf(args: Dict): ScriptCommand {
  const style = str(args, "style");
  const interpreters = strings(args, "interpreters");
  const payload = str(args, "payload");
  const given = str(args, "arguments");
  if (style === "python") {
    const entry = str(args, "entry");
    return {
      script: PYTHON_SCRIPT,
      argv: [PYTHON_LAUNCHER, ...interpreters],
      stdin: JSON.stringify({ entry, payload, arguments: given }),
    };
  }
  const lines = given.split("\n");
  const head = new TextEncoder().encode(`${lines.length}\n${lines.join("\n")}\n`);
  const program = Uint8Array.fromBase64(payload);
  const stdin = new Uint8Array(head.length + program.length);
  stdin.set(head);
  stdin.set(program, head.length);
  return { script: FILE_SCRIPT, argv: ["module", style, ...interpreters], stdin };
}

function isWithoutInterpreter({ exitCode, stderr }: CommandOutcome): boolean {
  return exitCode === NO_INTERPRETER && stderr.includes(NO_INTERPRETER_MARK);
}

function noInterpreter(name: string, interpreters: readonly string[]): ModuleFailure {
  return new ModuleFailure(
    `Cannot run module ${name}: the target has none of ${interpreters.join(", ")}. ` +
      "Install one there, or say where it is, such as with ansible_python_interpreter",
  );
}

/** What Ansible says of a module that printed no result. */
function brokenModule({ exitCode, stdout, stderr }: CommandOutcome): ModuleResult {
  return {
    result: {
      failed: true,
      msg: "MODULE FAILURE\nSee stdout/stderr for the exact error",
      module_stdout: stdout,
      module_stderr: stderr,
      rc: exitCode,
      ...(stderr.startsWith("Traceback") && { exception: stderr }),
    },
  };
}

/** Keys of a module's answer that have a place of their own, or that are for Ansible alone. */
const ELSEWHERE: ReadonlySet<Value> = new Set(["warnings", "ansible_facts"]);

function resultOf(answer: Dict, call: ModuleCall): ModuleResult {
  const result: Record<string, Value> = {};
  for (const [key, value] of answer) {
    if (!ELSEWHERE.has(key) && !String(key).startsWith("_ansible_")) result[String(key)] = value;
  }
  if (!answer.has("failed") && failedByCode(answer.get("rc"))) result["failed"] = true;
  for (const warning of listOf(answer.get("warnings"))) call.warn(String(warning));
  const facts = factsOf(answer.get("ansible_facts"));
  const diff = call.diff ? listOf(answer.get("diff")).flatMap(diffOf) : [];
  return { changed: answer.get("changed") === true, result, diff, ...(facts && { facts }) };
}

function failedByCode(code: Value | undefined): boolean {
  return code !== undefined && code !== 0 && code !== "0";
}

/** What a target says must not become how it is reached or who runs what on it. */
function factsOf(facts: Value | undefined): Record<string, Value> | undefined {
  if (!isDict(facts)) return undefined;
  const kept = [...facts].filter(([key]) => !FORBIDDEN.test(String(key)));
  return Object.fromEntries(kept.map(([key, value]) => [String(key), value]));
}

const FORBIDDEN =
  /^ansible_(?:connection|host|port|user|password|ssh_(?!host_key)\w+|become(?:_\w+)?|\w+_interpreter|playbook_python)$/;

function diffOf(value: Value): readonly Diff[] {
  if (!isDict(value)) return [];
  const text = (key: string) => {
    const item = value.get(key);
    return typeof item === "string" ? item : undefined;
  };
  const prepared = text("prepared");
  if (prepared !== undefined) return [{ prepared }];
  const before = sideOf(value.get("before"));
  const after = sideOf(value.get("after"));
  if (before === undefined && after === undefined) return [];
  const beforeHeader = text("before_header");
  const afterHeader = text("after_header");
  return [{
    before: before ?? "",
    after: after ?? "",
    ...(beforeHeader !== undefined && { beforeHeader }),
    ...(afterHeader !== undefined && { afterHeader }),
  }];
}

/** Ansible shows a dict of a diff as JSON. */
function sideOf(value: Value | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  return `${pythonJson(value, { indent: 4, sortKeys: true, ensureAscii: false })}\n`;
}

function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
