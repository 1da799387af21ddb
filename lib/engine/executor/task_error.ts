import { formatPosition, type Position } from "../../base/position.ts";
import { UndefinedError } from "../template/errors.ts";

/** What keeps a task from running on a host; `message` becomes the result's `msg`. */
export class TaskError extends Error {
  override readonly name = "TaskError";
}

/** What was being evaluated when it failed. */
export type Evaluated =
  | { readonly kind: "arguments" }
  | { readonly kind: "loop" }
  | { readonly kind: "condition" }
  | { readonly kind: "field"; readonly name: string };

/** @returns A failed evaluation in the words Ansible's users know, and where in which file. */
export function evaluationError(error: unknown, what: Evaluated, position?: Position): TaskError {
  const reason = error instanceof Error ? error.message : String(error);
  const place = position === undefined
    ? ""
    : `\n\nThe error appears to be in ${formatPosition(position)}`;
  return new TaskError(`${explain(error, reason, what)}${place}`, { cause: error });
}

function explain(error: unknown, reason: string, what: Evaluated): string {
  const isUndefined = error instanceof UndefinedError;
  switch (what.kind) {
    case "loop":
    case "condition":
      return reason;
    case "arguments":
      return isUndefined
        ? `The task includes an option with an undefined variable. The error was: ${reason}`
        : reason;
    case "field":
      return isUndefined
        ? `The field '${what.name}' has an invalid value, which includes an undefined variable. ` +
          `The error was: ${reason}`
        : `The field '${what.name}' has an invalid value. The error was: ${reason}`;
    default:
      return what satisfies never;
  }
}
