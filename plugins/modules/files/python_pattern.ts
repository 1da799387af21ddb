import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { PythonRegex } from "../../../lib/source/python_regex.ts";
import { RegexError } from "../../../lib/source/regex_error.ts";

/**
 * @returns A regular expression of Python's.
 * @throws {ModuleFailure} If it is malformed, or cannot be had.
 */
export function pythonPattern(
  pattern: string,
  flags: { readonly multiline?: boolean } = {},
): PythonRegex {
  return orFail(() => PythonRegex.compile(pattern, flags));
}

/** @returns What `act` returns; a malformed expression or replacement fails the task. */
export function orFail<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof RegexError) throw new ModuleFailure(error.message, {}, { cause: error });
    throw error;
  }
}
