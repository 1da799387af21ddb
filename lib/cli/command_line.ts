import { parse } from "@optique/core/parser";
import type { BoundCommand, Invocation } from "./command.ts";
import { type CommandEntry, COMMANDS, groupOf, loadCommand } from "./commands.ts";
import type { Load } from "./loaded_modules.ts";
import { splitOptions } from "./split_options.ts";
import { usageOptions } from "./usage_options.ts";

/** What came of reading a command line: something to run, or something to tell at once. */
export type CommandLine =
  | { readonly kind: "invocation"; readonly invocation: Invocation }
  | { readonly kind: "answer"; readonly text: string; readonly exitCode: number }
  | { readonly kind: "misused"; readonly text: string; readonly exitCode: number };

/** Where help is shown. */
export interface CommandLineOptions {
  readonly columns: number;
  readonly colors: "on" | "off";
}

/**
 * Reads the words of a command line. `--help` and `completion` answer themselves. Of a command that
 * can be understood no other one is loaded.
 */
export async function parseCommandLine(
  given: readonly string[],
  load: Load,
  options: CommandLineOptions,
): Promise<CommandLine> {
  const words = withUsualWord(given);
  const entry = chosenCommand(words);
  if (entry !== undefined) {
    const chosen = await loadCommand(entry, load);
    const own = separateOptions(words, chosen).slice(entry.words.length - 1);
    const result = parse(chosen.parser, own);
    if (result.success) return { kind: "invocation", invocation: result.value };
  }
  const { explainCommandLine } = await load<typeof import("./explain_command_line.ts")>(
    "lib/cli/explain_command_line.ts",
  );
  return await explainCommandLine(words, load, options);
}

/** @returns The command whose words `words` begin with. */
export function chosenCommand(words: readonly string[]): CommandEntry | undefined {
  const [first = "", second = ""] = words;
  const group = groupOf(first);
  return COMMANDS.find((one) =>
    group ? one.words[0] === group.word && one.words[1] === second : one.words[0] === first
  );
}

/** Separates what `words` write together, `-f10`, as the options of the command are. */
export function separateOptions(
  words: readonly string[],
  { parser }: BoundCommand,
): readonly string[] {
  const letters = usageOptions(parser.usage)
    .filter(({ takesValue }) => takesValue)
    .flatMap(({ names }) => names.filter((name) => /^-[^-]$/.test(name)));
  return splitOptions(words, new Set(letters.map((name) => name.charAt(1))));
}

/** Puts in the second word that a group may do without: `daemon -c FILE` is `daemon run -c FILE`. */
function withUsualWord(words: readonly string[]): readonly string[] {
  const [first = "", second = ""] = words;
  const usual = groupOf(first)?.usual;
  const isOption = second.startsWith("-") && second !== "-h" && second !== "--help";
  return usual !== undefined && isOption ? [first, usual, ...words.slice(1)] : words;
}
