import type { Finding } from "../../base/diagnostic.ts";

/** @returns Findings as commands of GitHub's workflows, which show them in the changed files. */
export function githubFindings(findings: readonly Finding[]): string {
  return findings.map((finding) => `${command(finding)}\n`).join("");
}

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

function command({ rule, severity, message, hint, position }: Finding): string {
  const { file, line, column } = position;
  const properties = { file, line: String(line), col: String(column), title: rule };
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  const text = hint === undefined ? message : `${message}\n${hint}`;
  return `::${COMMANDS[severity]} ${listed.join(",")}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
