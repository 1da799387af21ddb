import { pythonJson } from "../../base/python_json.ts";
import { type Dict, dict, type Value } from "../../base/value.ts";
import { wrapText } from "../../engine/output/wrap_text.ts";
import type {
  ArgumentSpec,
  ModuleSpec,
  OptionSpec,
  ReturnSpec,
} from "../../engine/playbook/argument_spec.ts";

/** @returns A module's documentation for people, `columns` wide. */
export function moduleText(spec: ModuleSpec, columns: number): string {
  const sections = [
    `${spec.module} - ${spec.shortDescription}`,
    paragraphs(spec.description, { columns, indent: "  " }),
    `OPTIONS (* must be there)\n${optionsText(spec.arguments, { columns, indent: "" })}`,
    rulesText(spec.arguments),
    `CHECK MODE: ${spec.checkMode}\nDIFF MODE: ${spec.diffMode}`,
    spec.examples === "" ? "" : `EXAMPLES\n${indented(spec.examples.trimEnd(), "  ")}`,
    spec.returns.size === 0 ? "" : `RETURNS\n${returnsText(spec.returns, { columns, indent: "" })}`,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** @returns A module's documentation for programs. */
export function moduleValue(spec: ModuleSpec): Dict {
  return dict({
    module: spec.module,
    short_description: spec.shortDescription,
    description: [...spec.description],
    options: optionsValue(spec.arguments),
    free_form: spec.freeForm,
    check_mode: spec.checkMode,
    diff_mode: spec.diffMode,
    examples: spec.examples,
    returns: returnsValue(spec.returns),
  });
}

interface Place {
  readonly columns: number;
  readonly indent: string;
}

function optionsText(spec: ArgumentSpec, place: Place): string {
  return [...spec.options].map(([name, option]) => optionText(name, option, place)).join("\n");
}

function optionText(name: string, option: OptionSpec, { columns, indent }: Place): string {
  const inner = { columns, indent: `${indent}      ` };
  const lines = [
    `${indent}  ${option.required ? "*" : " "} ${name} (${traitsOf(option).join("; ")})`,
    paragraphs(option.description, inner),
    option.suboptions === undefined ? "" : optionsText(option.suboptions, inner),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function traitsOf(option: OptionSpec): readonly string[] {
  const traits: string[] = [
    option.elements === undefined ? option.type : `${option.type} of ${option.elements}`,
  ];
  if (option.default !== undefined && option.default !== null) {
    traits.push(`default: ${short(option.default)}`);
  }
  if (option.choices !== undefined) traits.push(`one of: ${option.choices.map(short).join(", ")}`);
  if (option.aliases.length > 0) traits.push(`also: ${option.aliases.join(", ")}`);
  if (option.noLog) traits.push("secret");
  if (option.deprecated !== undefined) traits.push(`deprecated, goes in ${option.deprecated}`);
  return traits;
}

function rulesText(spec: ArgumentSpec): string {
  const rules = [
    ...spec.mutuallyExclusive.map((names) => `at most one of ${names.join(", ")}`),
    ...spec.requiredOneOf.map((names) => `one of ${names.join(", ")}`),
    ...spec.requiredTogether.map((names) => `all or none of ${names.join(", ")}`),
    ...spec.requiredIf.map(({ option, value, required, needs }) =>
      `${needs === "all" ? "" : "one of "}${required.join(", ")} if ${option} is ${short(value)}`
    ),
    ...spec.requiredBy.map(({ option, required }) => `${required.join(", ")} with ${option}`),
  ];
  return rules.length === 0 ? "" : `RULES\n${rules.map((rule) => `  ${rule}`).join("\n")}`;
}

function returnsText(returns: ReadonlyMap<string, ReturnSpec>, place: Place): string {
  const { columns, indent } = place;
  return [...returns].map(([name, spec]) => {
    const when = spec.returned === undefined ? "" : `; ${spec.returned}`;
    const inner = { columns, indent: `${indent}      ` };
    const lines = [
      `${indent}    ${name} (${spec.type}${when})`,
      paragraphs(spec.description, inner),
      returnsText(spec.contains, inner),
    ];
    return lines.filter((line) => line !== "").join("\n");
  }).join("\n");
}

function paragraphs(texts: readonly string[], { columns, indent }: Place): string {
  return texts
    .flatMap((text) => wrapText(text, columns - indent.length))
    .map((line) => indent + line)
    .join("\n");
}

function indented(text: string, indent: string): string {
  return text.split("\n").map((line) => line === "" ? "" : indent + line).join("\n");
}

function short(value: Value): string {
  return typeof value === "string" ? value : pythonJson(value, { ensureAscii: false });
}

function optionsValue(spec: ArgumentSpec): Dict {
  return new Map([...spec.options].map(([name, option]) => [name, optionValue(option)]));
}

function optionValue(option: OptionSpec): Dict {
  return dict({
    type: option.type,
    elements: option.elements,
    required: option.required,
    default: option.default,
    choices: option.choices === undefined ? undefined : [...option.choices],
    aliases: [...option.aliases],
    description: [...option.description],
    no_log: option.noLog || undefined,
    options: option.suboptions === undefined ? undefined : optionsValue(option.suboptions),
  });
}

function returnsValue(returns: ReadonlyMap<string, ReturnSpec>): Dict {
  return new Map([...returns].map(([name, spec]) => [
    name,
    dict({
      type: spec.type,
      description: [...spec.description],
      returned: spec.returned,
      sample: spec.sample,
      contains: spec.contains.size === 0 ? undefined : returnsValue(spec.contains),
    }),
  ]));
}
