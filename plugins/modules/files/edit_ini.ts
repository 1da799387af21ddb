import { wholeLines } from "../shared/whole_lines.ts";

/** What is to be in an INI file, or not. */
export interface IniQuery {
  /** Empty for what stands before the first section. */
  readonly section: string;
  /** Empty for the section itself. */
  readonly option: string;
  /** Without repetitions. */
  readonly values: readonly string[];
  readonly state: "present" | "absent";
  /** Whether other values of the option are to go. */
  readonly others: "remove" | "keep";
  /** What stands between option and value. */
  readonly assignment: "=" | " = ";
  /** Whether an option may stand alone. */
  readonly bare: "allowed" | "refused";
}

/** What became of an INI file. */
export interface IniEdit {
  readonly content: string;
  readonly isChanged: boolean;
  /** Ansible's `msg`. */
  readonly message: string;
}

/** @returns The text as ini_file of community.general would leave it. */
export function editIni(text: string, query: IniQuery): IniEdit {
  const lines = text === "" ? ["\n"] : wholeLines(text);
  const isUnended = !lines.at(-1)?.endsWith("\n");
  if (isUnended) lines.push(`${lines.pop() ?? ""}\n`);
  const region = regionOf(lines, query.section);
  if (region === undefined && query.state === "present") {
    const added = newSection(query);
    const message = added.length > 1 ? "section and option added" : "only section added";
    return { content: [...lines, ...added].join(""), isChanged: true, message };
  }
  if (region === undefined) {
    return { content: lines.join(""), isChanged: isUnended, message: "OK" };
  }
  const { start, end } = region;
  const own = new IniSection(lines.slice(start, end), { ...query, hasHeader: start < region.body });
  own.edit();
  const content = [...lines.slice(0, start), ...own.lines, ...lines.slice(end)].join("");
  return { content, isChanged: isUnended || own.isChanged, message: own.message };
}

interface Region {
  /** Of the header, where there is one. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

function regionOf(lines: readonly string[], section: string): Region | undefined {
  const start = section === "" ? 0 : lines.findIndex((line) => line.startsWith(`[${section}]`));
  if (start < 0) return undefined;
  const body = section === "" ? start : start + 1;
  const length = lines.slice(body).findIndex((line) => line.startsWith("["));
  return { start, body, end: length < 0 ? lines.length : body + length };
}

function newSection({ section, option, values, assignment, bare }: IniQuery): readonly string[] {
  const header = `[${section}]\n`;
  if (option === "") return [header];
  if (values.length === 0) return bare === "allowed" ? [header, `${option}\n`] : [header];
  return [header, ...values.map((value) => `${option}${assignment}${value}\n`)];
}

/** Blank lines and comments at the end of a section; new options go before them. */
const BLANK_OR_COMMENT = /^[ \t]*(?:[#;].*)?$/;

/** The lines of one section, its header included. */
class IniSection {
  lines: string[];
  isChanged = false;
  message = "OK";
  readonly #query: IniQuery & { readonly hasHeader: boolean };
  readonly #options: RegExp;

  constructor(lines: readonly string[], query: IniQuery & { readonly hasHeader: boolean }) {
    this.lines = [...lines];
    this.#query = query;
    const comment = query.state === "present" ? "[#;]?" : "";
    const name = query.option.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    this.#options = new RegExp(`^${comment}[ \\t]*${name}[ \\t]*(?:=|$)[ \\t]*(.*)`);
  }

  edit(): void {
    const { state, option } = this.#query;
    if (state === "absent") this.#remove();
    else if (option !== "") this.#set();
  }

  #remove(): void {
    const { option, others, values } = this.#query;
    if (option === "") {
      if (this.lines.length > 0) this.#note("section removed");
      this.lines = [];
      return;
    }
    const kept = this.lines.filter((line) => {
      const value = this.#valueOf(line);
      return value === undefined || (others === "keep" && !values.includes(value));
    });
    if (kept.length < this.lines.length) this.#note("option changed");
    this.lines = kept;
  }

  #set(): void {
    const { others, bare } = this.#query;
    const settled = new Set<number>();
    const missing = [...this.#query.values];
    const isBareThere = this.#keepWanted(settled, missing);
    if (others === "remove" && bare === "refused") this.#replaceOthers(settled, missing);
    this.#add(missing, isBareThere);
  }

  /** Lines with wanted values take the wanted form. @returns Whether the option stands alone. */
  #keepWanted(settled: Set<number>, missing: string[]): boolean {
    const { option, bare } = this.#query;
    const isBareWanted = missing.length === 0;
    let isBareThere = false;
    for (const [index, line] of this.lines.entries()) {
      const value = this.#valueOf(line);
      if (value === undefined) continue;
      const at = missing.indexOf(value);
      if (at >= 0) {
        const isBare = value === "" && bare === "allowed";
        this.#put(index, isBare ? `${option}\n` : this.#assigned(value));
        isBareThere ||= isBare;
        settled.add(index);
        missing.splice(at, 1);
      } else if (isBareWanted && bare === "allowed") {
        this.#put(index, `${option}\n`);
        return true;
      }
    }
    return isBareThere;
  }

  /** The next lines of the option take values that are missing; the rest of them goes. */
  #replaceOthers(settled: Set<number>, missing: string[]): void {
    for (const [index, line] of this.lines.entries()) {
      const value = missing[0];
      if (value === undefined) break;
      if (settled.has(index) || this.#valueOf(line) === undefined) continue;
      this.#put(index, this.#assigned(value));
      settled.add(index);
      missing.shift();
    }
    const kept = this.lines.filter((line, index) =>
      settled.has(index) || this.#valueOf(line) === undefined
    );
    if (kept.length < this.lines.length) this.#note("option changed");
    this.lines = kept;
  }

  #add(missing: readonly string[], isBareThere: boolean): void {
    const { option, bare, hasHeader } = this.#query;
    const isBareMissing = this.#query.values.length === 0 && bare === "allowed" && !isBareThere;
    const added = isBareMissing ? [`${option}\n`] : missing.map((value) => this.#assigned(value));
    if (added.length === 0) return;
    const last = this.lines.findLastIndex((line) =>
      !BLANK_OR_COMMENT.test(line.replace(/\n$/, ""))
    );
    // Where there is no section, its place begins before the first line.
    this.lines.splice(last < 0 && hasHeader ? 1 : last + 1, 0, ...added);
    this.#note("option added");
  }

  #valueOf(line: string): string | undefined {
    return this.#options.exec(line.replace(/\n$/, ""))?.[1];
  }

  #assigned(value: string): string {
    return `${this.#query.option}${this.#query.assignment}${value}\n`;
  }

  #put(index: number, line: string): void {
    if (this.lines[index] === line) return;
    this.lines[index] = line;
    this.#note("option changed");
  }

  #note(message: string): void {
    this.isChanged = true;
    this.message = message;
  }
}
