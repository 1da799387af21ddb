import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";
import { isDate } from "../../base/is_date.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { PlainValue } from "../core/policy.ts";
import { DAY, SECOND } from "../core/time.ts";
import type { TomlNode, TomlTable } from "./toml_tree.ts";

/** All that was found wrong so far. */
export class Findings {
  readonly all: Diagnostic[] = [];

  error(rule: Rule, position: Position, { message, hint }: Said): void {
    this.#add("error", { rule, message, position, ...(hint === undefined ? {} : { hint }) });
  }

  /** Something is named that is none of `known`. */
  unknownName(what: string, { value, position }: Placed<string>, known: Iterable<string>): void {
    const message = `There is no ${what} "${value}"`;
    this.error("config-reference", position, { message, hint: hintAt(value, known) });
  }

  warning(rule: Rule, position: Position, message: string): void {
    this.#add("warning", { rule, message, position });
  }

  #add(severity: Diagnostic["severity"], finding: Omit<Diagnostic, "severity">): void {
    this.all.push({ ...finding, severity });
  }
}

/** What is told of something wrong. */
interface Said {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** The ids of what can be wrong with a configuration, beside its syntax. */
type Rule = "config-key" | "config-type" | "config-value" | "config-missing" | "config-reference";

/** A value with its place. */
export interface Placed<T> {
  readonly value: T;
  readonly position: Position;
}

const NO_UID = 2 ** 32 - 1;

/** More than this is a slip of the fingers. */
const LONGEST = 366 * DAY;

/**
 * Reads a table key by key. What is missing or wrong is noted and read as absent; in the end `done`
 * tells of the keys that nobody asked for.
 */
export class TableReader {
  readonly #asked = new Set<string>();
  /** Also those that are read only if they are there. */
  readonly #possible = new Set<string>();

  constructor(
    readonly table: TomlTable,
    readonly findings: Findings,
    /** What it is about, such as `an entry`. */
    readonly about: string,
  ) {}

  get position(): Position {
    return this.table.position;
  }

  /** @returns Where `key` stands, or else the table. */
  positionOf(key: string): Position {
    return this.table.entries.get(key)?.value.position ?? this.position;
  }

  has(key: string): boolean {
    this.#possible.add(key);
    return this.table.entries.has(key);
  }

  isText(key: string): boolean {
    return this.table.entries.get(key)?.value.kind === "string";
  }

  text(key: string): string | undefined {
    return this.placedText(key)?.value;
  }

  placedText(key: string): Placed<string> | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    if (node.kind === "string") return node;
    return this.#wrongType(key, node, "a text");
  }

  /** A text that has to be there and to say something. */
  requiredText(key: string): string | undefined {
    const found = this.placedText(key);
    if (found === undefined) {
      if (!this.has(key)) this.missing(key);
      return undefined;
    }
    if (found.value.trim() !== "") return found.value;
    this.wrong(key, `"${key}" of ${this.about} must not be empty`);
    return undefined;
  }

  boolean(key: string): boolean | undefined {
    const node = this.#node(key);
    if (node === undefined || node.kind === "boolean") return node?.value;
    return this.#wrongType(key, node, "true or false");
  }

