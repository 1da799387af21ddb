import type { Position } from "../../base/position.ts";
import type { Value } from "../../base/value.ts";
import type { Environment } from "../template/environment.ts";
import { TemplateError, TemplateSyntaxError } from "../template/errors.ts";
import type { Found } from "./_check_keywords.ts";
import type { Written } from "./model.ts";
import { isTemplate } from "./static_names.ts";

/** @returns What is wrong with the templates in a value, without evaluating any of them. */
export function checkTemplates(written: Written, environment: Environment): readonly Found[] {
  return textsOf(written.value).filter(isTemplate).flatMap((text) =>
    compiled(environment, text, { position: written.position, shown: text })
  );
}

/** @returns What is wrong with a condition: a text, or a list of them. */
export function checkConditions(written: Written, environment: Environment): readonly Found[] {
  const { position } = written;
  return textsOf(written.value).flatMap((text) => {
    if (text === "") return [];
    if (!isTemplate(text)) {
      return compiled(environment, `{% if ${text} %}{% endif %}`, { position, shown: text });
    }
    return [
      ...compiled(environment, text, { position, shown: text }),
      {
        rule: "condition-delimiters",
        severity: "warning" as const,
        message: "conditional statements should not include jinja2 templating delimiters such as " +
          `{{ }} or {% %}. Found: ${text}`,
        hint: "Write the expression alone",
        ...(position === undefined ? {} : { position }),
      },
    ];
  });
}

/** A filter that nobody has yet is a warning: what is never evaluated does no harm. */
function compiled(
  environment: Environment,
  text: string,
  { position, shown }: { readonly position: Position | undefined; readonly shown: string },
): readonly Found[] {
  try {
    environment.compile(text);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const sentence = error.message.replace(/\.$/, "");
    const isSyntax = error instanceof TemplateSyntaxError && !UNKNOWN_NAME.test(error.message);
    return [{
      rule: isSyntax ? "template-syntax" : "template-name",
      message: `template error while templating string: ${sentence}. String: ${shown}`,
      ...(isSyntax ? {} : { severity: "warning" as const }),
      ...(position === undefined ? {} : { position }),
    }];
  }
}

const UNKNOWN_NAME = /^(?:Could not load|No (?:filter|test) named)/;

function textsOf(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return value instanceof Map ? [...value.values()].flatMap(textsOf) : [];
}
