import { suggestion } from "../../source/suggestion.ts";
import type { Environment } from "../template/environment.ts";
import { FILTERS } from "../template/filters/registry.ts";
import { findLookup, LOOKUPS } from "../template/lookups/registry.ts";
import { TESTS } from "../template/tests/registry.ts";
import type { Found } from "./found.ts";
import {
  conditionTemplate,
  isUse,
  type TemplateProblem,
  type TemplateReader,
  type TemplateUse,
} from "./template_use.ts";

/** @returns What is wrong with one template, without evaluating it. */
export function checkTemplate(
  text: string,
  reader: TemplateReader,
  environment: Environment,
): readonly Found[] {
  const read = reader.read(text);
  return isUse(read) ? unknownNames(read, environment) : [syntaxProblem(read, text)];
}

/** @returns What is wrong with one condition, which is an expression without delimiters. */
export function checkCondition(
  text: string,
  reader: TemplateReader,
  environment: Environment,
): readonly Found[] {
  const read = reader.read(conditionTemplate(text));
  return isUse(read) ? unknownNames(read, environment) : [syntaxProblem(read, text)];
}

/** @returns The finding about a condition with delimiters. */
export function delimitersInCondition(text: string): Found {
  return {
    rule: "condition-delimiters",
    message: "conditional statements should not include jinja2 templating delimiters such as " +
      `{{ }} or {% %}. Found: ${text}`,
    hint: "Write the expression alone",
  };
}

/**
 * @returns The filters, tests and lookups that are not there. A filter or test is a warning: what
 * is never evaluated does no harm.
 */
export function unknownNames(use: TemplateUse, environment: Environment): readonly Found[] {
  const found: Found[] = [];
  for (const name of use.filters) {
    if (environment.filter(name) !== undefined) continue;
    found.push({
      rule: "unknown-filter",
      message: `No filter named '${name}'`,
      hint: hintFor(name, Object.keys(FILTERS), "filters"),
    });
  }
  for (const name of use.tests) {
    if (environment.test(name) !== undefined) continue;
    found.push({
      rule: "unknown-test",
      message: `No test named '${name}'`,
      hint: hintFor(name, Object.keys(TESTS), "tests"),
    });
  }
  for (const name of use.lookups) {
    if (findLookup(name) !== undefined) continue;
    found.push({
      rule: "unknown-lookup",
      message: `lookup plugin (${name}) not found`,
      hint: hintFor(name, Object.keys(LOOKUPS), "lookups"),
      severity: "warning",
    });
  }
  return found;
}

function hintFor(name: string, known: readonly string[], what: string): string {
  const short = name.slice(name.lastIndexOf(".") + 1);
  if (name !== short && known.includes(short)) return `Did you mean '${short}'?`;
  const near = name === short ? suggestion(name, known) : undefined;
  return near === undefined
    ? `COMPATIBILITY.md lists all ${what}; those in Python are not run`
    : `Did you mean '${near}'?`;
}

function syntaxProblem({ message }: TemplateProblem, text: string): Found {
  return {
    rule: "template-syntax",
    message: `template error while templating string: ${message}. String: ${text}`,
  };
}
