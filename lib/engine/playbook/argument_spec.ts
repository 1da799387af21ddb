import type { Value } from "../../base/value.ts";
import type { Refusal } from "./refusal.ts";

/**
 * What a module accepts: the typed form of the JSON file beside each module, such as
 * plugins/modules/files/copy.json. `parse_module_spec.ts` makes it, `check_arguments.ts` applies it
 * and the documentation commands print it.
 */

/** The types an option may have, as Ansible's modules name them. */
export const OPTION_TYPES = [
  "str",
  "int",
  "float",
  "bool",
  "list",
  "dict",
  "path",
  "raw",
  "jsonarg",
  "json",
  "bytes",
  "bits",
] as const;

/** The type of an option; `str` where the file names none. */
export type OptionType = typeof OPTION_TYPES[number];

/** `required_if`: where `option` is `value`, `required` must be there: all of them, or any one. */
export interface RequiredIf {
  readonly option: string;
  readonly value: Value;
  readonly required: readonly string[];
  readonly needs: "all" | "any";
}

/** `required_by`: where `option` is there, `required` must be there too. */
export interface RequiredBy {
  readonly option: string;
  readonly required: readonly string[];
}

/** A set of options and what must hold between them. */
export interface ArgumentSpec {
  /** By name, in the order of the file. */
  readonly options: ReadonlyMap<string, OptionSpec>;
  readonly mutuallyExclusive: readonly (readonly string[])[];
  readonly requiredTogether: readonly (readonly string[])[];
  readonly requiredOneOf: readonly (readonly string[])[];
  readonly requiredIf: readonly RequiredIf[];
  readonly requiredBy: readonly RequiredBy[];
}

/** An alias that is to go: using it is reported. */
export interface DeprecatedAlias {
  readonly name: string;
  /** The release or the date it goes with. */
  readonly version: string;
}

/** One option of a module. */
export interface OptionSpec {
  readonly type: OptionType;
  /** The type of a list's elements. */
  readonly elements?: OptionType;
  readonly required: boolean;
  readonly default?: Value;
  readonly choices?: readonly Value[];
  readonly aliases: readonly string[];
  readonly description: readonly string[];
  /** Whether the value is a secret, to be masked wherever it shows up. */
  readonly noLog: boolean;
  /** What a dict, or each dict of a list, holds. */
  readonly suboptions?: ArgumentSpec;
  /** Whether the defaults of `suboptions` apply where the option itself is absent. */
  readonly applyDefaults: boolean;
  /** The release or the date the option goes with. */
  readonly deprecated?: string;
  readonly deprecatedAliases: readonly DeprecatedAlias[];
}

/** How far a module keeps its word in check mode, or shows differences. */
export type Support = "full" | "partial" | "none";

/** One key of a module's result. */
export interface ReturnSpec {
  readonly type: string;
  readonly description: readonly string[];
  /** When the key is there, such as `always` or `success`. */
  readonly returned?: string;
  readonly sample?: Value;
  readonly contains: ReadonlyMap<string, ReturnSpec>;
}

/** One module: what it accepts, what it returns, and its documentation. */
export interface ModuleSpec {
  readonly module: string;
  readonly shortDescription: string;
  readonly description: readonly string[];
  /** Complete: the shared option groups that the file's `extends` names are already in it. */
  readonly arguments: ArgumentSpec;
  /** The option that a free-form text goes to, such as `_raw_params` of `command`. */
  readonly freeForm?: string;
  /** Whether options that are not named here are taken, too: variables of set_fact, add_host. */
  readonly acceptsAny: boolean;
  /** Whether options that are not named here do nothing, instead of failing the task. */
  readonly ignoresUnknown: boolean;
  /** What the module itself refuses, beside what `arguments` says. */
  readonly refusals: readonly Refusal[];
  readonly checkMode: Support;
  readonly diffMode: Support;
  /** YAML text. */
  readonly examples: string;
  readonly returns: ReadonlyMap<string, ReturnSpec>;
}