  /** An integer from `least` to `most`. */
  integer(key: string, least: number, most: number): number | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    if (node.kind !== "integer") return this.#wrongType(key, node, "an integer");
    const value = Number(node.value);
    if (value >= least && value <= most) return value;
    this.wrong(key, `"${key}" must be from ${least} to ${most}: it is ${node.value}`);
    return undefined;
  }

  /** Milliseconds of a number of seconds from `least` on, which is 0 if it is left out. */
  seconds(key: string, least: 0 | 1 = 0): number | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    if (node.kind !== "integer") return this.#wrongType(key, node, "a whole number of seconds");
    const value = Number(node.value) * SECOND;
    if (value < least * SECOND) {
      const bound = least === 0 ? "must not be negative" : "must be at least 1";
      this.wrong(key, `"${key}" ${bound}: it is ${node.value}`);
    } else if (value > LONGEST) {
      this.wrong(key, `"${key}" must not be more than a year: it is ${node.value} seconds`);
    } else return value;
    return undefined;
  }

  /** A positive number. */
  ratio(key: string): number | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    if (node.kind !== "integer" && node.kind !== "float") {
      return this.#wrongType(key, node, "a number");
    }
    const value = Number(node.value);
    if (value > 0 && value <= 100) return value;
    this.wrong(key, `"${key}" must be more than 0 and at most 100: it is ${node.value}`);
    return undefined;
  }

  /** One of `words`. */
  word<const T extends string>(key: string, words: readonly T[]): T | undefined {
    const found = this.placedText(key);
    if (found === undefined) return undefined;
    return wordIn(found, words, { findings: this.findings, what: `"${key}"` });
  }

  texts(key: string): readonly Placed<string>[] | undefined {
    return this.#items(key, "a list of texts")?.flatMap((item): readonly Placed<string>[] =>
      item.kind === "string" ? [item] : this.#wrongType(key, item, "a list of texts") ?? []
    );
  }

  /** The numbers of users, of which the last stands for none. */
  uids(key: string): readonly number[] | undefined {
    return this.#items(key, "a list of numbers of users")?.flatMap((item) => {
      if (item.kind !== "integer") {
        return this.#wrongType(key, item, "a list of numbers of users") ?? [];
      }
      if (item.value >= 0 && item.value < NO_UID) return [Number(item.value)];
      const message = `The number of a user must be from 0 to ${NO_UID - 1}: it is ${item.value}`;
      this.findings.error("config-value", item.position, { message });
      return [];
    });
  }

  /** A table of texts. */
  textMap(key: string): Readonly<Record<string, string>> | undefined {
    const table = this.#tableNode(key);
    if (table === undefined) return undefined;
    const texts: Record<string, string> = {};
    for (const [name, { value }] of table.entries) {
      if (value.kind === "string") texts[name] = value.value;
      else this.#wrongType(`${key}.${name}`, value, "a text");
    }
    return texts;
  }

  /** A table of anything. */
  plainMap(key: string): Readonly<Record<string, PlainValue>> | undefined {
    const table = this.#tableNode(key);
    return table && plainTable(table);
  }

  plain(key: string): PlainValue | undefined {
    const node = this.#node(key);
    return node && plainValue(node);
  }

  /** A date, as a text or as one of TOML. */
  date(key: string): string | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    if (node.kind !== "string" && node.kind !== "datetime") {
      return this.#wrongType(key, node, "a date such as 2026-12-24");
    }
    const { value } = node;
    if (isDate(value)) return value;
    this.wrong(key, `"${key}" must be a date such as 2026-12-24: it is ${value}`);
    return undefined;
  }

  /** Reads a table in this one; it is complete when `read` returns. */
  inside<T>(key: string, about: string, read: (reader: TableReader) => T): T | undefined {
    const table = this.#tableNode(key);
    return table && this.#reading(table, about, read);
  }

  /** Reads each table of a list. */
  each<T>(key: string, about: string, read: (reader: TableReader) => T): readonly T[] | undefined {
    return this.#items(key, "a list of tables")?.flatMap((item) =>
      item.kind === "table"
        ? [this.#reading(item, about, read)]
        : this.#wrongType(key, item, "a list of tables") ?? []
    );
  }

  missing(key: string): void {
    const message = `"${key}" of ${this.about} is missing`;
    this.findings.error("config-missing", this.position, { message });
  }

  wrong(key: string, message: string, hint?: string): void {
    this.findings.error("config-value", this.positionOf(key), { message, hint });
  }

  /** Takes all keys as asked for: what they should be is not known. */
  ignoreRest(): void {
    for (const key of this.table.entries.keys()) this.#asked.add(key);
  }

  /** Tells of the keys that nobody asked for. */
  done(): void {
    for (const [key, { position }] of this.table.entries) {
      if (this.#asked.has(key)) continue;
      const hint = hintAt(key, this.#possible) ??
        `Known here are ${[...this.#possible].sort().join(", ")}`;
      const message = `Unknown key "${key}" of ${this.about}`;
      this.findings.error("config-key", position, { message, hint });
    }
  }

  #node(key: string): TomlNode | undefined {
    this.#asked.add(key);
    this.#possible.add(key);
    return this.table.entries.get(key)?.value;
  }

  #tableNode(key: string): TomlTable | undefined {
    const node = this.#node(key);
    if (node === undefined || node.kind === "table") return node;
    return this.#wrongType(key, node, "a table");
  }

  #items(key: string, wanted: string): readonly TomlNode[] | undefined {
    const node = this.#node(key);
    if (node === undefined) return undefined;
    return node.kind === "array" ? node.items : this.#wrongType(key, node, wanted);
  }

  #reading<T>(table: TomlTable, about: string, read: (reader: TableReader) => T): T {
    const reader = new TableReader(table, this.findings, about);
    const result = read(reader);
    reader.done();
    return result;
  }

  #wrongType(key: string, { kind, position }: TomlNode, wanted: string): undefined {
    const message = `"${key}" of ${this.about} must be ${wanted}: it is ${KIND_WORDS[kind]}`;
    this.findings.error("config-type", position, { message });
  }
}

/** @returns The one of `words` that `found` is; else notes that it is none. */
export function wordIn<const T extends string>(
  { value, position }: Placed<string>,
  words: readonly T[],
  { findings, what }: { readonly findings: Findings; readonly what: string },
): T | undefined {
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  const message = `${what} must be one of ${words.join(", ")}: it is "${value}"`;
  findings.error("config-value", position, { message, hint: hintAt(value, words) });
  return undefined;
}

/** @returns The one of `known` that was probably meant, as a question. */
function hintAt(word: string, known: Iterable<string>): string | undefined {
  const near = suggestion(word, known);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}

const KIND_WORDS: Readonly<Record<TomlNode["kind"], string>> = {
  table: "a table",
  array: "a list",
  string: "a text",
  integer: "an integer",
  float: "a fraction",
  boolean: "true or false",
  datetime: "a date or time",
};

function plainValue(node: TomlNode): PlainValue {
  switch (node.kind) {
    case "table":
      return plainTable(node);
    case "array":
      return node.items.map(plainValue);
    case "integer":
      return Number(node.value);
    case "string":
    case "float":
    case "boolean":
    case "datetime":
      return node.value;
    default:
      return node satisfies never;
  }
}

function plainTable({ entries }: TomlTable): Readonly<Record<string, PlainValue>> {
  return Object.fromEntries([...entries].map(([key, { value }]) => [key, plainValue(value)]));
}
