/** Any failure of a template; `message` is the bare reason, the rest says where. */
export class TemplateError extends Error {
  override readonly name: string = "TemplateError";
  /** Name of the template, if it has one. */
  template: string | undefined;
  /** Its text, if it has no name. */
  text: string | undefined;
  /** Line in the template's text, from 1. */
  line: number | undefined;
  /** Column in the template's text, from 1. */
  column: number | undefined;
  /** Whether the message already says which string was being templated. */
  explained = false;
}

/** The text is not a template; the message is Jinja2's. */
export class TemplateSyntaxError extends TemplateError {
  override readonly name = "TemplateSyntaxError";
  constructor(message: string, line: number, column?: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** A value that is not defined was used; the message is Ansible's, such as `'x' is undefined`. */
export class UndefinedError extends TemplateError {
  override readonly name = "UndefinedError";
}

/** A filter, test or lookup refused its input. */
export class FilterError extends TemplateError {
  override readonly name = "FilterError";
}

/** A lookup that there is not, which `errors=` forgives nobody. */
export class UnknownLookupError extends FilterError {
  constructor(name: string) {
    super(`lookup plugin (${name}) not found`);
  }
}

/** An included, imported or extended template does not exist. */
export class TemplateNotFoundError extends TemplateError {
  override readonly name = "TemplateNotFoundError";
}

/** A template went past one of its limits: depth, output, steps, time. */
export class TemplateLimitError extends TemplateError {
  override readonly name = "TemplateLimitError";
}

/** The Python exceptions that an operation on values can raise. */
export type PythonErrorType =
  | "TypeError"
  | "ValueError"
  | "KeyError"
  | "IndexError"
  | "AttributeError"
  | "ZeroDivisionError"
  | "OverflowError";

/** What Python would raise for an operation on values, with Python's message. */
export class PythonError extends TemplateError {
  override readonly name = "PythonError";
  constructor(readonly type: PythonErrorType, message: string) {
    super(message);
  }
}

/** @returns Python's `TypeError`. */
export function typeError(message: string): PythonError {
  return new PythonError("TypeError", message);
}

/** @returns Python's `ValueError`. */
export function valueError(message: string): PythonError {
  return new PythonError("ValueError", message);
}

/** @returns The offset at which a line of `text` begins; lines count from 1. */
export function lineStart(text: string, line = 1): number {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf("\n", start) + 1;
  return start;
}
