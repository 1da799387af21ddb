import { Float, type Value } from "../../base/value.ts";
import { DateTime } from "./date_time.ts";
import type { Environment } from "./environment.ts";
import { PythonError, TemplateError, TemplateSyntaxError } from "./errors.ts";
import { finish } from "./finish.ts";
import { parsePythonLiteral } from "../../source/python_literal.ts";
import { FinalText } from "./object.ts";
import { own } from "./own.ts";
import { PythonObject } from "./python_object.ts";
import type { Scope } from "./scope.ts";
import type { Syntax } from "./syntax.ts";
import type { RenderOptions } from "./template.ts";

/** How a string of a playbook or a file is treated. */
export interface TemplateStringOptions extends RenderOptions {
  /**
   * `value` (the default) as strings of playbooks: results that look like lists, dicts or bools
   * become such; `text` as the files of the template module.
   */
  readonly result?: "value" | "text";
  /** Whether backslashes in texts inside `{{ }}` are literal; by default so for `value`. */
  readonly escapeBackslashes?: boolean;
  /** Whether as many newlines end the result as end the template; by default so. */
  readonly keepNewlines?: boolean;
  /** The name that messages and relative includes use. */
  readonly name?: string;
  /** Another syntax, such as the template module's options `trim_blocks`, `lstrip_blocks`. */
  readonly syntax?: Partial<Syntax>;
}

/** The first line that can change a template's syntax. */
const OVERRIDE = "#jinja2:";

/**
 * @returns The value of a string that may be a template, as Ansible (up to 2.18, or 2.19 in a
 * native environment) computes it: text without delimiters is itself; a lone variable that holds a
 * bool, a number or None keeps its type; everything else is text first, and text
 * that looks like a list, dict or bool is read as one.
 * @throws {UndefinedError} If a variable is undefined.
 * @throws {TemplateError} If it cannot be rendered; the message is Ansible's.
 */
export function templateString(
  environment: Environment,
  text: string,
  scope: Scope,
  // deno-lint-ignore shep/parameters -- the three things every caller has, and how it differs
  options: TemplateStringOptions = {},
): Value {
  return finish(unmarked(templateFinal(environment, text, scope, options)));
}

/**
 * Like `templateString()`; text that must not be read back as a literal is a `FinalText`. For
 * scopes, which hand the mark on to those who use the variable.
 */
export function templateFinal(
  environment: Environment,
  text: string,
  scope: Scope,
  // deno-lint-ignore shep/parameters -- the three things every caller has, and how it differs
  options: TemplateStringOptions = {},
): Value {
  if (!isPossiblyTemplate(text, environment.syntax)) return text;
  if (!environment.options.native) {
    const lone = loneVariable(text, scope, environment.syntax);
    if (lone !== undefined) return lone;
  }
  const result = renderString(environment, { text, scope, options });
  return environment.options.native ? storable(result) : result;
}

/** Objects that no variable holds become texts or lists, as where all results are texts first. */
function storable(value: Value): Value {
  if (value instanceof DateTime) return value.isoFormat("T");
  if (!(value instanceof PythonObject)) return value;
  const items = value.iterate();
  return items === undefined ? value.text : [...items];
}

/**
 * @returns The text of a template file, as the template module renders it: an override line
 * `#jinja2: trim_blocks: False` is obeyed, backslashes are Jinja2's, newlines at the end stay.
 * @throws {UndefinedError} If a variable is undefined.
 * @throws {TemplateError} If it cannot be rendered; the message is Ansible's.
 */
export function templateText(
  environment: Environment,
  text: string,
  scope: Scope,
  // deno-lint-ignore shep/parameters -- the three things every caller has, and how it differs
  options: Omit<TemplateStringOptions, "result"> = {},
): string {
  const result = renderString(environment, {
    text,
    scope,
    options: { ...options, result: "text" },
  });
  return typeof result === "string" ? result : "";
}

/** @returns Whether `text` holds anything that starts a template. */
export function isPossiblyTemplate(text: string, syntax: Syntax): boolean {
  return text.includes(syntax.variableStart) || text.includes(syntax.blockStart) ||
    text.includes(syntax.commentStart);
}

/** @returns Whether `text` is a template: it holds a complete `{{ }}`, `{% %}` or `{# #}`. */
export function isTemplate(environment: Environment, text: string): boolean {
  const { syntax } = environment;
  if (!isPossiblyTemplate(text, syntax)) return false;
  if (text.includes(syntax.commentStart) && text.includes(syntax.commentEnd)) return true;
  return environment.lexer.tokenize(text).tokens.some((token) => token.type.endsWith("_end"));
}

