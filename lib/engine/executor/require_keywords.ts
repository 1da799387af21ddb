import type { Value } from "../../base/value.ts";
import type { Keyword } from "../../wire/task.ts";
import { setting } from "../playbook/inherited.ts";
import type { Layer } from "../playbook/model.ts";
import { DEBUGGER_VALUES } from "../playbook/debugger_values.ts";
import type { Keywords } from "./keywords.ts";
import { TaskError } from "./task_error.ts";

/**
 * Evaluates the keywords that a task may never ask for: a mistake in one is a failure also where it
 * has no effect, such as in `become_user` of a task that becomes nobody.
 *
 * @throws {TaskError} If a template fails or a value is of the wrong type.
 */
export function requireKeywords(layer: Layer, keywords: Keywords): void {
  if (SOUND.has(layer)) return;
  let isSame = true;
  for (const [keyword, type] of TYPES) {
    const written = setting(layer, keyword)?.value;
    if (written === undefined) continue;
    keywords[type](keyword);
    isSame &&= isLiteral(written);
  }
  requireDebugger(keywords.text("debugger"));
  if (isSame) SOUND.add(layer);
}

function requireDebugger(value: string | undefined): void {
  if (value === undefined || DEBUGGER_VALUES.includes(value)) return;
  throw new TaskError(
    `'${value}' is not a valid value for debugger. Must be one of ${DEBUGGER_VALUES.join(", ")}`,
  );
}

/** Levels whose keywords are good on every host. */
const SOUND = new WeakSet<Layer>();

const TYPES: readonly (readonly [Keyword, "bool" | "number" | "text"])[] = [
  ["any_errors_fatal", "bool"],
  ["become", "bool"],
  ["become_exe", "text"],
  ["become_flags", "text"],
  ["become_method", "text"],
  ["become_user", "text"],
  ["check_mode", "bool"],
  ["connection", "text"],
  ["debugger", "text"],
  ["delegate_facts", "bool"],
  ["diff", "bool"],
  ["ignore_unreachable", "bool"],
  ["poll", "number"],
  ["port", "number"],
  ["remote_user", "text"],
  ["run_once", "bool"],
];

function isLiteral(value: Value): boolean {
  return typeof value !== "string" || !value.includes("{");
}
