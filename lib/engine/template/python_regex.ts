import { PythonRegex } from "../../source/python_regex.ts";
import { RegexError } from "../../source/regex_error.ts";
import type { RegexFlags } from "../../source/translate_regex.ts";
import { FilterError, PythonError } from "./errors.ts";

/** @throws {FilterError} If the pattern is malformed, or cannot be had in JavaScript. */
export function compileRegex(pattern: string, flags: RegexFlags): PythonRegex {
  return told(() => PythonRegex.compile(pattern, flags));
}

/**
 * @returns `text` with each match replaced by `template`.
 * @throws {FilterError} If the template is malformed.
 * @throws {PythonError} If it names a group that the pattern does not have.
 */
export function substitute(regex: PythonRegex, text: string, template: string): string {
  return told(() => regex.substitute(text, template));
}

/** A template reports its own errors alone as the user's. */
function told<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    if (error.message.startsWith("unknown group")) {
      throw new PythonError("IndexError", error.message);
    }
    throw new FilterError(error.message, { cause: error });
  }
}
