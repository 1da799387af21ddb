import type { LoadedPlay } from "../playbook/model.ts";
import { toText } from "../template/text.ts";
import { PlayFieldError } from "./play_field_error.ts";
import type { LayeredScope } from "./scope.ts";
import { evaluationError } from "./task_error.ts";

/**
 * @returns The patterns of a play.
 * @throws {PlayFieldError} If the template of `hosts` fails.
 */
export function playHosts(play: LoadedPlay, scope: LayeredScope): readonly string[] {
  const written = play.hostPatterns ?? [play.hosts];
  try {
    return written.flatMap((pattern) => {
      const value = scope.evaluate(pattern);
      return Array.isArray(value) ? value.map(toText) : [toText(value)];
    });
  } catch (error) {
    const { message } = evaluationError(
      error,
      { kind: "field", name: "hosts" },
      play.hostsPosition,
    );
    throw new PlayFieldError(message, { cause: error });
  }
}
