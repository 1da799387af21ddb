import type { Position } from "../../base/position.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { Environment } from "../template/environment.ts";
import { FILTERS } from "../template/filters/registry.ts";
import { isLookup } from "../template/lookups/is_lookup.ts";
import { LOOKUPS } from "../template/lookups/registry.ts";
import { TESTS } from "../template/tests/registry.ts";
import type { Found } from "./found.ts";
import { isUse, type TemplateProblem, type TemplateUse } from "./template_use.ts";

/** Where something is in a template, by its offset. */
export type PlaceOf = (offset: number) => Position;

/** @returns What is wrong with one template, without evaluating it. */
export function checkTemplate(
  read: TemplateUse | TemplateProblem,
  text: string,
  { environment, placeOf }: { readonly environment: Environment; readonly placeOf: PlaceOf },
): readonly Found[] {
  if (isUse(read)) return unknownNames(read, environment, placeOf);
  return [{
    rule: "template-syntax",
    message: `template error while templating string: ${read.message}. String: ${text}`,
    position: placeOf(read.offset),
  }];
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
export function unknownNames(
  use: TemplateUse,
  environment: Environment,
  placeOf: PlaceOf,
): readonly Found[] {
  const found: Found[] = [];
  for (const [name, offset] of use.filters) {
    if (environment.filter(name) !== undefined) continue;
    found.push({
      rule: "unknown-filter",
      message: `No filter named '${name}'`,
      hint: hintFor(name, Object.keys(FILTERS), "filters"),
      position: placeOf(offset),
    });
  }
  for (const [name, offset] of use.tests) {
    if (environment.test(name) !== undefined) continue;
    found.push({
      rule: "unknown-test",
      message: `No test named '${name}'`,
      hint: hintFor(name, Object.keys(TESTS), "tests"),
      position: placeOf(offset),
    });
  }
  for (const [name, offset] of use.lookups) {
    if (isLookup(name, environment)) continue;
    found.push({
      rule: "unknown-lookup",
      message: `lookup plugin (${name}) not found`,
      hint: hintFor(name, Object.keys(LOOKUPS), "lookups"),
      position: placeOf(offset),
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
    ? `COMPATIBILITY.md lists all ${what}; others are files of a project or of a collection`
    : `Did you mean '${near}'?`;
}
