import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatPosition } from "../../base/position.ts";

/** @returns Why a configuration was refused: every error with its place. */
export function refusalOf(error: unknown): string {
  if (error instanceof DiagnosticError) {
    return error.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ position, message }) => `${formatPosition(position)}: ${message}`)
      .join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
