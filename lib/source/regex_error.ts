/** A regular expression of Python's that is malformed, or cannot be had in JavaScript. */
export class RegexError extends Error {
  override readonly name = "RegexError";
}
