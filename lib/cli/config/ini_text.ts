import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";

/** A value of an INI file, and where it stands. */
export interface IniEntry {
  readonly section: string;
  /** In small letters. */
  readonly key: string;
  readonly value: string;
  readonly position: Position;
}

/** What an INI file says, and what is wrong with it. */
export interface IniText {
  readonly entries: readonly IniEntry[];
  readonly problems: readonly Diagnostic[];
}

/**
 * Reads a text as Ansible reads its configuration, with Python's `configparser`: comments are lines
 * that begin with `#` or `;`, and what follows ` ;`; lines that are indented more than their key go on
 * with its value; sections and keys may come only once.
 */
export function parseIni(text: string, file: string): IniText {
  const reader = new IniReader(file);
  text.replace(/^\uFEFF/, "").split(/\r\n|[\r\n]/).forEach((line, index) => {
    reader.read(line, index + 1);
  });
  return reader.finish();
}

interface OpenEntry {
  readonly section: string;
  readonly key: string;
  readonly lines: string[];
  readonly position: Position;
}

class IniReader {
  readonly #file: string;
  readonly #entries: OpenEntry[] = [];
  readonly #problems: Diagnostic[] = [];
  readonly #sections = new Set<string>();
  #section: string | undefined;
  #entry: OpenEntry | undefined;
  /** Columns that the last key, or section, was indented by. */
  #indent = 0;

  constructor(file: string) {
    this.#file = file;
  }

  finish(): IniText {
    const entries = this.#entries.map(({ lines, ...entry }) => ({
      ...entry,
      value: lines.join("\n").trimEnd(),
    }));
    return { entries, problems: this.#problems };
  }

  read(line: string, number: number): void {
    const content = withoutComment(line);
    const trimmed = content.trim();
    if (trimmed === "") {
      // A comment does not break a value, and is no empty line of it either.
      if (content === line) this.#entry?.lines.push("");
      return;
    }
    const indent = content.search(/\S/);
    if (this.#entry !== undefined && indent > this.#indent) {
      this.#entry.lines.push(trimmed);
      return;
    }
    this.#indent = indent;
    const position = { file: this.#file, line: number, column: indent + 1 };
    const header = /^\[(.+)\]/.exec(trimmed)?.[1];
    if (header !== undefined) this.#openSection(header, position);
    else this.#openEntry(trimmed, position);
  }

  #openSection(name: string, position: Position): void {
    if (this.#sections.has(name)) this.#report(`Section '${name}' already exists`, position);
    this.#sections.add(name);
    this.#section = name;
    this.#entry = undefined;
  }

  #openEntry(content: string, position: Position): void {
    this.#entry = undefined;
    const [, name, value] = /^(.*?)\s*[=:]\s*(.*)$/.exec(content) ?? [];
    if (this.#section === undefined) {
      this.#report("File contains no section headers: expected one before this line", position);
      // Once is enough: the next lines have none either.
      this.#section = "";
    } else if (name === undefined || name === "" || value === undefined) {
      this.#report("Source contains parsing errors: expected key = value", position);
    } else {
      const key = name.toLowerCase();
      const section = this.#section;
      if (this.#entries.some((known) => known.section === section && known.key === key)) {
        this.#report(`Option '${key}' in section '${section}' already exists`, position);
      }
      this.#entry = { section, key, lines: [value], position };
      this.#entries.push(this.#entry);
    }
  }

  #report(message: string, position: Position): void {
    this.#problems.push({ rule: "config-syntax", severity: "error", message, position });
  }
}

function withoutComment(line: string): string {
  if (/^\s*[#;]/.test(line)) return "";
  const at = line.search(/\s;/);
  return at < 0 ? line : line.slice(0, at);
}
