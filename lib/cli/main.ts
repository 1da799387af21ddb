import { DiagnosticError } from "../base/diagnostic.ts";
import { exitCodeOf } from "../engine/playbook/exit_code.ts";
import { VaultError } from "../engine/vault/vault_error.ts";
import { hasColor, Interrupted } from "../system/terminal.ts";
import { App, type AppOptions } from "./app.ts";
import { CommandError } from "./command_error.ts";
import { chosenCommand, type CommandLine, parseCommandLine } from "./command_line.ts";
import { EXIT } from "./exit_code.ts";
import { isPeerName } from "./peers/peer_names.ts";

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
  const { terminal } = options.system;
  const app = new App(options);
  app.sharedWorker.warm(...pluginsFor(options));
  const line = await readCommandLine(options);
  if (line.kind !== "invocation") {
    terminal.write(line.kind === "answer" ? "stdout" : "stderr", line.text);
    return line.exitCode;
  }
  for (const permission of ALL_PERMISSIONS) {
    if (!line.invocation.permissions.includes(permission)) giveUp(permission);
  }
  try {
    return await line.invocation.run(app);
  } catch (error) {
    return tell(app, error);
  }
}

/** @returns The plugins that the command line will need, as far as its first words tell. */
function pluginsFor({ args, system }: MainOptions): readonly string[] {
  if (args.includes("--help") || args.includes("-h")) return [];
  const isPlaybook = [system.launch.calledAs, args[0]].includes("ansible-playbook");
  return chosenCommand(isPlaybook ? ["run"] : args)?.plugins ?? [];
}

/** A first word, or a link to the program, that has the name of one of Ansible's reads as that one. */
async function readCommandLine({ args, system, load }: MainOptions): Promise<CommandLine> {
  const { terminal, environment, launch } = system;
  const { calledAs } = launch;
  const [name, words] = isPeerName(calledAs) ? [calledAs, args] : [args[0], args.slice(1)];
  if (isPeerName(name)) {
    const { readPeer } = await load<typeof import("./peers/read_peer.ts")>(
      "lib/cli/peers/read_peer.ts",
    );
    const seen = terminal.isTerminal("stdout") ? terminal.width() : 80;
    return readPeer(name, words, Number(environment.variable("COLUMNS")) || seen);
  }
  return await parseCommandLine(args, load, {
    columns: Math.min(100, terminal.width()),
    colors: hasColor("stdout", terminal, environment) ? "on" : "off",
  });
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
  if (error instanceof VaultError) {
    app.err(`ERROR! ${error.message}\n`);
    return EXIT.error;
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
