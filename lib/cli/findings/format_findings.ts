import type { Finding } from "../../base/diagnostic.ts";
import type { FindingFormat } from "./formats.ts";
import { githubFindings } from "./github_findings.ts";
import { junitFindings } from "./junit_findings.ts";
import { sarifFindings } from "./sarif_findings.ts";

/** @returns Findings as a program reads them; paths below `folder` are relative to it. */
export function formatFindings(
  findings: readonly Finding[],
  format: Exclude<FindingFormat, "text">,
  folder: string,
): string {
  const near = findings.map((one) => relativeTo(folder, one));
  switch (format) {
    case "json":
      return `${JSON.stringify({ diagnostics: near }, null, 2)}\n`;
    case "github":
      return githubFindings(near);
    case "sarif":
      return sarifFindings(near);
    case "junit":
      return junitFindings(near);
    default:
      return format satisfies never;
  }
}

function relativeTo(folder: string, finding: Finding): Finding {
  const { file } = finding.position;
  if (!file.startsWith(`${folder}/`)) return finding;
  return { ...finding, position: { ...finding.position, file: file.slice(folder.length + 1) } };
}
