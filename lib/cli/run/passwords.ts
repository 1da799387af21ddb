import { CommandError } from "../command_error.ts";
import type { System } from "../system.ts";

/** What the person gave to log in and to become another user. */
export interface Passwords {
  readonly login?: string;
  readonly become?: string;
}

/** What the command line says about passwords. */
export interface PasswordArguments {
  readonly askPass: boolean;
  readonly passwordFile?: string | undefined;
  readonly askBecomePass: boolean;
  readonly becomePasswordFile?: string | undefined;
}

/** What reading passwords touches. */
type PasswordSystem = Pick<System, "terminal" | "files" | "processes">;

/**
 * Asks for the passwords that the command line wants, or reads them from their files.
 *
 * @throws {CommandError} If a file holds none, or nobody answers.
 */
export async function readPasswords(
  system: PasswordSystem,
  options: PasswordArguments,
): Promise<Passwords> {
  let login: string | undefined;
  if (options.passwordFile !== undefined) login = await fromFile(system, options.passwordFile);
  else if (options.askPass) login = ask(system, "SSH password: ");
  let become: string | undefined;
  if (options.becomePasswordFile !== undefined) {
    become = await fromFile(system, options.becomePasswordFile);
  } else if (options.askBecomePass) {
    const fallback = login === undefined ? "" : "[defaults to SSH password]";
    become = ask(system, `BECOME password${fallback}: `) || login;
  }
  return {
    ...(login === undefined ? {} : { login }),
    ...(become === undefined ? {} : { become }),
  };
}

function ask(system: PasswordSystem, question: string): string {
  const answer = system.terminal.ask(question, { echo: "off" });
  if (answer !== undefined) return answer;
  throw new CommandError("Cannot ask for a password: nobody is there to answer");
}

/** A file that may be executed is a program that prints the password. */
async function fromFile(system: PasswordSystem, path: string): Promise<string> {
  const status = system.files.status(path);
  if (status === undefined) throw new CommandError(`The password file ${path} was not found`);
  const text = (status.mode & 0o111) === 0
    ? system.files.readText(path) ?? ""
    : await printedBy(system, path);
  const password = text.replace(/^[\r\n]+|[\r\n]+$/g, "");
  if (password === "") throw new CommandError(`Empty password was provided from file (${path})`);
  return password;
}

async function printedBy(system: PasswordSystem, program: string): Promise<string> {
  const { ending, stdout, stderr } = await system.processes.run({ program });
  if (ending.kind === "exited" && ending.code === 0) return new TextDecoder().decode(stdout);
  const how = ending.kind === "exited" ? `returned non-zero (${ending.code})` : ending.kind;
  throw new CommandError(
    `The password script ${program} ${how}: ${new TextDecoder().decode(stderr).trim()}`,
  );
}
