import { type Diagnostic, DiagnosticError } from "../../base/diagnostic.ts";
import type { App } from "../app.ts";
import { EXIT } from "../exit_code.ts";
import { formatFindings } from "../findings/format_findings.ts";
import { readPolicy } from "./read_policy.ts";

/** What `shep daemon check` was asked for. */
export interface CheckArguments {
  readonly config: string;
  readonly format: "text" | "json";
}

/** @returns The exit code of `shep daemon check`. */
export function checkPolicy(app: App, { config: file, format }: CheckArguments): number {
  const { found, summary } = look(app, file);
  if (format === "text") {
    app.report(found);
    app.out(`${file}: ${summary}\n`);
  } else {
    app.out(formatFindings(found, format, app.system.environment.workingFolder()));
  }
  return found.some(({ severity }) => severity === "error") ? EXIT.unreadable : EXIT.ok;
}

function look(
  app: App,
  file: string,
): { readonly found: readonly Diagnostic[]; readonly summary: string } {
  try {
    const { policy: { entries, budgets }, warnings } = readPolicy(app, file);
    const parts = [
      count(entries.size, "entry", "entries"),
      count(budgets.size, "budget", "budgets"),
    ];
    return { found: warnings, summary: `it is good: ${parts.join(", ")}` };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const errors = error.diagnostics.filter(({ severity }) => severity === "error");
    return { found: error.diagnostics, summary: count(errors.length, "error", "errors") };
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
