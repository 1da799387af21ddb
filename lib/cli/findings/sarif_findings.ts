import type { Finding } from "../../base/diagnostic.ts";
import { isRuleId, RULES } from "../../engine/checks/rules.ts";
import { RULE_PAGES } from "../../engine/checks/pages/rule_pages.ts";
import { VERSION } from "../version.ts";

/** @returns Findings as a log in SARIF 2.1.0, with what each rule is about. */
export function sarifFindings(findings: readonly Finding[]): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: { driver: { name: "shep", version: VERSION, rules: rules.map(descriptor) } },
      columnKind: "unicodeCodePoints",
      results: findings.map((finding) => ({
        ruleId: finding.rule,
        ruleIndex: rules.indexOf(finding.rule),
        level: LEVELS[finding.severity],
        message: { text: textOf(finding) },
        locations: [{ physicalLocation: locationOf(finding) }],
      })),
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

function descriptor(id: string) {
  if (!isRuleId(id)) return { id };
  const { brief, why } = RULE_PAGES[id];
  return {
    id,
    shortDescription: { text: brief },
    fullDescription: { text: why },
    defaultConfiguration: { level: LEVELS[RULES[id]] },
  };
}

function locationOf({ position: { file, line, column } }: Finding) {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column },
  };
}

/** A path as a URI: absolute ones name their scheme. */
function uriOf(file: string): string {
  const path = file.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${path}` : path;
}

function textOf({ message, hint }: Finding): string {
  return hint === undefined ? message : `${message}. ${hint}`;
}
