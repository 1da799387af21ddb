import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { shellWords } from "../../../lib/source/shell_words.ts";

/**
 * @returns The words of an argument, split as a shell would: Python's shlex.split().
 * @throws {ModuleFailure} If a quotation is not closed or nothing follows the last backslash.
 */
export function splitWords(text: string): string[] {
  try {
    return shellWords(text, "no-comments");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ModuleFailure(error.message, {}, { cause: error });
  }
}
