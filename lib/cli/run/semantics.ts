import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";

/** The releases of Ansible whose templates and conditions differ. */
export const SEMANTICS = ["2.18", "2.19"] as const;

/** With 2.19 templates keep the types of their results, and conditions must be booleans. */
export type Semantics = typeof SEMANTICS[number];

/**
 * @returns What the command line says, or else SHEP_SEMANTICS.
 * @throws {CommandError} If the variable names no release that there is.
 */
export function semanticsOf(app: App, given: Semantics | undefined): Semantics {
  if (given !== undefined) return given;
  const said = app.system.environment.variable("SHEP_SEMANTICS") || "2.18";
  const known = SEMANTICS.find((one) => one === said);
  if (known !== undefined) return known;
  throw new CommandError(`Cannot follow SHEP_SEMANTICS = ${said}`, {
    exitCode: EXIT.options,
    hint: `there is ${SEMANTICS.join(", ")}`,
  });
}
