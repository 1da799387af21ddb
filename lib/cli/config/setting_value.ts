import { expandPath, type PathSurroundings } from "./expand_path.ts";
import type { Setting, SettingValue } from "./setting.ts";

/** What a text is turned into a value with. */
export interface ValuePlace {
  /** What relative paths start at, absolute. */
  readonly folder: string;
  readonly surroundings: PathSurroundings;
}

/** What came of a text. */
export type ReadValue =
  | { readonly kind: "value"; readonly value: SettingValue; readonly warning?: string }
  | { readonly kind: "invalid"; readonly what: "type" | "value"; readonly problem: string };

/** @returns The value of a setting that is written as `text`, by Ansible's rules for its type. */
export function settingValue(setting: Setting, text: string, place: ValuePlace): ReadValue {
  switch (setting.type) {
    case "bool":
      return bool(text);
    case "int":
      return int(text);
    case "text": {
      const value = unquoted(text);
      if (setting.choices === undefined || setting.choices.includes(value)) return read(value);
      const problem = `expected ${setting.choices.join(", ")}, found "${value}"`;
      return { kind: "invalid", what: "value", problem };
    }
    case "list":
      return read(text === "" ? [] : split(text, ","));
    case "path":
      return read(expandPath(text, place.folder, place.surroundings));
    case "paths":
      return read(paths(text, ",", place));
    case "search-path":
      return read(paths(text, ":", place));
    default:
      return setting.type satisfies never;
  }
}

function read(value: SettingValue): ReadValue {
  return { kind: "value", value };
}

/** What is neither yes nor no is a no, as in Ansible; here it is told. */
function bool(text: string): ReadValue {
  if (/^(?:yes|on|1|true|t|y|1\.0)$/i.test(text)) return read(true);
  if (/^(?:no|off|0|false|f|n|0\.0|)$/i.test(text)) return read(false);
  const warning = `expected a yes or no, found "${text}": it is taken for a no`;
  return { kind: "value", value: false, warning };
}

function int(text: string): ReadValue {
  if (/^[+-]?\d+(?:_\d+)*$/.test(text.trim())) return read(Number(text.replaceAll("_", "")));
  return { kind: "invalid", what: "type", problem: `expected a whole number, found "${text}"` };
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

function split(text: string, separator: string): readonly string[] {
  return text.split(separator).map((part) => part.trim()).filter((part) => part !== "");
}

function paths(
  text: string,
  separator: "," | ":",
  { folder, surroundings }: ValuePlace,
): readonly string[] {
  return split(text, separator).map((part) => expandPath(part, folder, surroundings));
}
