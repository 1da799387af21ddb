import { type CommandOutcome, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";

/** How Git is called. */
export interface GitOptions {
  readonly program: string;
  readonly checkMode: boolean;
  /** Octal text. */
  readonly umask: string | undefined;
  readonly sshCommand: string;
  /** Whether the task says anything of ssh. */
  readonly hasSshOptions: boolean;
}

/** Git on a target, all that it says in English. */
export class GitProgram {
  readonly options: GitOptions;
  readonly #target: Target;

  constructor(target: Target, options: GitOptions) {
    this.#target = target;
    this.options = options;
  }

  /**
   * Asks without changing anything. Only outside of check mode the program and ssh may be the task's.
   *
   * @param folder Of the repository; absent for a remote one.
   * @throws {ModuleFailure} If ssh options are wanted in check mode, which cannot run them.
   */
  async ask(args: readonly string[], folder?: string): Promise<CommandOutcome> {
    const { program, checkMode, sshCommand, hasSshOptions } = this.options;
    const argv = [program, ...(folder === undefined ? [] : ["-C", folder]), ...args];
    if (!checkMode) {
      const env = { ...ENGLISH, GIT_SSH_COMMAND: sshCommand };
      return only(await this.#target.apply({ argv, env }), argv);
    }
    if (hasSshOptions && args[0] === "ls-remote" && !args.includes("--get-url")) {
      throw new ModuleFailure(
        "Cannot ask the remote in check mode: options of ssh are given, and those may run programs",
      );
    }
    return only(await this.#target.probe({ argv, env: ENGLISH }), argv);
  }

  /** @throws {ModuleFailure} If it fails, with what it said. */
  async mustAsk(args: readonly string[], folder?: string): Promise<string> {
    return this.#check(await this.ask(args, folder), args).stdout;
  }

  /** Does something to a repository. */
  async run(args: readonly string[], folder?: string): Promise<CommandOutcome> {
    const { program, umask, sshCommand } = this.options;
    const argv = [program, ...(folder === undefined ? [] : ["-C", folder]), ...args];
    const env = { ...ENGLISH, GIT_SSH_COMMAND: sshCommand };
    const command = umask === undefined
      ? { argv, env }
      : { script: 'umask "$1"; shift; exec "$@"', argv: [umask, ...argv], env };
    return only(await this.#target.apply(command), argv);
  }

  /** @throws {ModuleFailure} If it fails, with what it said. */
  async mustRun(args: readonly string[], folder?: string): Promise<string> {
    return this.#check(await this.run(args, folder), args).stdout;
  }

  #check(outcome: CommandOutcome, args: readonly string[]): CommandOutcome {
    if (outcome.exitCode === 0) return outcome;
    const cmd = [this.options.program, ...args].map(shellQuote).join(" ");
    throw new ModuleFailure(outcome.stderr.trimEnd(), { command: outcome, result: { cmd } });
  }
}

const ENGLISH = { LC_ALL: "C", LANGUAGE: "C" };

function only(outcomes: readonly CommandOutcome[], argv: readonly string[]): CommandOutcome {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error(`Nothing is known of ${argv.join(" ")}`);
  return outcome;
}
