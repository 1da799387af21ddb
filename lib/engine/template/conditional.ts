import type { Value } from "../../base/value.ts";
import type { Taint } from "./context.ts";
import type { Environment } from "./environment.ts";
import { TemplateError, UndefinedError } from "./errors.ts";
import { pythonType, truthy } from "./python_type.ts";
import type { Scope } from "./scope.ts";
import { isTemplate, templateString } from "./template_string.ts";
import { toText } from "./text.ts";

/**
 * @returns Whether the condition of a `when`, `changed_when`, `failed_when` or `until` holds. A
 * text is an expression; one that is a template itself is rendered first, and its result is the
 * expression. Truth is Python's.
 * @throws {TemplateError} If it cannot be evaluated; the message is Ansible's.
 */
export function evaluateConditional(
  environment: Environment,
  condition: Value,
  scope: Scope,
): boolean {
  if (condition === null || condition === "") return true;
  const isStrict = environment.options.conditionals === "boolean";
  if (typeof condition !== "string") return isStrict ? boolean(condition) : truthy(condition);
  try {
    return isStrict
      ? boolean(templateString(environment, expressionOf(environment, condition), scope))
      : check(environment, condition, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const failure = new ConditionalError(
      `The conditional check '${condition}' failed. The error was: ${error.message}`,
      { cause: error },
    );
    failure.text = condition;
    failure.line = error.line;
    failure.column = error.column;
    throw failure;
  }
}

/** A condition could not be evaluated; `cause` is what went wrong. */
export class ConditionalError extends TemplateError {
  override readonly name = "ConditionalError";
}

/** A condition that is a template stands for its result. */
function expressionOf(environment: Environment, condition: string): string {
  return isTemplate(environment, condition) ? condition : `{{ ${condition} }}`;
}

/** @throws {TemplateError} If `value` is none. */
function boolean(value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw new TemplateError(
    `Conditional result (${truthy(value) ? "True" : "False"}) was derived from value of type ` +
      `'${pythonType(value)}'. Conditionals must have a boolean result.`,
  );
}

function check(environment: Environment, original: string, scope: Scope): boolean {
  let condition = original;
  try {
    const taint: Taint = { unsafe: false };
    if (isTemplate(environment, condition)) {
      environment.options.warn?.(
        "conditional statements should not include jinja2 templating delimiters such as " +
          `{{ }} or {% %}. Found: ${condition}`,
      );
    }
    const first = templateString(environment, condition, scope, { taint });
    if (typeof first !== "string" || first === "") return truthy(first);
    if (taint.unsafe) {
      throw new TemplateError("Conditional is marked as unsafe, and cannot be evaluated.");
    }
    condition = first;
    const presented = `{% if ${condition} %} True {% else %} False {% endif %}`;
    const answer = toText(templateString(environment, presented, scope)).trim();
    if (answer === "True") return true;
    if (answer === "False") return false;
    throw new TemplateError(`unable to evaluate conditional: ${original}`);
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    const known = fromDefinedTests(condition, error.message);
    if (known !== undefined) return known;
    const failure = new TemplateError(
      `error while evaluating conditional (${original}): ${error.message}`,
      { cause: error },
    );
    failure.line = error.line;
    throw failure;
  }
}

/**
 * A condition that tests whether the variable exists, but uses it before the test, is decided by
 * that test.
 */
function fromDefinedTests(condition: string, message: string): boolean | undefined {
  const name = /'(hostvars\[.+\]|\w+)' is undefined/.exec(message)?.[1]?.replaceAll("'", '"');
  if (name === undefined) return undefined;
  const tests = /(hostvars\[.+\]|\w+)\s+(not\s+is|is|is\s+not)\s+(defined|undefined)/g;
  for (const [, variable = "", logic = "", state] of condition.matchAll(tests)) {
    if (variable.replaceAll("'", '"') !== name) continue;
    const shouldExist = logic.includes("not") !== (state === "defined");
    return !shouldExist;
  }
  return undefined;
}
