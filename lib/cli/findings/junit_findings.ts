import type { Finding } from "../../base/diagnostic.ts";
import { formatPosition } from "../../base/position.ts";

/** @returns Findings as a JUnit report: a suite for each file, a failed case for each finding. */
export function junitFindings(findings: readonly Finding[]): string {
  const files = [...new Set(findings.map(({ position }) => position.file))];
  const suites = files.map((file) =>
    suite(file, findings.filter(({ position }) => position.file === file))
  );
  const inner = suites.length > 0 ? suites.join("") : PASSED;
  const counts = `tests="${findings.length || 1}" failures="${failuresIn(findings)}" errors="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n${inner}</testsuites>\n`;
}

/** A report without a case is taken for one that went wrong. */
const PASSED = '  <testsuite name="playbooks" tests="1" failures="0" errors="0">\n' +
  '    <testcase classname="playbooks" name="nothing is wrong"/>\n  </testsuite>\n';

function suite(file: string, findings: readonly Finding[]): string {
  const counts = `tests="${findings.length}" failures="${failuresIn(findings)}" errors="0"`;
  const cases = findings.map((finding) => testcase(file, finding)).join("");
  return `  <testsuite name="${escaped(file)}" ${counts}>\n${cases}  </testsuite>\n`;
}

/** A note fails nothing. */
function failuresIn(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity !== "info").length;
}

function testcase(file: string, { rule, severity, message, hint, position }: Finding): string {
  const name = escaped(`${rule} at ${position.line}:${position.column}`);
  const text = escaped(
    [`${formatPosition(position)}: ${severity}[${rule}]: ${message}`, ...hint ? [hint] : []]
      .join("\n"),
  );
  const outcome = severity === "info"
    ? `<system-out>${text}</system-out>`
    : `<failure type="${severity}" message="${escaped(message)}">${text}</failure>`;
  return `    <testcase classname="${escaped(file)}" name="${name}">${outcome}</testcase>\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    // XML has no way to write these.
    .replace(/[\p{Cc}--[\t\n\r]]/gv, "?")
    .replaceAll("\n", "&#10;");
}
