import { isBreak } from "./yaml_scalar.ts";

/** Whether long text may go on in the next line. */
export type Folding = "fold" | "keep";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\0", "0"],
  ["\x07", "a"],
  ["\x08", "b"],
  ["\x09", "t"],
  ["\x0a", "n"],
  ["\x0b", "v"],
  ["\x0c", "f"],
  ["\x0d", "r"],
  ["\x1b", "e"],
  ['"', '"'],
  ["\\", "\\"],
  ["\x85", "N"],
  ["\xa0", "_"],
  ["\u2028", "L"],
  ["\u2029", "P"],
]);

/** Writes YAML's tokens with the white space and line breaks that libyaml puts around them. */
export class YamlWriter {
  #text = "";
  #column = 0;
  #white = true;
  #indention = true;
  #indent: number | undefined;
  #flowLevel = 0;
  readonly #step: number;
  readonly #width: number;

  constructor(step: number, width: number) {
    this.#step = step > 1 && step < 10 ? step : 2;
    this.#width = width > this.#step * 2 ? width : 80;
  }

  get text(): string {
    return this.#text;
  }
  get inFlow(): boolean {
    return this.#flowLevel > 0;
  }
  /** Whether only indentation has been written in the current line. */
  get indention(): boolean {
    return this.#indention;
  }

  /** Runs `body` one level deeper; `same` keeps the column, as for a list in a dict. */
  indented(level: "block" | "flow" | "same", body: () => void): void {
    const before = this.#indent;
    if (before === undefined) this.#indent = level === "flow" ? this.#step : 0;
    else if (level !== "same") this.#indent = before + this.#step;
    body();
    this.#indent = before;
  }

  indicator(
    mark: string,
    options: {
      /** Whether there must be white space before. */
      readonly space?: boolean;
      /** Whether it counts as white space itself. */
      readonly white?: boolean;
      /** Whether it counts as indentation. */
      readonly indention?: boolean;
    },
  ): void {
    this.#put(this.#white || !options.space ? mark : ` ${mark}`);
    this.#white = options.white === true;
    this.#indention = this.#indention && options.indention === true;
  }

  /** Goes to the column of the current level, in a new line if need be. */
  indent(): void {
    const indent = this.#indent ?? 0;
    if (!this.#indention || this.#column > indent || (this.#column === indent && !this.#white)) {
      this.#break("\n");
    }
    if (this.#column < indent) {
      this.#white = true;
      this.#put(" ".repeat(indent - this.#column));
    }
  }

  /** Goes to a new line if the current one is full. */
  indentIfWide(): void {
    if (this.#column > this.#width) this.indent();
  }

  /** Ends the document's last line. */
  newLine(): void {
    if (!this.#indention || this.#column > 0) this.#break("\n");
  }

  /** Writes `count` items between brackets, separated by commas. */
  flow(brackets: "[]" | "{}", count: number, item: (index: number) => void): void {
    this.indicator(brackets.charAt(0), { space: true, white: true });
    this.#flowLevel++;
    this.indented("flow", () => {
      for (let i = 0; i < count; i++) {
        if (i > 0) this.indicator(",", {});
        this.indentIfWide();
        item(i);
      }
    });
    this.#flowLevel--;
    this.indicator(brackets.charAt(1), {});
  }

  plain(text: string, folding: Folding): void {
    if (text === "") return;
    if (!this.#white) this.#put(" ");
    this.#white = false;
    this.#indention = false;
    this.#words(text, {
      special: "",
      fold: (start, end) => start + 1 === end && this.#column > this.#width && folding === "fold",
      folded: () => {
        this.#white = false;
        this.#indention = false;
      },
    });
  }

  singleQuoted(text: string, folding: Folding): void {
    const { length } = Array.from(text);
    this.indicator("'", { space: true });
    this.#words(text, {
      special: "'",
      fold: (start, end) =>
        start + 1 === end && this.#column > this.#width && folding === "fold" && start !== 0 &&
        end !== length,
      folded: () => {},
    });
    this.indicator("'", {});
  }

  doubleQuoted(text: string, folding: Folding): void {
    const characters = Array.from(text);
    const last = characters.length - 1;
    this.indicator('"', { space: true });
    for (const [i, character] of characters.entries()) {
      const full = this.#column > this.#width && folding === "fold" && i > 0 && i < last;
      if (character === " " && full && characters[i - 1] !== " ") {
        this.indent();
        if (characters[i + 1] === " ") this.#put("\\");
      } else {
        this.#put(mustEscape(character) ? escaped(character) : character);
      }
    }
    this.indicator('"', {});
  }

  /** Writes text word by word; spaces may become line breaks, line breaks are doubled. */
  #words(
    text: string,
    options: {
      /** A character that is written twice. */
      readonly special: string;
      /** Whether the space from `start` to `end` becomes a line break. */
      readonly fold: (start: number, end: number) => boolean;
      readonly folded: () => void;
    },
  ): void {
    const characters = Array.from(text);
    let start = 0;
    let run: "word" | "spaces" | "breaks" = "word";
    for (let end = 0; end <= characters.length; end++) {
      const character = characters[end];
      if (run === "spaces") {
        if (character !== " ") {
          if (options.fold(start, end)) {
            this.indent();
            options.folded();
          } else {
            this.#put(characters.slice(start, end).join(""));
          }
          start = end;
        }
      } else if (run === "breaks") {
        if (!isBreak(character)) {
          if (characters[start] === "\n") this.#break("\n");
          for (const one of characters.slice(start, end)) this.#break(one);
          this.indent();
          start = end;
        }
      } else if (
        character === undefined || character === " " || isBreak(character) ||
        character === options.special
      ) {
        if (start < end) this.#put(characters.slice(start, end).join(""));
        start = end;
      }
      if (character !== undefined && character === options.special) {
        this.#put(character + character);
        start = end + 1;
      }
      run = character === " " ? "spaces" : isBreak(character) ? "breaks" : "word";
    }
  }

  #put(text: string): void {
    this.#text += text;
    this.#column += Array.from(text).length;
  }

  #break(mark: string): void {
    this.#text += mark;
    this.#white = true;
    this.#indention = true;
    this.#column = 0;
  }
}

function mustEscape(character: string): boolean {
  if ('"\\\x85\u2028\u2029\ufeff'.includes(character)) return true;
  const code = character.codePointAt(0) ?? 0;
  return !((code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd));
}

function escaped(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return `\\${known}`;
  const code = character.codePointAt(0) ?? 0;
  const hex = (width: number) => code.toString(16).toUpperCase().padStart(width, "0");
  if (code <= 0xff) return `\\x${hex(2)}`;
  return code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}
