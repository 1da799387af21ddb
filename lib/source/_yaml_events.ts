import { type Event, EVENT_ID, parseEvents, SCALAR_STYLE, YAMLException } from "js-yaml";
import { DiagnosticError } from "../base/diagnostic.ts";
import { IndentedText } from "./_indented_text.ts";
import { syntaxDiagnostic } from "./_yaml_syntax.ts";
import type { SourceText } from "./source_text.ts";

/** The parser's events with the text that their offsets refer to. */
export interface YamlEvents {
  readonly events: readonly Event[];
  /** The parsed text: the source, with spaces added where YAML 1.1 needs no indentation. */
  readonly text: string;
  /** @returns The offset in the source of an offset in `text`. */
  originalOffset(offset: number): number;
}

const MAX_NESTING = 500;

/**
 * Parses the events of a YAML text.
 *
 * YAML 1.2, which the parser implements, wants the lines of a bracketed or quoted value indented
 * deeper than their parent; YAML 1.1 does not, and people write `]` in the first column. Leading
 * spaces mean nothing there, so such lines get some and the text is parsed again.
 *
 * @throws {DiagnosticError} If the text is not YAML.
 */
export function yamlEvents(source: SourceText): YamlEvents {
  try {
    const events = parseEvents(source.text, { maxDepth: MAX_NESTING });
    return { events, text: source.text, originalOffset: (offset) => offset };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return new IndentingParser(source).parse(error);
  }
}

const UNINDENTED = "deficient indentation";
const CLOSING_LINE = /^\s*[\]}][\]},\s]*(?:#.*)?$/;
const DOCUMENT_MARK = /^(?:---|\.\.\.)(?:\s|$)/;

/**
 * Finds the lines to be indented in few attempts: twice as many at a time as long as it helps, half
 * as many when it was too much. It is safe to try: where a quoted or bracketed value has ended, a
 * line that is indented too deep is an error, unless it is empty or a comment.
 */
class IndentingParser {
  readonly #source: SourceText;
  readonly #text: IndentedText;
  #firstUnindented: number | undefined;
  /** Lines that were indented without being complained about. */
  #tried: readonly number[] = [];
  #next = -1;
  #batch = 1;
  /** Lines of nothing but closing brackets; `undefined` before they are looked for. */
  #closing: Set<number> | undefined;

  constructor(source: SourceText) {
    this.#source = source;
    this.#text = new IndentedText(source.text);
  }

  parse(error: YAMLException): YamlEvents {
    let problem: YAMLException | undefined = error;
    for (;;) {
      if (problem !== undefined && !this.#repair(problem)) throw this.#failure(problem);
      try {
        const events = parseEvents(this.#text.text, { maxDepth: MAX_NESTING });
        if (this.#spoiledTexts(events)) {
          problem = undefined;
          continue;
        }
        const { text } = this.#text;
        return { events, text, originalOffset: (offset) => this.#text.originalOffset(offset) };
      } catch (error) {
        if (!(error instanceof YAMLException)) throw error;
        problem = error;
      }
    }
  }

  /** @returns Whether another attempt can be made. */
  #repair(error: YAMLException): boolean {
    if (error.reason === UNINDENTED) return this.#indent(this.#text.lineAt(offsetOf(error)));
    if (error.reason.startsWith("unexpected end of the stream")) return false;
    if (this.#tried.length > 0) {
      this.#text.restore(this.#tried);
      this.#batch = Math.max(1, this.#batch >> 1);
      this.#try(this.#tried.slice(0, this.#tried.length >> 1));
      return true;
    }
    if (this.#closing === undefined || this.#closing.size === 0) return false;
    this.#text.restore(this.#closing);
    this.#closing.clear();
    return true;
  }

  #indent(line: number): boolean {
    this.#firstUnindented ??= line;
    if (this.#closing === undefined && CLOSING_LINE.test(this.#text.line(line))) {
      this.#indentClosingLines();
      if (this.#text.isIndented(line)) return true;
    }
    this.#batch = line === this.#next ? this.#batch * 2 : 1;
    if (!this.#text.indent(line)) return false;
    this.#closing?.delete(line);
    const lines: number[] = [];
    const end = Math.min(line + this.#batch, this.#text.lineCount);
    for (let next = line + 1; next < end; next++) {
      if (DOCUMENT_MARK.test(this.#text.line(next))) break;
      if (!this.#text.isIndented(next)) lines.push(next);
    }
    this.#next = end;
    this.#try(lines);
    return true;
  }

  #try(lines: readonly number[]): void {
    for (const line of lines) this.#text.indent(line);
    this.#tried = lines;
  }

  #indentClosingLines(): void {
    this.#closing = new Set();
    for (let line = 0; line < this.#text.lineCount; line++) {
      if (!CLOSING_LINE.test(this.#text.line(line)) || this.#text.isIndented(line)) continue;
      this.#text.indent(line);
      this.#closing.add(line);
    }
  }

  /** Brackets may also be text of several lines without quotes: then the spaces are taken back. */
  #spoiledTexts(events: readonly Event[]): boolean {
    if (this.#closing === undefined || this.#closing.size === 0) return false;
    const texts = events.filter((event) => event.type === EVENT_ID.SCALAR).filter((
      { style, fast },
    ) => !fast && style !== SCALAR_STYLE.SINGLE_QUOTED && style !== SCALAR_STYLE.DOUBLE_QUOTED);
    const spoiled = [...this.#closing].filter((line) => {
      const start = this.#text.startOf(line);
      return texts.some(({ valueStart, valueEnd }) => valueStart <= start && start < valueEnd);
    });
    this.#text.restore(spoiled);
    for (const line of spoiled) this.#closing?.delete(line);
    return spoiled.length > 0;
  }

  #failure(error: YAMLException): DiagnosticError {
    const first = this.#firstUnindented;
    const finding = syntaxDiagnostic({
      source: this.#source,
      offset: this.#text.originalOffset(offsetOf(error)),
      reason: error.reason,
      firstUnindented: first === undefined
        ? undefined
        : this.#text.originalOffset(this.#text.startOf(first)),
    });
    return new DiagnosticError([finding], { cause: error });
  }
}

function offsetOf(error: YAMLException): number {
  return error.mark?.position ?? 0;
}
