import type { Keywords } from "./keywords.ts";
import { PlayFieldError } from "./play_field_error.ts";
import { TaskError } from "./task_error.ts";

/**
 * Evaluates the keywords of a play that no task inherits.
 *
 * @throws {PlayFieldError} If a template fails or a value is of the wrong type.
 */
export function requirePlay(keywords: Keywords): void {
  try {
    for (const keyword of ["force_handlers", "gather_facts"] as const) keywords.bool(keyword);
    for (const keyword of ["gather_subset", "order", "serial", "strategy"] as const) {
      keywords.value(keyword);
    }
    for (const keyword of ["gather_timeout", "max_fail_percentage"] as const) {
      keywords.number(keyword);
    }
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    throw new PlayFieldError(error.message, { cause: error });
  }
}
