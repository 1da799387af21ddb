import { type Dict, dict, isDict, type Value } from "../../base/value.ts";
import { prettyPrint } from "../template/pretty_print.ts";
import type { TaskRef } from "./event.ts";
import type { RunOptions } from "./options.ts";
import type { Prompter } from "./ports.ts";
import { dataLayer, type LayeredScope } from "./scope.ts";
import { ScopeDict } from "./scope_dict.ts";
import type { TaskOutcome } from "./task_runner.ts";

/** The person at the debugger wants no more of the run. */
export class DebuggerQuit extends Error {
  override readonly name = "DebuggerQuit";
}

/** What a person has changed of a task before it is run again. */
export interface Changes {
  readonly args: Dict;
  readonly vars: Dict;
}

/** A task that has ended on a host, as the person at the debugger sees it. */
export interface DebuggedTask {
  readonly ref: TaskRef;
  readonly host: string;
  readonly args: Dict;
  readonly scope: LayeredScope;
  readonly result: Dict;
}

/**
 * @returns Whether a person is to be asked about a task that came to `outcome`.
 * @param keyword What `debugger` says, if it does.
 * @param isOn Whether failures ask without it: strategy debug, or the configuration.
 */
export function needsDebugger(
  { event }: Pick<TaskOutcome, "event">,
  keyword: string | undefined,
  { isOn, skipsIgnored }: RunOptions["debugger"],
): boolean {
  const { outcome } = event;
  const hasFailed = outcome === "failed" && !(skipsIgnored && event.isIgnored);
  switch (keyword) {
    case "always":
      return true;
    case "never":
      return false;
    case "on_failed":
      return hasFailed || isOn && outcome === "unreachable";
    case "on_unreachable":
      return outcome === "unreachable" || isOn && hasFailed;
    case "on_skipped":
      return outcome === "skipped" || isOn && (hasFailed || outcome === "unreachable");
    default:
      return isOn && (hasFailed || outcome === "unreachable");
  }
}

/**
 * Asks what to do about a task: Ansible's commands, with expressions of Jinja2.
 *
 * @returns Whether it is to be run again; `changes` holds with what.
 * @throws {DebuggerQuit} If the run is to end.
 */
export function debugTask(
  task: DebuggedTask,
  changes: Changes,
  prompter: Pick<Prompter, "readLine" | "tell">,
): "continue" | "redo" {
  const prompt = `[${task.host}] ${kindOf(task)}: ${task.ref.name} (debug)> `;
  for (;;) {
    const line = prompter.readLine(prompt);
    if (line === undefined) return quit(prompter);
    const [, command = "", rest = ""] = /^\s*(\S*)\s*([^]*?)\s*$/.exec(line) ?? [];
    switch (command) {
      case "c":
      case "continue":
        return "continue";
      case "r":
      case "redo":
        return "redo";
      case "q":
      case "quit":
        return quit(prompter);
      case "u":
      case "update_task":
        changes.args.clear();
        break;
      case "p":
      case "pprint":
        tried(prompter, () => prompter.tell(shownValue(rest, task, changes)));
        break;
      case "":
        break;
      case "h":
      case "help":
      case "?":
        prompter.tell(HELP);
        break;
      default:
        tried(prompter, () => assign(line, task, changes));
    }
  }
}

const HELP = `
Documented commands (type help <topic>):
========================================
EOF  c  continue  h  help  p  pprint  q  quit  r  redo  u  update_task
`;

function quit(prompter: Pick<Prompter, "tell">): never {
  prompter.tell("User interrupted execution");
  throw new DebuggerQuit("User interrupted execution");
}

function tried(prompter: Pick<Prompter, "tell">, act: () => void): void {
  try {
    act();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    prompter.tell(`***${name}:${message}`);
  }
}

/** What `p` shows of an expression; the task and its host are told by their names. */
function shownValue(expression: string, task: DebuggedTask, changes: Changes): string {
  if (expression === "host") return task.host;
  if (expression === "task") return `${kindOf(task)}: ${task.ref.name}`;
  return prettyPrint(evaluated(expression, task, changes));
}

function kindOf({ ref }: DebuggedTask): string {
  return ref.isHandler ? "HANDLER" : "TASK";
}

function evaluated(expression: string, task: DebuggedTask, { args, vars }: Changes): Value {
  const scope = task.scope.with(dataLayer(vars));
  const about: Dict = new Map<Value, Value>([
    ["host", dict({ name: task.host })],
    ["result", dict({ _result: task.result, _host: task.host })],
    [
      "task",
      dict({
        name: task.ref.name,
        action: task.ref.module,
        args: new Map([...rendered(task.args, scope), ...args]),
      }),
    ],
    ["task_vars", new ScopeDict(scope)],
  ]);
  const asked = scope.with(dataLayer(about));
  // As an item of a list a value keeps its type.
  const value = asked.evaluate(`{{ [(${expression})] }}`);
  return Array.isArray(value) ? value[0] ?? null : asked.evaluate(`{{ ${expression} }}`);
}

/** What the task was given, or how it is written if that depends on an item or cannot be said. */
function rendered(args: Dict, scope: LayeredScope): Dict {
  try {
    const value = scope.evaluate(args);
    return isDict(value) ? value : args;
  } catch {
    return args;
  }
}

/** `task.args['key'] = value` and `task_vars['name'] = value`. */
function assign(line: string, task: DebuggedTask, changes: Changes): void {
  const match = /^\s*(task\.args|task_vars)\[\s*(['"])(.+?)\2\s*\]\s*=\s*([^=][^]*)$/.exec(line);
  const [, target, , key = "", expression = ""] = match ?? [];
  if (target === undefined) {
    throw new SyntaxError(
      "Cannot follow this: expected a command (p, u, r, c, q), task.args['KEY'] = VALUE or task_vars['KEY'] = VALUE",
    );
  }
  const value = evaluated(expression, task, changes);
  (target === "task_vars" ? changes.vars : changes.args).set(key, value);
}
