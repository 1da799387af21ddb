import type { Become } from "../../lib/plugin/sdk.ts";
import { shellWords } from "../../lib/source/shell_words.ts";
import { LoginError, type Prompt } from "./login.ts";
import { quote } from "./quote.ts";

/** What starts a shell as another user. */
export interface BecomeCommand {
  readonly argv: readonly string[];
  /** What asks for the password; empty where none is to be given. */
  readonly prompts: readonly Prompt[];
}

/**
 * @param argv What starts the shell itself.
 * @param token Part of sudo's prompt, so that it is known from other output.
 * @returns What starts the shell as `become.user`.
 * @throws {RangeError} If the method is unknown.
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
  const program = programWords(become);
  const rest = [...userWords(become), ...argv];
  if (become.password === undefined) return { argv: [...program, ...flags, ...rest], prompts: [] };
  // No text of another locale comes in its place.
  const prompt = `[sudo via shep, key=${token}] password:`;
  const withoutNever = flags.filter((flag) => flag !== "-n" && flag !== "--non-interactive");
  return {
    argv: [...program, ...withoutNever, "-p", prompt, ...rest],
    prompts: promptsOf(become, new RegExp(`(\\[sudo via shep, )?key=${token}\\] password:`)),
  };
}

function su(become: Become, argv: readonly string[]): BecomeCommand {
  const command = argv.map(quote).join(" ");
  const who = become.user === "" ? [] : [become.user];
  const start = [...programWords(become), ...words(become.flags ?? ""), ...who, "-c", command];
  return { argv: start, prompts: promptsOf(become, QUESTION) };
}

/**
 * A line that has begun and ends in a colon, whatever the language. The colon of Chinese is wide, and
 * French has a space before it.
 */
const QUESTION = /[^\n]*[:\uFF1A][ \u00A0]?$/;

/**
 * doas asks on a terminal alone: `script` has one, on which nothing happens but the question and the
 * answer. The shell's own streams go around it, for a terminal would change their bytes. Where doas
 * refuses without asking, nobody would send what the pipe waits for, so it is tried without first.
 */
function doas(become: Become, argv: readonly string[]): BecomeCommand {
  const start = [...programWords(become), ...words(become.flags ?? "")];
  const who = userWords(become);
  const quietly = [...start, "-n", ...who];
  if (become.password === undefined) return { argv: [...quietly, ...argv], prompts: [] };
  const shell = argv.map(quote).join(" ");
  const asking = `exec ${[...start, ...who].map(quote).join(" ")} ${shell} <&3 >&4 2>&5`;
  const tried = [...quietly, ...argv.slice(0, 1), "-c", ":"].map(quote).join(" ");
  const text = [
    `if _W=$(${tried} 2>&1 </dev/null)`,
    `then exec ${quietly.map(quote).join(" ")} ${shell}; fi`,
    `case $_W in *required*) ;; *) printf '%s\\n' "$_W" >&2; exit 1 ;; esac`,
    `command -v script >/dev/null || { echo 'doas asks on a terminal, which takes script(1)' >&2; exit 1; }`,
    `exec 3<&0 4>&1 5>&2`,
    `{ IFS= read -r _P <&3; printf '%s\\n' "$_P"; } | script -q -c ${quote(asking)} /dev/null >&2`,
  ].join("; ");
  return { argv: ["sh", "-c", text], prompts: promptsOf(become, QUESTION) };
}

function promptsOf(become: Become, pattern: RegExp): readonly Prompt[] {
  const { method, password } = become;
  if (password === undefined) return [];
  const refusal = new LoginError("become", `Incorrect ${method} password`);
  return [{ pattern, answer: password, refusal }];
}

/** What is started may be several words, such as `sudo su`. */
function programWords({ exe, method }: Become): readonly string[] {
  return exe === undefined ? [method] : words(exe);
}

/** The user that programs take for granted is not named. */
function userWords({ user }: Become): readonly string[] {
  return user === "" ? [] : ["-u", user];
}

/** @throws {RangeError} If a quotation is not closed. */
function words(text: string): string[] {
  try {
    return shellWords(text, "no-comments");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(
      `Cannot split the program or flags of become into words: ${why}: ${text}`,
      { cause },
    );
  }
}
