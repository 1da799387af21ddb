import type { Grammar, PeerOption } from "./grammar.ts";

/** @returns The usage text as Python's argparse lays it out, with a line end. */
export function usageText(grammar: Grammar<string>, columns: number): string {
  const { program, options } = grammar;
  const parts = optionParts(options);
  const operands = operandParts(grammar);
  const single = `usage: ${[program, ...parts, ...operands].join(" ")}`;
  const width = columns - 2;
  if (single.length <= width) return `${single}\n`;
  const indent = " ".repeat(`usage: ${program} `.length);
  const lines = [
    ...wrapped(parts, { indent, width }),
    ...wrapped(operands, { indent, width }),
  ];
  return `usage: ${program} ${lines.join("\n").trimStart()}\n`;
}

/** @returns All that there is to know of the command line. */
export function helpText(grammar: Grammar<string>, columns: number): string {
  const { brief, operands, options } = grammar;
  const rows = options.map(({ names, metavar, does }) => {
    const value = metavar === undefined ? "" : ` ${metavar}`;
    return row(names.map((name) => name + value).join(", "), does, columns);
  });
  return [
    usageText(grammar, columns),
    `\n${brief}\n`,
    `\npositional arguments:\n${row(operands.name, operands.does, columns)}`,
    `\noptions:\n${rows.join("")}`,
  ].join("");
}

/** Rivals share brackets. */
function optionParts(options: readonly PeerOption<string>[]): readonly string[] {
  const shown = ({ names, metavar }: PeerOption<string>) =>
    metavar === undefined ? names[0] : `${names[0]} ${metavar}`;
  return options.flatMap((option, at) => {
    if (option.rivals === undefined) return [`[${shown(option)}]`];
    if (options[at - 1]?.rivals === option.rivals) return [];
    const group = options.filter(({ rivals }) => rivals === option.rivals);
    return [`[${group.map(shown).join(" | ")}]`];
  });
}

function operandParts({ operands: { name, count } }: Grammar<string>): readonly string[] {
  switch (count) {
    case "one":
      return name.split(" ");
    case "optional":
      return [`[${name}]`];
    case "any":
      return [`[${name} ...]`];
    case "some":
      return [name, `[${name} ...]`];
    default:
      return count satisfies never;
  }
}

function wrapped(
  parts: readonly string[],
  { indent, width }: { readonly indent: string; readonly width: number },
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    const longer = line === "" ? part : `${line} ${part}`;
    if (line !== "" && indent.length + longer.length > width) {
      lines.push(indent + line);
      line = part;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, indent + line];
}

/** Column where what an option does begins. */
const COLUMN = 24;

function row(name: string, does: string, columns: number): string {
  const start = `  ${name}`;
  const indent = " ".repeat(COLUMN);
  const lines = wrapped(does.split(" "), { indent, width: columns - 2 });
  if (start.length > COLUMN - 2) return `${start}\n${lines.join("\n")}\n`;
  return `${start.padEnd(COLUMN)}${lines.join("\n").trimStart()}\n`;
}
