import type { Diagnostic } from "../../base/diagnostic.ts";
import { folderOf } from "../../base/posix_path.ts";
import type { Position } from "../../base/position.ts";
import { expandPath, type PathSurroundings } from "./expand_path.ts";
import { type IniEntry, parseIni } from "./ini_text.ts";
import type { Setting, SettingValue } from "./setting.ts";
import { type SettingName, settingNames, SETTINGS } from "./settings.ts";
import { settingValue } from "./setting_value.ts";

/** Where a value came from. */
export type Origin =
  | { readonly kind: "default" }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "file"; readonly position: Position };

/** A setting as it is in force. */
export interface Configured {
  readonly value: SettingValue;
  readonly origin: Origin;
}

/** What a configuration is read from. */
export interface ConfigSource {
  /** The file, if there is one; its path is absolute. */
  readonly file?: { readonly path: string; readonly text: string };
  readonly surroundings: PathSurroundings;
}

/** A configuration, and all that is wrong with it. */
export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly Diagnostic[];
}

/** Reads all settings: environment variables win over the file, which wins over the defaults. */
export function readConfig(source: ConfigSource): ReadConfig {
  const reader = new ConfigReader(source);
  const values = new Map<SettingName, Configured>();
  for (const name of settingNames()) values.set(name, reader.read(name));
  const config = new Config(values, {
    path: source.file?.path,
    unknown: reader.unknown(),
    warnings: reader.warnings,
  });
  return { config, problems: reader.problems };
}

/** What is known about a configuration as a whole. */
export interface ConfigFacts {
  readonly path: string | undefined;
  /** What the file says that nothing here knows. */
  readonly unknown: readonly IniEntry[];
  readonly warnings: readonly string[];
}

type NameOf<Type extends Setting["type"]> = {
  [Name in SettingName]: (typeof SETTINGS)[Name]["type"] extends Type ? Name : never;
}[SettingName];

/** The settings in force. */
export class Config {
  /** The file, absolute; `undefined` if there is none. */
  readonly path: string | undefined;
  readonly unknown: readonly IniEntry[];
  readonly warnings: readonly string[];
  readonly #values: ReadonlyMap<SettingName, Configured>;

  constructor(values: ReadonlyMap<SettingName, Configured>, facts: ConfigFacts) {
    this.#values = values;
    this.path = facts.path;
    this.unknown = facts.unknown;
    this.warnings = facts.warnings;
  }

  /** @returns A setting that is a yes or no. */
  flag(name: NameOf<"bool">): boolean {
    return this.#value(name) === true;
  }

  /** @returns A setting that is a number. */
  number(name: NameOf<"int">): number {
    const value = this.#value(name);
    return typeof value === "number" ? value : 0;
  }

  /** @returns A setting that is a text or a path; `undefined` if there is none, or an empty one. */
  text(name: NameOf<"text" | "path">): string | undefined {
    const value = this.#value(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** @returns A setting of several texts or paths. */
  list(name: NameOf<"list" | "paths" | "search-path">): readonly string[] {
    const value = this.#value(name);
    return isList(value) ? value : [];
  }

  /** @returns Any setting with its origin. */
  configured(name: SettingName): Configured {
    return this.#values.get(name) ?? { value: null, origin: { kind: "default" } };
  }

  /** @returns Whether a person has set it. */
  isSet(name: SettingName): boolean {
    return this.configured(name).origin.kind !== "default";
  }

  #value(name: SettingName): SettingValue {
    return this.configured(name).value;
  }
}

/** @returns Where a value came from, as Ansible says it, and in which line. */
export function formatOrigin(origin: Origin): string {
  switch (origin.kind) {
    case "default":
      return "default";
    case "variable":
      return `env: ${origin.name}`;
    case "file":
      return `${origin.position.file}:${origin.position.line}`;
    default:
      return origin satisfies never;
  }
}

/** A text for a setting. */
interface Written {
  readonly text: string;
  readonly origin: Exclude<Origin, { readonly kind: "default" }>;
}

class ConfigReader {
  readonly problems: Diagnostic[] = [];
  readonly warnings: string[] = [];
  readonly #source: ConfigSource;
  readonly #entries: readonly IniEntry[];

  constructor(source: ConfigSource) {
    this.#source = source;
    const { entries, problems } = source.file === undefined
      ? { entries: [], problems: [] }
      : parseIni(source.file.text, source.file.path);
    this.#entries = entries;
    this.problems.push(...problems);
  }

  read(name: SettingName): Configured {
    const setting: Setting = SETTINGS[name];
    const written = this.#fromVariables(setting) ?? this.#fromFile(setting);
    if (written === undefined) return this.#default(setting);
    const { origin, text } = written;
    const folder = origin.kind === "file"
      ? folderOf(origin.position.file)
      : this.#source.surroundings.workingFolder();
    const result = settingValue(setting, text, { folder, surroundings: this.#source.surroundings });
    if (result.kind === "invalid") {
      const { what, problem } = result;
      this.#report(`Invalid ${what} for configuration option setting: ${name}: ${problem}`, origin);
      return this.#default(setting);
    }
    // NO_COLOR means yes, whatever it is set to: https://no-color.org
    const isDoubtful = origin.kind === "file" || origin.name !== "NO_COLOR";
    if (result.warning !== undefined && isDoubtful) {
      this.warnings.push(`${name} (from ${formatOrigin(origin)}): ${result.warning}`);
    }
    return { value: result.value, origin };
  }

  unknown(): readonly IniEntry[] {
    const known = new Set(
      settingNames().flatMap((name) => {
        const setting: Setting = SETTINGS[name];
        return setting.ini.map(([section, key]) => `${section}.${key}`);
      }),
    );
    return this.#entries.filter(({ section, key }) => !known.has(`${section}.${key}`));
  }

  #fromVariables({ env, type }: Setting): Written | undefined {
    for (const name of env.toReversed()) {
      const text = this.#source.surroundings.variable(name);
      // An empty text is only a value where it can be one.
      if (text === undefined || (text === "" && type !== "text")) continue;
      return { text, origin: { kind: "variable", name } };
    }
    return undefined;
  }

  #fromFile({ ini, type }: Setting): Written | undefined {
    for (const [section, key] of ini.toReversed()) {
      const entry = this.#entries.find((one) => one.section === section && one.key === key);
      if (entry === undefined || (entry.value === "" && IGNORED_IF_EMPTY.has(type))) continue;
      return { text: entry.value, origin: { kind: "file", position: entry.position } };
    }
    return undefined;
  }

  /** Paths are written with `~` in the table. */
  #default({ default: value, type }: Setting): Configured {
    const { surroundings } = this.#source;
    const expand = (path: string) => expandPath(path, "/", surroundings);
    const origin: Origin = { kind: "default" };
    if (type === "path" && typeof value === "string") return { value: expand(value), origin };
    if (type === "search-path" && isList(value)) return { value: value.map(expand), origin };
    return { value, origin };
  }

  #report(message: string, origin: Written["origin"]): void {
    if (origin.kind === "file") {
      const { position } = origin;
      this.problems.push({ rule: "config-value", severity: "error", message, position });
      return;
    }
    const position = { file: formatOrigin(origin), line: 1, column: 1 };
    this.problems.push({ rule: "config-value", severity: "error", message, position });
  }
}

/** Kinds of settings that nobody sets to nothing on purpose: Ansible would take the folder itself. */
const IGNORED_IF_EMPTY: ReadonlySet<Setting["type"]> = new Set(["path", "paths", "search-path"]);

function isList(value: SettingValue): value is readonly string[] {
  return Array.isArray(value);
}
