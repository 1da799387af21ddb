import { RULE_PAGES } from "../../engine/checks/pages/rule_pages.ts";
import { isRuleId, type RuleId, RULES } from "../../engine/checks/rules.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";

/** What `shep explain` was asked for. */
export interface ExplainArguments {
  readonly name?: string | undefined;
  readonly format: "text" | "json";
}

/** @returns The exit code of `shep explain`. */
export function explainRule(app: App, { name, format }: ExplainArguments): number {
  const asked = name === undefined ? Object.keys(RULES).filter(isRuleId).sort() : [known(name)];
  if (format === "json") {
    const pages = asked.map((rule) => ({ rule, severity: RULES[rule], ...RULE_PAGES[rule] }));
    app.out(`${JSON.stringify(name === undefined ? pages : pages[0], null, 2)}\n`);
  } else app.out(name === undefined ? listOf(asked) : asked.map(pageOf).join(""));
  return EXIT.ok;
}

function known(name: string): RuleId {
  if (isRuleId(name)) return name;
  const near = suggestion(name, Object.keys(RULES));
  throw new CommandError(`There is no rule ${name}`, {
    hint: near !== undefined
      ? `did you mean ${near}?`
      : name.includes("-")
      ? "shep explain lists all rules"
      : "--host names the host whose variable is meant; shep explain lists all rules",
  });
}

function listOf(rules: readonly RuleId[]): string {
  const width = Math.max(...rules.map((rule) => rule.length));
  return rules.map((rule) => {
    const severity = RULES[rule].padEnd("warning".length);
    return `${rule.padEnd(width)}  ${severity}  ${RULE_PAGES[rule].brief}\n`;
  }).join("");
}

function pageOf(rule: RuleId): string {
  const { brief, why, bad, good } = RULE_PAGES[rule];
  const parts = [`${rule} (${RULES[rule]}): ${brief}`, wrapped(why)];
  if (bad !== undefined) parts.push(`Wrong:\n\n${indented(bad)}`);
  if (good !== undefined) parts.push(`Right:\n\n${indented(good)}`);
  parts.push(`Keep a finding back with a comment on its line: # shep: ignore ${rule}`);
  return `${parts.join("\n\n")}\n`;
}

function indented(text: string): string {
  return text.trimEnd().split("\n").map((line) => `  ${line}`).join("\n");
}

const WIDTH = 79;

function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}
