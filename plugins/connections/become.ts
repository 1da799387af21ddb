import type { Become } from "../../lib/plugin/sdk.ts";
import { quote } from "./quote.ts";

/** What starts a shell as another user. */
export interface BecomeCommand {
  readonly argv: readonly string[];
  /** What asks for the password on stderr; absent where none is to be given. */
  readonly prompt?: string;
}

/**
 * @param argv What starts the shell itself.
 * @param token Part of sudo's prompt, so that it is known from other output.
 * @returns What starts the shell as `become.user`.
 * @throws {RangeError} If the method is unknown or cannot take a password here.
 */
export function becomeCommand(
  become: Become,
  argv: readonly string[],
  token: string,
): BecomeCommand {
  const { method } = become;
  switch (method) {
    case "sudo":
      return sudo(become, argv, token);
    case "su":
      return su(become, argv);
    case "doas":
      return doas(become, argv);
    default:
      throw new RangeError(`Cannot become ${become.user}: method ${method} is not known`);
  }
}

/** Ansible's default flags; the shell's command line is one that needs no shell to be taken apart. */
function sudo(become: Become, argv: readonly string[], token: string): BecomeCommand {
  const flags = words(become.flags ?? "-H -S -n");
  const program = become.exe ?? "sudo";
  const rest = ["-u", become.user, ...argv];
  if (become.password === undefined) return { argv: [program, ...flags, ...rest] };
  const prompt = `[sudo via shep, key=${token}] password:`;
  const withoutNever = flags.filter((flag) => flag !== "-n" && flag !== "--non-interactive");
  return { argv: [program, ...withoutNever, "-p", prompt, ...rest], prompt };
}

function su(become: Become, argv: readonly string[]): BecomeCommand {
  const command = argv.map(quote).join(" ");
  const start = [become.exe ?? "su", ...words(become.flags ?? ""), become.user, "-c", command];
  return become.password === undefined ? { argv: start } : { argv: start, prompt: "asswor" };
}

function doas(become: Become, argv: readonly string[]): BecomeCommand {
  if (become.password !== undefined) {
    throw new RangeError(
      `Cannot become ${become.user}: doas takes a password from a terminal only; allow nopass`,
    );
  }
  const flags = words(become.flags ?? "");
  return { argv: [become.exe ?? "doas", ...flags, "-n", "-u", become.user, ...argv] };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
