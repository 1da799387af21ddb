import { type Diagnostic, DiagnosticError } from "../base/diagnostic.ts";
import { hasColor, Interrupted } from "../system/terminal.ts";
import { App, type AppOptions } from "./app.ts";
import { CommandError } from "./command_error.ts";
import { parseCommandLine } from "./command_line.ts";
import { EXIT } from "./exit_code.ts";

/** What the program's start hands over. */
export interface MainOptions extends AppOptions {
  readonly args: readonly string[];
  /** Gives up a permission of this process for good. */
  readonly giveUp: (permission: Deno.PermissionName) => void;
}

/**
 * Does what the command line asks for. Whatever goes wrong is told on the standard error.
 *
 * @returns The exit code.
 */
export async function main(options: MainOptions): Promise<number> {
  const { giveUp } = options;
  const { terminal, environment, launch } = options.system;
  // A link of the name of Ansible's program takes the words of that one.
  const args = launch.calledAs === "ansible-playbook" ? ["run", ...options.args] : options.args;
  const line = parseCommandLine(args, {
    columns: Math.min(100, terminal.width()),
    colors: hasColor("stdout", terminal, environment) ? "on" : "off",
  });
  if (line.kind !== "invocation") {
    terminal.write(line.kind === "answer" ? "stdout" : "stderr", line.text);
    return line.exitCode;
  }
  for (const permission of ALL_PERMISSIONS) {
    if (!line.invocation.permissions.includes(permission)) giveUp(permission);
  }
  const app = new App(options);
  try {
    return await line.invocation.run(app);
  } catch (error) {
    return tell(app, error);
  }
}

/** `read` and `env` stay: every command reads files and the environment. */
const ALL_PERMISSIONS = ["run", "write", "net", "sys", "ffi"] as const;

function tell(app: App, error: unknown): number {
  if (error instanceof DiagnosticError) {
    app.report(error.diagnostics);
    return exitCodeOf(error.diagnostics);
  }
  if (error instanceof CommandError) {
    app.err(`ERROR! ${error.message}\n`);
    if (error.hint !== undefined) app.err(`hint: ${error.hint}\n`);
    return error.exitCode;
  }
  if (error instanceof Interrupted) {
    app.err(" [ERROR]: User interrupted execution\n");
    return EXIT.interrupted;
  }
  // Whoever read the output has seen enough.
  if (error instanceof Deno.errors.BrokenPipe) return EXIT.error;
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  app.err(`ERROR! Unexpected error, this is probably a bug of shep: ${text}\n`);
  return EXIT.bug;
}

/** What is missing is no mistake in the text that names it: Ansible ends with another code. */
function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const isMissing = ({ rule }: Diagnostic) => rule === "missing-file" || rule === "missing-role";
  return errors.every(isMissing) ? EXIT.error : EXIT.unreadable;
}
