import type { Position } from "./position.ts";

/** How bad a finding is: an `error` stops the command, a `warning` is only shown. */
export type Severity = "error" | "warning";

/** One finding about a text that a person wrote. */
export interface Diagnostic {
  /** Stable id of the rule that found it, such as `yaml-syntax` or `unknown-keyword`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence: what is wrong and what was expected; sentence case, no final period. */
  readonly message: string;
  readonly position: Position;
  /** What the person can do about it. */
  readonly hint?: string;
}

/** A finding of a check; one of severity `info` is worth a look and no more. */
export interface Finding extends Omit<Diagnostic, "severity"> {
  readonly severity: Severity | "info";
}

/** One or more findings that make it impossible to go on. All of them, not the first. */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  constructor(readonly diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((d) => d.message).join("\n"), options);
  }
}