function renderString(
  environment: Environment,
  request: {
    readonly text: string;
    readonly scope: Scope;
    readonly options: TemplateStringOptions;
  },
): Value {
  const { options, scope } = request;
  const override = splitOverride(request.text);
  const syntax = { ...options.syntax, ...override.syntax };
  const used = Object.keys(syntax).length === 0 ? environment : environment.withSyntax(syntax);
  const wantsValue = options.result !== "text";
  const escapes = options.escapeBackslashes ?? wantsValue;
  const source = escapes ? escapeBackslashes(used, override.text) : override.text;
  try {
    const template = used.compile(source, {
      form: wantsValue ? "value" : "text",
      ...(options.name !== undefined && { name: options.name }),
    });
    const result = wantsValue
      ? template.renderFinal(scope, options)
      : template.render(scope, options);
    const text = unmarked(result);
    if (options.keepNewlines === false || typeof text !== "string") return result;
    const lost = newlinesAtEnd(request.text) - newlinesAtEnd(text);
    return lost > 0 ? text + used.syntax.newline.repeat(lost) : result;
  } catch (error) {
    if (error instanceof TemplateError) locate(error, request, override.text);
    throw explained(error, source);
  }
}

/** Says which text an error is about; the line that overrides the syntax is one of it. */
function locate(
  error: TemplateError,
  { text, options }: { readonly text: string; readonly options: TemplateStringOptions },
  rest: string,
): void {
  if (error.text !== undefined || error.template !== options.name) return;
  error.text = text;
  if (error.line !== undefined && rest !== text) error.line++;
}

function explained(error: unknown, source: string): unknown {
  if (!(error instanceof TemplateError) || error.explained) return error;
  let message: string | undefined;
  if (error instanceof TemplateSyntaxError) {
    message = `template error while templating string: ${error.message}. String: ${source}`;
  } else if (error instanceof PythonError && error.type === "TypeError") {
    message = `Unexpected templating type error occurred on (${source}): ${error.message}`;
  }
  if (message !== undefined) {
    error.message = message;
    error.explained = true;
  }
  return error;
}

/** A variable alone in `{{ }}` that holds a number, a bool or None. */
function loneVariable(text: string, scope: Scope, syntax: Syntax): Value | undefined {
  const { variableStart, variableEnd } = syntax;
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  if (!body.startsWith(variableStart) || !body.endsWith(variableEnd)) return undefined;
  const name = body.slice(variableStart.length, -variableEnd.length).trim();
  if (!/^[\p{L}\p{N}_]+$/u.test(name) || !scope.has(name) || scope.isTemplated?.(name)) {
    return undefined;
  }
  const value = scope.get(name);
  return value === null || typeof value === "number" || typeof value === "bigint" ||
      typeof value === "boolean" ||
      value instanceof Float
    ? value
    : undefined;
}

/** Ansible doubles the backslashes of the texts inside `{{ }}`, so that they stand for themselves. */
function escapeBackslashes(environment: Environment, text: string): string {
  if (!text.includes("\\") || !text.includes("{{")) return text;
  const tokens = environment.lexer.tokenize(text);
  let result = "";
  let at = 0;
  let inside = false;
  for (const token of tokens.tokens) {
    if (token.type === "variable_begin") inside = true;
    else if (token.type === "variable_end") inside = false;
    else if (inside && token.type === "string") {
      result += tokens.source.slice(at, token.start);
      result += tokens.source.slice(token.start, token.end).replaceAll("\\", "\\\\");
      at = token.end;
    }
  }
  const rest = tokens.source.length;
  // The lexer leaves out one newline at the end.
  return result + tokens.source.slice(at, rest) +
    text.slice(
      text.length - (text.endsWith("\n") && !environment.syntax.keepTrailingNewline ? 1 : 0),
    );
}

function splitOverride(text: string): { readonly text: string; readonly syntax: Partial<Syntax> } {
  if (!text.startsWith(OVERRIDE)) return { text, syntax: {} };
  const end = text.indexOf("\n");
  const line = text.slice(OVERRIDE.length, end < 0 ? -1 : end);
  let syntax: Partial<Syntax> = {};
  for (const pair of line.split(",")) {
    const colon = pair.indexOf(":");
    if (colon < 0) {
      throw new TemplateError(
        `failed to parse jinja2 override '${pair.trim()}'.` +
          " Did you use something different from colon as key-value separator?",
      );
    }
    const key = pair.slice(0, colon).trim();
    const value = parsePythonLiteral(pair.slice(colon + 1).trim())?.value;
    syntax = { ...syntax, ...syntaxOption(key, value) };
  }
  return { text: text.slice(end + 1), syntax };
}

function syntaxOption(key: string, value: Value | undefined): Partial<Syntax> {
  const name = own(SYNTAX_OPTIONS, key);
  if (name === undefined || value === undefined) {
    throw new TemplateError(
      `failed to parse jinja2 override '${key}': it is no option of a template, or its value is ` +
        "no literal",
    );
  }
  return { [name]: value };
}

/** The options of a template, as Ansible names them, and what they are called here. */
export const SYNTAX_OPTIONS: Readonly<Record<string, keyof Syntax>> = {
  block_start_string: "blockStart",
  block_end_string: "blockEnd",
  variable_start_string: "variableStart",
  variable_end_string: "variableEnd",
  comment_start_string: "commentStart",
  comment_end_string: "commentEnd",
  trim_blocks: "trimBlocks",
  lstrip_blocks: "lstripBlocks",
  keep_trailing_newline: "keepTrailingNewline",
  newline_sequence: "newline",
};

function newlinesAtEnd(text: string): number {
  return text.length - text.replace(/\n+$/, "").length;
}

function unmarked(value: Value): Value {
  return value instanceof FinalText ? value.text : value;
}
