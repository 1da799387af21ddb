import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import type { RunArguments } from "../commands/run.ts";

/** What the person gave to log in and to become another user. */
export interface Passwords {
  readonly login?: string;
  readonly become?: string;
}

/**
 * Asks for the passwords that the command line wants, or reads them from their files.
 *
 * @throws {CommandError} If a file holds none, or nobody answers.
 */
export async function readPasswords(app: App, options: RunArguments): Promise<Passwords> {
  let login: string | undefined;
  if (options.passwordFile !== undefined) login = await fromFile(app, options.passwordFile);
  else if (options.askPass) login = ask(app, "SSH password: ");
  let become: string | undefined;
  if (options.becomePasswordFile !== undefined) {
    become = await fromFile(app, options.becomePasswordFile);
  } else if (options.askBecomePass) {
    const fallback = login === undefined ? "" : "[defaults to SSH password]";
    become = ask(app, `BECOME password${fallback}: `) || login;
  }
  return {
    ...(login === undefined ? {} : { login }),
    ...(become === undefined ? {} : { become }),
  };
}

function ask(app: App, question: string): string {
  const answer = app.system.terminal.ask(question, { echo: "off" });
  if (answer !== undefined) return answer;
  throw new CommandError("Cannot ask for a password: nobody is there to answer");
}

/** A file that may be executed is a program that prints the password. */
async function fromFile(app: App, path: string): Promise<string> {
  const status = app.system.files.status(path);
  if (status === undefined) throw new CommandError(`The password file ${path} was not found`);
  const text = (status.mode & 0o111) === 0
    ? app.system.files.readText(path) ?? ""
    : await printedBy(app, path);
  const password = text.replace(/^[\r\n]+|[\r\n]+$/g, "");
  if (password === "") throw new CommandError(`Empty password was provided from file (${path})`);
  return password;
}

async function printedBy(app: App, program: string): Promise<string> {
  const { ending, stdout, stderr } = await app.system.processes.run({ program });
  if (ending.kind === "exited" && ending.code === 0) return new TextDecoder().decode(stdout);
  const how = ending.kind === "exited" ? `returned non-zero (${ending.code})` : ending.kind;
  throw new CommandError(
    `The password script ${program} ${how}: ${new TextDecoder().decode(stderr).trim()}`,
  );
}
