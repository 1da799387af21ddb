import { formatPosition, type Position } from "../../base/position.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import { lineStart, TemplateError, UndefinedError } from "../template/errors.ts";

/** What keeps a task from running on a host; `message` becomes the result's `msg`. */
export class TaskError extends Error {
  override readonly name = "TaskError";
}

/** A failed evaluation, which can say where in a text of several lines it was. */
export class EvaluationError extends TaskError {
  readonly #reason: string;
  readonly #position: Position;

  constructor(reason: string, position: Position, cause: unknown) {
    super(placed(reason, position), { cause });
    this.#reason = reason;
    this.#position = position;
  }

  /** @returns The message with the line that the text has in its file. */
  placedIn(sources: SourceIndex): string {
    const { cause } = this;
    if (!(cause instanceof TemplateError) || cause.text === undefined) return this.message;
    const offset = lineStart(cause.text, cause.line);
    const place = sources.placeOf(cause.text, this.#position, offset);
    return place.line === this.#position.line ? this.message : placed(this.#reason, place);
  }
}

/** What was being evaluated when it failed. */
export type Evaluated =
  | { readonly kind: "arguments" }
  | { readonly kind: "loop" }
  | { readonly kind: "condition" }
  | { readonly kind: "tags" }
  | { readonly kind: "field"; readonly name: string };

/** @returns A failed evaluation in the words Ansible's users know, and where in which file. */
export function evaluationError(error: unknown, what: Evaluated, position?: Position): TaskError {
  const reason = explain(error, error instanceof Error ? error.message : String(error), what);
  return position === undefined
    ? new TaskError(reason, { cause: error })
    : new EvaluationError(reason, position, error);
}

function placed(reason: string, position: Position): string {
  return `${reason}\n\nThe error appears to be in ${formatPosition(position)}`;
}

function explain(error: unknown, reason: string, what: Evaluated): string {
  const isUndefined = error instanceof UndefinedError;
  switch (what.kind) {
    case "loop":
    case "condition":
    case "tags":
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
