import { EXIT } from "./exit_code.ts";

/** A command cannot do what it was asked for, for a reason that the person can change. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: number;
  /** What the person can do about it. */
  readonly hint: string | undefined;

  constructor(message: string, options: CommandErrorOptions = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? EXIT.error;
    this.hint = options.hint;
  }
}

/** What is known about the error beside its message. */
export interface CommandErrorOptions extends ErrorOptions {
  /** `EXIT.error` if left out. */
  readonly exitCode?: number;
  readonly hint?: string;
}
