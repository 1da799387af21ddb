import { or } from "@optique/core/constructs";
import { runParser } from "@optique/core/facade";
import { formatMessage, type Message } from "@optique/core/message";
import type { Parser } from "@optique/core/parser";
import { command, fail } from "@optique/core/primitives";
import { suggestion } from "../source/suggestion.ts";
import { type BoundCommand, type Invocation, text } from "./command.ts";
import {
  chosenCommand,
  type CommandLine,
  type CommandLineOptions,
  separateOptions,
} from "./command_line.ts";
import { type CommandEntry, COMMANDS, groupOf, GROUPS, loadCommand } from "./commands.ts";
import { EXIT } from "./exit_code.ts";
import type { Load } from "./loaded_modules.ts";
import { usageOptions } from "./usage_options.ts";

/**
 * Reads the words of a command line with all commands at hand that they may be about: for help,
 * completion and mistakes.
 */
export async function explainCommandLine(
  args: readonly string[],
  load: Load,
  options: CommandLineOptions,
): Promise<CommandLine> {
  const words = args.length === 0 ? ["--help"] : args;
  const loaded = COMMANDS.filter(concernedBy(words));
  const definitions = new Map(
    await Promise.all(loaded.map(async (one) => [one, await loadCommand(one, load)] as const)),
  );
  const entry = chosenCommand(words);
  const chosen = entry && definitions.get(entry);
  const split = chosen === undefined ? words : separateOptions(words, chosen);
  let said = "";
  try {
    const invocation = runParser(rootParser(definitions), "shep", split, {
      help: { option: { names: ["-h", "--help"] }, onShow: end },
      completion: { command: true, onShow: end },
      colors: options.colors === "on",
      maxWidth: options.columns,
      termWidth: 30,
      aboveError: "none",
      usageLine: [{ type: "ellipsis" }],
      brief: text("Runs Ansible's playbooks on targets that have a POSIX shell and nothing else."),
      footer: text(EXIT_CODES),
      stdout: (line) => said += `${line}\n`,
      stderr: () => {},
      onError: (_code, message) => misuse(message),
    });
    return { kind: "invocation", invocation };
  } catch (reason) {
    if (reason instanceof End) {
      said += await entriesAskedFor(words, load);
      return { kind: "answer", text: said, exitCode: reason.exitCode };
    }
    if (!(reason instanceof Misuse)) throw reason;
    const problem = described(reason.problem, words, chosen);
    return { kind: "misused", text: problem, exitCode: EXIT.failed };
  }
}

const EXIT_CODES = "Exit codes: 0 all is well; 1 something is wrong that is no host's fault; " +
  "2 a host failed, or the command line is wrong; 4 a host is unreachable, or a file cannot be " +
  "read; 99 interrupted; 250 a bug of shep";

/** Which entries a kiosk has, only its daemon knows. */
async function entriesAskedFor(words: readonly string[], load: Load): Promise<string> {
  if (words[0] !== "completion" || words[2] !== "kiosk") return "";
  const { completeEntries } = await load<typeof import("./kiosk/complete_entries.ts")>(
    "lib/cli/kiosk/complete_entries.ts",
  );
  return await completeEntries(words);
}

class End extends Error {
  constructor(readonly exitCode: number) {
    super("The command line is answered");
  }
}

class Misuse extends Error {
  constructor(readonly problem: Message) {
    super("The command line cannot be understood");
  }
}

function end(exitCode: number): never {
  throw new End(exitCode);
}

function misuse(problem: Message): never {
  throw new Misuse(problem);
}

/** @returns Whether a command has a part in the answer: help for a word is not about other words. */
function concernedBy(words: readonly string[]): (entry: CommandEntry) => boolean {
  const [first = "", ...rest] = words;
  const isHelp = (word: string | undefined) => word === "-h" || word === "--help";
  if (isHelp(first) && rest.length === 0) return (entry) => entry.words.length === 1;
  const group = groupOf(first);
  if (group === undefined || rest.length !== 1 || !isHelp(rest[0])) return () => true;
  return (entry) => entry.words.length === 1 || entry.words[0] === group.word;
}

function rootParser(
  definitions: ReadonlyMap<CommandEntry, BoundCommand>,
): Parser<"sync", Invocation, unknown> {
  const parsersOf = (word: string | undefined) =>
    [...definitions].flatMap(([{ words }, { parser }]) =>
      (words.length === 2 ? words[0] : undefined) === word ? [parser] : []
    );
  const groups = GROUPS.map(({ word, alias, brief }) => {
    const parsers = parsersOf(word);
    return command(word, parsers.length === 0 ? fail<Invocation>() : or(...parsers), {
      ...(alias === undefined ? {} : { aliases: [alias] }),
      brief: text(brief),
    });
  });
  return or(...parsersOf(undefined), ...groups);
}

function described(
  problem: Message,
  words: readonly string[],
  chosen: BoundCommand | undefined,
): string {
  const name = chosen === undefined ? "shep" : `shep ${chosen.words.join(" ")}`;
  const sentence = formatMessage(problem, { colors: false, quotes: true }).replace(/\.$/, "");
  const hint = hintFor(words, chosen);
  return `ERROR! Cannot understand the command line: ${sentence}\n` +
    (hint === undefined ? "" : `hint: Did you mean ${hint}?\n`) +
    `hint: ${name} --help lists what there is\n`;
}

/** The name that the first word that is none was probably meant to be. */
function hintFor(words: readonly string[], chosen: BoundCommand | undefined): string | undefined {
  if (chosen === undefined) {
    const [first = "", second = ""] = words;
    const group = groupOf(first);
    const at = group === undefined ? 0 : 1;
    const known = group === undefined
      ? [...COMMANDS.map((one) => one.words[0] ?? ""), ...GROUPS.map(({ word }) => word)]
      : COMMANDS.filter((one) => one.words[0] === group.word).map((one) => one.words[1] ?? "");
    return suggestion(at === 0 ? first : second, known);
  }
  const names = usageOptions(chosen.parser.usage).flatMap((option) => option.names);
  const unknown = words.find((word) =>
    word.startsWith("--") && !names.includes(word.replace(/=.*/, ""))
  );
  return unknown === undefined ? undefined : suggestion(unknown.replace(/=.*/, ""), names);
}
