import type { PythonRegex } from "../../../source/python_regex.ts";
import { FilterError } from "../errors.ts";

/** How an INI file is read. */
export interface IniForm {
  /** What messages call the file. */
  readonly file: string;
  readonly keys: "any case" | "same case";
  /** Whether a key may stand alone; its value is then `null`. */
  readonly loneKeys: "allowed" | "refused";
}

/** An INI file as Python's `configparser` sees it: with `[DEFAULT]` and `%(key)s` in values. */
export class PythonIni {
  readonly #form: IniForm;
  readonly #sections: ReadonlyMap<string, Section>;

  /** @throws {FilterError} If the text is malformed. */
  constructor(text: string, form: IniForm) {
    this.#form = form;
    this.#sections = new IniParser(text, form).sections;
  }

  /** @returns The value; `undefined` if there is none. @throws {FilterError} Without the section. */
  value(section: string, key: string): string | null | undefined {
    return this.#values(section).get(this.#name(key));
  }

  /** @returns The values of keys that begin as `pattern` says, those of `[DEFAULT]` first. */
  matching(section: string, pattern: PythonRegex): readonly (string | null)[] {
    return [...this.#values(section)].filter(([key]) => pattern.matchStart(key) !== undefined).map((
      [, value],
    ) => value);
  }

  #values(section: string): ReadonlyMap<string, string | null> {
    const own = this.#sections.get(section);
    if (own === undefined && section !== DEFAULT) {
      throw new FilterError(`No section '${section}' in ${this.#form.file}`);
    }
    const all = new Map([...this.#sections.get(DEFAULT) ?? [], ...own ?? []]);
    return new Map([...all].map(([key, value]) => [
      key,
      value === null ? null : this.#interpolated(value, all, 1),
    ]));
  }

  #interpolated(text: string, values: Section, depth: number): string {
    if (depth > MOST_DEPTH) throw new FilterError("Recursion limit exceeded in value substitution");
    return text.replace(/%(?:%|\(([^)]+)\)s|)/g, (found, name: string | undefined) => {
      if (found === "%%") return "%";
      const value = name === undefined ? undefined : values.get(this.#name(name));
      if (typeof value === "string") return this.#interpolated(value, values, depth + 1);
      throw new FilterError(
        found === "%"
          ? `'%' must be followed by '%' or '(', found: '${text.slice(text.indexOf("%"))}'`
          : `Bad value substitution in ${this.#form.file}: there is no key '${name}'`,
      );
    });
  }

  #name(key: string): string {
    return this.#form.keys === "any case" ? key.toLowerCase() : key;
  }
}

type Section = ReadonlyMap<string, string | null>;

const DEFAULT = "DEFAULT";

/** As in Python. */
const MOST_DEPTH = 10;

class IniParser {
  readonly sections: ReadonlyMap<string, Section>;
  readonly #form: IniForm;
  readonly #found = new Map<string, Map<string, string | null>>();
  #section: Map<string, string | null> | undefined;
  #key: string | undefined;
  #indent = 0;

  constructor(text: string, form: IniForm) {
    this.#form = form;
    text.replace(/^\uFEFF/, "").split(/\r\n|[\r\n]/).forEach((line, i) => this.#line(line, i + 1));
    for (const section of this.#found.values()) {
      for (const [key, value] of section) section.set(key, value?.trimEnd() ?? null);
    }
    this.sections = this.#found;
  }

  #line(line: string, number: number): void {
    const text = line.trim();
    if (/^[#;]/.test(text)) return;
    const indent = line.length - line.trimStart().length;
    if (text === "" || (this.#key !== undefined && indent > this.#indent)) {
      this.#goOn(text);
      return;
    }
    this.#indent = indent;
    const header = /^\[(.+)\]/.exec(text)?.[1];
    if (header === undefined) this.#pair(text, number);
    else this.#open(header, number);
  }

  #goOn(text: string): void {
    if (this.#key === undefined) return;
    const before = this.#section?.get(this.#key);
    if (typeof before === "string") this.#section?.set(this.#key, `${before}\n${text}`);
  }

  #open(name: string, number: number): void {
    this.#key = undefined;
    if (this.#found.has(name) && name !== DEFAULT) {
      throw this.#problem(number, `section '${name}' already exists`);
    }
    this.#section = this.#found.get(name) ?? new Map();
    this.#found.set(name, this.#section);
  }

  #pair(text: string, number: number): void {
    if (this.#section === undefined) {
      throw this.#problem(number, "File contains no section headers");
    }
    const [, name = "", value] = /^(.*?)\s*(?:[=:]\s*(.*))?$/.exec(text) ?? [];
    if (name === "" || (value === undefined && this.#form.loneKeys === "refused")) {
      throw this.#problem(number, `Source contains parsing errors: '${text}'`);
    }
    const key = this.#form.keys === "any case" ? name.toLowerCase() : name;
    if (this.#section.has(key)) {
      throw new FilterError(
        `Duplicate option in '${this.#form.file}': [line ${number}]: option '${key}' already exists`,
      );
    }
    this.#section.set(key, value ?? null);
    this.#key = key;
  }

  #problem(line: number, message: string): FilterError {
    return new FilterError(`Cannot read ${this.#form.file}:${line}: ${message}`);
  }
}
