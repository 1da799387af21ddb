import { formatPosition } from "../../base/position.ts";
import { type Dict, isDict } from "../../base/value.ts";
import { displayName } from "../playbook/inherited.ts";
import { Unknown, type UnknownError, unknownIn } from "../template/unknown.ts";
import type { ActionResult } from "./actions/action.ts";
import { includeVars } from "./actions/include_vars.ts";
import { ACTIONS } from "./actions/registry.ts";
import { renderArguments } from "./arguments.ts";
import type { AttemptParts, TaskCall } from "./task_call.ts";
import { checkedArguments } from "./checked_arguments.ts";
import type { Round } from "./rounds.ts";
import type { LayeredScope } from "./scope.ts";

/** Modules that bring in tasks. */
const INCLUDES: ReadonlySet<string> = new Set(["include_role", "include_tasks"]);

/** What a round may leave to those after it. */
type Effects = Pick<ActionResult, "assigned" | "include">;

/**
 * Lets later tasks know that it is open what a round leaves of which only a real run can tell whether
 * it is done, or how.
 *
 * @returns What it may bind, as unknown values, and what it may include.
 */
export async function possibleEffects(
  round: Round,
  doubt: UnknownError,
  parts: Pick<AttemptParts, "hosts" | "options" | "ports">,
): Promise<Effects> {
  const { task } = round.call;
  if (task.module === "set_fact") return { assigned: possibleFacts(round, doubt) };
  const args = argumentsOf(round, parts);
  if (task.module === "include_vars") bindPossibleVars(round, { args, doubt, parts });
  else if (INCLUDES.has(task.module)) return await possibleInclude(round, { args, doubt, parts });
  else if (!ACTIONS.has(task.module)) notePossibleChange(round, args, parts);
  return {};
}

/** @returns What a task registers that a real run may leave out. */
export function perhapsRegistered({ task, host }: TaskCall, doubt: UnknownError): Unknown {
  const name = task.layer.settings.get("register")?.value;
  const before = name === undefined ? undefined : host.assigned.get(name);
  const isThere = before !== undefined && !(before instanceof Unknown);
  return new Unknown(doubt.causes, { presence: isThere ? "certain" : "possible" });
}

interface Given {
  readonly args: Dict;
  readonly doubt: UnknownError;
  readonly parts: Pick<AttemptParts, "hosts" | "options" | "ports">;
}

function possibleFacts({ call: { task }, scope }: Round, doubt: UnknownError): Dict {
  const names = task.args.map(({ key }) => key)
    .filter((key) => key !== "cacheable" && !key.includes("{{"));
  return new Map(names.map((name) => [name, perhaps(scope, name, doubt)]));
}

function perhaps(scope: LayeredScope, name: string, { causes }: UnknownError): Unknown {
  return new Unknown(causes, { presence: isDefined(scope, name) ? "certain" : "possible" });
}

function isDefined(scope: LayeredScope, name: string): boolean {
  try {
    return scope.has(name) && !(scope.get(name) instanceof Unknown);
  } catch {
    return true;
  }
}

/** Has the names of a file that may be read be unknown from here on. */
function bindPossibleVars(round: Round, { args, doubt, parts }: Given): void {
  const { call, scope } = round;
  if (unknownIn(args) !== undefined || args.size === 0) return tellUnseen(round, parts);
  const takenBack = call.audience.map((host) => host.savepoint());
  const { result } = includeVars({ ...call, ...parts, args, scope });
  takenBack.forEach((takeBack) => takeBack());
  const facts = result.get("ansible_facts") ?? null;
  if (!isDict(facts)) return;
  for (const name of [...facts.keys()].map(String)) {
    const value = perhaps(scope, name, doubt);
    for (const host of call.audience) host.include(name, value);
  }
}

async function possibleInclude(round: Round, { args, doubt, parts }: Given): Promise<Effects> {
  const { call, scope } = round;
  const action = ACTIONS.get(call.task.module);
  const isKnown = unknownIn(args) === undefined && args.size > 0;
  const done = isKnown ? await action?.({ ...call, ...parts, args, scope }) : undefined;
  const include = done?.include;
  if (include === undefined || unknownIn(new Map(include.vars)) !== undefined) {
    tellUnseen(round, parts);
    return {};
  }
  return { include: { ...include, doubt } };
}

/** Which names a file has that is not known itself, nobody can say: they will be missing. */
function tellUnseen({ call: { task } }: Round, { ports }: Given["parts"]): void {
  const position = task.position === undefined ? "" : ` at ${formatPosition(task.position)}`;
  const text = `Cannot predict what "${displayName(task)}"${position} includes: ` +
    "what that would set or notify is not known to the tasks after it";
  ports.emit({ kind: "message", level: "warning", text });
}

/** A module that may run may change what it names. */
function notePossibleChange(round: Round, args: Dict, { hosts }: Given["parts"]): void {
  const { task, host } = round.call;
  const delegate = delegateOf(round);
  const place = delegate === undefined ? host : hosts.get(delegate);
  place?.heldChanges.notePossible(task, args);
}

function delegateOf({ keywords }: Round): string | undefined {
  try {
    return keywords.text("delegate_to");
  } catch {
    return undefined;
  }
}

/** @returns What a module would be given, what is unknown of it left so; nothing if that is open. */
function argumentsOf({ call: { task }, scope, keywords }: Round, { ports }: Given["parts"]): Dict {
  const { bridge } = ports;
  const spec = ports.specs.get(task.module);
  try {
    const rendered = renderArguments(task, scope, { keywords, bridge, ...(spec && { spec }) });
    if (unknownIn(rendered) !== undefined) return rendered;
    return checkedArguments(rendered, { spec, home: undefined, calledAs: task.writtenModule }).args;
  } catch {
    return new Map();
  }
}
