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

/** What starting a shell as another user takes beside the words that start it. */
export interface BecomeOptions {
  /** Part of sudo's prompt, so that it is known from other output. */
  readonly token: string;
  /** Whether sudo gets a terminal, which it may want to have (`requiretty`). */
  readonly hasTerminal?: boolean;
}

/**
 * @param argv What starts the shell itself.
 * @returns What starts the shell as `become.user`.
 * @throws {RangeError} If the method is unknown.
 */
export function becomeCommand(
  become: Become,
  argv: readonly string[],
  { token, hasTerminal = false }: BecomeOptions,
): BecomeCommand {
  const { method } = become;
  switch (method) {
    case "sudo":
      return hasTerminal ? sudoOnTerminal(become, argv) : sudo(become, argv, token);
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

/** Whoever has a terminal is asked there, so it is `-S` that is left out. */
function sudoOnTerminal(become: Become, argv: readonly string[]): BecomeCommand {
  const flags = words(become.flags ?? "-H").filter((flag) => !NOT_ON_TERMINAL.has(flag));
  const start = [...programWords(become), ...flags];
  const quietly = [...start, "-n", ...userWords(become)];
  const free = `exec script -q -c ${quote(aroundTerminal(quietly, argv))} /dev/null </dev/null >&5`;
  const tried = `${
    [...quietly, ...argv.slice(0, 1), "-c", ":"].map(quote).join(" ")
  } && echo shep-free`;
  const text = [
    needsScript("sudo wants a terminal"),
    KEEP_STREAMS,
    ...(become.password === undefined ? [free] : [
      `case $(script -q -c ${quote(tried)} /dev/null </dev/null) in *shep-free*) ${free} ;; esac`,
      askedOnTerminal([...start, ...userWords(become)], argv),
    ]),
  ].join("; ");
  return { argv: ["sh", "-c", text], prompts: promptsOf(become, QUESTION) };
}

const NOT_ON_TERMINAL: ReadonlySet<string> = new Set(["-S", "--stdin", "-n", "--non-interactive"]);

function su(become: Become, argv: readonly string[]): BecomeCommand {
  const command = argv.map(quote).join(" ");
  const who = become.user === "" ? [] : [become.user];
  const start = [...programWords(become), ...words(become.flags ?? ""), ...who, "-c", command];
  return { argv: start, prompts: promptsOf(become, QUESTION) };
}

/**
 * A line that has begun and ends in a colon, whatever the language, but for a program that has begun
 * to say what is wrong. The colon of Chinese is wide, and French has a space before it.
 */
const QUESTION = /(?:^|[\r\n])(?!(?:su|sudo|doas|script): ?$)[^\r\n]*[:\uFF1A][ \u00A0]?$/;

/**
 * doas asks on a terminal alone. Where it refuses without asking, nobody would send what the pipe
 * waits for, so it is tried without first.
 */
function doas(become: Become, argv: readonly string[]): BecomeCommand {
  const start = [...programWords(become), ...words(become.flags ?? "")];
  const who = userWords(become);
  const quietly = [...start, "-n", ...who];
  if (become.password === undefined) return { argv: [...quietly, ...argv], prompts: [] };
  const tried = [...quietly, ...argv.slice(0, 1), "-c", ":"].map(quote).join(" ");
  const text = [
    `if _W=$(${tried} 2>&1 </dev/null)`,
    `then exec ${[...quietly, ...argv].map(quote).join(" ")}; fi`,
    `case $_W in *required*) ;; *) printf '%s\\n' "$_W" >&2; exit 1 ;; esac`,
    needsScript("doas asks on a terminal"),
    KEEP_STREAMS,
    askedOnTerminal([...start, ...who], argv),
  ].join("; ");
  return { argv: ["sh", "-c", text], prompts: promptsOf(become, QUESTION) };
}

/*
 * `script` has a terminal, on which nothing happens but the question and the answer. The shell's own
 * streams go around it, for a terminal would change their bytes.
 */
const KEEP_STREAMS = "exec 3<&0 4>&1 5>&2";

function aroundTerminal(become: readonly string[], argv: readonly string[]): string {
  return `exec ${[...become, ...argv].map(quote).join(" ")} <&3 >&4 2>&5`;
}

function askedOnTerminal(become: readonly string[], argv: readonly string[]): string {
  return `{ IFS= read -r _P <&3; printf '%s\\n' "$_P"; } | ` +
    `script -q -c ${quote(aroundTerminal(become, argv))} /dev/null >&2`;
}

function needsScript(why: string): string {
  return `command -v script >/dev/null || { echo '${why}, which takes script(1)' >&2; exit 1; }`;
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
