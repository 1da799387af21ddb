import type { Position } from "../../base/position.ts";
import { toText } from "../template/text.ts";
import type { LayeredScope } from "./scope.ts";
import { evaluationError } from "./task_error.ts";

/** What has tags that may be templates. */
interface Tagged {
  readonly tags: readonly string[];
  readonly position?: Position;
}

/**
 * @returns The tags; a template may make several.
 * @throws {TaskError} If a template fails.
 */
export function evaluatedTags(
  { tags, position }: Tagged,
  scope: () => LayeredScope,
): readonly string[] {
  if (!tags.some((tag) => tag.includes("{{"))) return tags;
  const known = scope();
  return tags.flatMap((tag) => {
    try {
      const value = known.evaluate(tag);
      return Array.isArray(value) ? value.map(toText) : toText(value).split(",");
    } catch (error) {
      throw evaluationError(error, { kind: "tags" }, position);
    }
  });
}
