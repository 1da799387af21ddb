import { valueToJson } from "../lib/base/value_json.ts";
import type { ArgumentSpec, OptionSpec } from "../lib/engine/playbook/argument_spec.ts";

/** One option as `ansible-doc` tells it: a line of testdata/modules/arguments.json. */
export interface ReferenceOption {
  readonly type: string;
  readonly elements?: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly choices?: readonly unknown[];
  readonly aliases?: readonly string[];
  readonly options?: ReferenceOptions;
}

/** The options of a module, or of one option. */
export type ReferenceOptions = Readonly<Record<string, ReferenceOption>>;

/**
 * Compares what a module takes with what the reference's takes.
 *
 * @returns A line for each fact that differs, which begins with the option and the fact, such as
 * `mode.type: raw, the reference has str`.
 */
export function differingArguments(
  { options }: ArgumentSpec,
  reference: ReferenceOptions,
): readonly string[] {
  const names = new Set([...options.keys(), ...Object.keys(reference)]);
  return [...names].sort().flatMap((name) => {
    const [ours, theirs] = [options.get(name), reference[name]];
    if (ours === undefined) return [`${name}: is missing`];
    if (theirs === undefined) return [`${name}: the reference has none`];
    return differingFacts(ours, theirs).map((fact) => `${name}.${fact}`);
  });
}

function differingFacts(ours: OptionSpec, theirs: ReferenceOption): readonly string[] {
  const facts = [
    ["type", ours.type, theirs.type],
    ["elements", ours.elements, theirs.elements],
    ["required", ours.required, theirs.required ?? false],
    ["default", defaultOf(plain(ours.default), ours), defaultOf(theirs.default, ours)],
    ["choices", sorted(ours.choices?.map(plain)), sorted(theirs.choices)],
    ["aliases", sorted(allAliases(ours)), sorted(theirs.aliases ?? [])],
  ] as const;
  const own = facts
    .filter(([, mine, reference]) => text(mine) !== text(reference))
    .map(([fact, mine, reference]) =>
      `${fact}: ${text(mine)}, the reference has ${text(reference)}`
    );
  if (ours.suboptions === undefined && theirs.options === undefined) return own;
  if (ours.suboptions === undefined) return [...own, "options: are missing"];
  return [...own, ...differingArguments(ours.suboptions, theirs.options ?? {})];
}

function allAliases({ aliases, deprecatedAliases }: OptionSpec): readonly string[] {
  return [...new Set([...aliases, ...deprecatedAliases.map(({ name }) => name)])];
}

/** Documentation says yes for true, and one text for a list of it; empty is as good as none. */
function defaultOf(value: unknown, { type }: OptionSpec): unknown {
  if (type === "bool" && (value === "yes" || value === "no")) return value === "yes";
  const list = type === "list" && typeof value === "string" ? value.split(",") : value;
  return ["[]", "{}", '""', '[""]'].includes(text(list)) ? undefined : list;
}

function plain(value: OptionSpec["default"]): unknown {
  return value === undefined ? undefined : JSON.parse(valueToJson(value));
}

function sorted(values: readonly unknown[] | undefined): readonly string[] | undefined {
  return values?.map(text).sort();
}

function text(value: unknown): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
