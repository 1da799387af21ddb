import { type Dict, isDict, type Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import type { RunOptions } from "./options.ts";
import type { TaskResult } from "./result.ts";

/** What a module was given, before and after it was checked. */
export interface GivenArguments {
  /** As the task says them, by whichever of their names. */
  readonly rendered: Dict;
  /** Complete with defaults. */
  readonly args: Dict;
  /** Values of `no_log` options. */
  readonly secrets: readonly string[];
}

/** @returns Whether anybody can see what the modules of `task` were given. */
export function keepsInvocation(
  { layer: { settings }, loopWith }: Pick<LoadedTask, "layer" | "loopWith">,
  { showsInvocations }: Pick<RunOptions, "showsInvocations">,
): boolean {
  if (showsInvocations === true) return true;
  if (!settings.has("register")) return false;
  return loopWith !== undefined || SEEN_BY.some((keyword) => settings.has(keyword));
}

/** Adds to the result of a module what it was given, unless it is one of those that do not say so. */
export function tellInvocation(
  { result }: Pick<TaskResult, "result">,
  module: string,
  { rendered, args, secrets }: GivenArguments,
): void {
  if (SILENT.has(module) || isStartedJob(result)) return;
  const told: Dict = new Map();
  for (const [name, value] of rendered) told.set(name, args.get(name) ?? value);
  const isShell = module === "shell";
  if (isShell || module === "command") {
    told.delete("cmd");
    told.set("_uses_shell", isShell);
  }
  for (const [name, value] of args) told.set(name, value);
  // What the path turned out to be, and what has been put into a file by then.
  if (module === "file") told.set("state", told.get("state") ?? result.get("state") ?? null);
  if (module === "copy") told.set("content", null);
  const hidden: Dict = secrets.length === 0 ? told : new Map(
    [...told].map(([name, value]) => [name, withoutSecrets(value, secrets)]),
  );
  result.set("invocation", new Map([["module_args", hidden]]));
}

/** @returns What is registered of a task without a loop: what its module was given is not. */
export function withoutInvocation(result: Dict): Dict {
  if (!result.has("invocation")) return result;
  const rest: Dict = new Map(result);
  rest.delete("invocation");
  return rest;
}

/** Keywords whose conditions see a result before it is registered, and the one that keeps it. */
const SEEN_BY = ["loop", "until", "changed_when", "failed_when"] as const;

/** Modules that are none on the target in Ansible, and so have nothing to say. */
const SILENT: ReadonlySet<string> = new Set([
  "async_status",
  "fetch",
  "gather_facts",
  "raw",
  "reboot",
  "script",
  "wait_for_connection",
]);

function isStartedJob(result: Dict): boolean {
  return result.has("ansible_job_id") && result.get("finished") === 0;
}

function withoutSecrets(value: Value, secrets: readonly string[]): Value {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (isDict(value)) {
    return new Map([...value].map(([key, item]) => [key, withoutSecrets(item, secrets)]));
  }
  if (typeof value !== "string") return secrets.includes(String(value)) ? HIDDEN : value;
  if (secrets.includes(value)) return HIDDEN;
  return secrets.reduce((text, secret) => text.replaceAll(secret, "********"), value);
}

/** What Ansible's modules say in the place of a value that is a secret. */
const HIDDEN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";
