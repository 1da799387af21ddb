import { RegexError } from "./regex_error.ts";

/** The flags of Python's `re` that filters can set. */
export interface RegexFlags {
  readonly ignoreCase?: boolean;
  readonly multiline?: boolean;
}

/** A pattern for JavaScript's `RegExp` with the flag `v`. */
export interface TranslatedRegex {
  readonly source: string;
  readonly ignoreCase: boolean;
}

const WORD = "\\p{L}\\p{N}_";
const START = "(?<![\\s\\S])";
const END = "(?![\\s\\S])";
const CLASSES: Readonly<Record<string, string>> = {
  d: "\\p{Nd}",
  D: "\\P{Nd}",
  s: "\\s",
  S: "\\S",
  w: `[${WORD}]`,
  W: `[^${WORD}]`,
};
const CONTROLS: Readonly<Record<string, string>> = {
  a: "\\x07",
  f: "\\f",
  n: "\\n",
  r: "\\r",
  t: "\\t",
  v: "\\v",
};

/**
 * @returns The JavaScript pattern of a pattern of Python's `re`.
 * @throws {RegexError} If it uses what JavaScript does not have: conditional groups, atomic
 * groups, possessive quantifiers, locale flags, flags in the middle of a pattern.
 */
export function translateRegex(pattern: string, flags: RegexFlags): TranslatedRegex {
  return new Translator(pattern, flags).translate();
}

class Translator {
  readonly #pattern: string;
  #at = 0;
  #ignoreCase: boolean;
  #multiline: boolean;
  #dotAll = false;
  /** Where the groups start that are not closed yet. */
  readonly #open: number[] = [];
  #verbose = false;

  constructor(pattern: string, flags: RegexFlags) {
    this.#pattern = pattern;
    this.#ignoreCase = flags.ignoreCase === true;
    this.#multiline = flags.multiline === true;
  }

  translate(): TranslatedRegex {
    this.#leadingFlags();
    let source = "";
    while (this.#at < this.#pattern.length) source += this.#next();
    const open = this.#open.at(-1);
    if (open !== undefined) {
      throw new RegexError(`missing ), unterminated subpattern at position ${open}`);
    }
    return { source, ignoreCase: this.#ignoreCase };
  }

  #leadingFlags(): void {
    const match = /^\(\?([aiLmsux]+)\)/.exec(this.#pattern);
    if (match === null) return;
    this.#at = match[0].length;
    for (const flag of match[1] ?? "") {
      if (flag === "i") this.#ignoreCase = true;
      else if (flag === "m") this.#multiline = true;
      else if (flag === "s") this.#dotAll = true;
      else if (flag === "x") this.#verbose = true;
      else if (flag !== "u" && flag !== "a") throw this.#unsupported(`the flag ${flag}`);
    }
  }

  #next(): string {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    const start = this.#at;
    this.#at += character.length;
    switch (character) {
      case "\\":
        return this.#escape();
      case "[":
        return this.#class(start);
      case "(":
        return this.#group(start);
      case ")":
        if (this.#open.pop() === undefined) {
          throw new RegexError(`unbalanced parenthesis at position ${start}`);
        }
        return ")";
      case ".":
        return this.#dotAll ? "[\\s\\S]" : "[^\\n]";
      case "^":
        return this.#multiline ? `(?<=\\n|${START})` : START;
      case "$":
        return this.#multiline ? `(?=\\n|${END})` : `(?=\\n?${END})`;
      case "{":
        return this.#repeat();
      case "*":
      case "+":
      case "?":
        if (start === 0 || "(|".includes(this.#pattern.charAt(start - 1))) {
          throw new RegexError(`nothing to repeat at position ${start}`);
        }
        return this.#quantifier(character);
      case "}":
      case "]":
      case "/":
        return `\\${character}`;
      case " ":
      case "\t":
      case "\n":
        return this.#verbose ? "" : character;
      case "#":
        return this.#verbose ? this.#comment() : character;
      default:
        return character;
    }
  }

  #comment(): string {
    const end = this.#pattern.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#pattern.length : end + 1;
    return "";
  }

  #quantifier(quantifier: string): string {
    if (this.#pattern.charAt(this.#at) === "+") throw this.#unsupported("a possessive quantifier");
    return quantifier;
  }

  #repeat(): string {
    const rest = this.#pattern.slice(this.#at);
    const match = /^(\d*)(,?)(\d*)\}/.exec(rest);
    if (match === null || match[0] === "}") return "\\{";
    this.#at += match[0].length;
    const [, low, comma, high] = match;
    return this.#quantifier(`{${low === "" ? "0" : low}${comma}${high}}`);
  }

  #group(start: number): string {
    const rest = this.#pattern.slice(this.#at);
    if (!/^\?(?:P=|#)/.test(rest)) this.#open.push(start);
    const named = /^\?P<([^>]*)>/.exec(rest);
    if (named !== null) return this.#take(named[0], `(?<${named[1]}>`);
    const reference = /^\?P=([^)]*)\)/.exec(rest);
    if (reference !== null) return this.#take(reference[0], `\\k<${reference[1]}>`);
    const comment = /^\?#[^)]*\)/.exec(rest);
    if (comment !== null) return this.#take(comment[0], "");
    const plain = /^\?(?::|=|!|<=|<!)/.exec(rest);
    if (plain !== null) return this.#take(plain[0], `(${plain[0]}`);
    const local = /^\?([ims]*)(?:-([ims]+))?:/.exec(rest);
    if (local !== null) return this.#take(local[0], this.#local(local[1] ?? "", local[2] ?? ""));
    if (/^\?>/.test(rest)) throw this.#unsupported("an atomic group");
    if (/^\?\(/.test(rest)) throw this.#unsupported("a conditional group");
    if (/^\?[aiLmsux]+\)/.test(rest)) {
      throw new RegexError(
        `global flags not at the start of the expression at position ${start}`,
      );
    }
    if (rest.startsWith("?")) throw this.#unsupported("an unknown extension");
    return "(";
  }

  #local(on: string, off: string): string {
    if (/[ms]/.test(on + off)) throw this.#unsupported("a group with the flags m or s");
    return `(?${on}${off === "" ? "" : `-${off}`}:`;
  }

  #take(text: string, result: string): string {
    this.#at += text.length;
    return result;
  }

  #escape(): string {
    const rest = this.#pattern.slice(this.#at);
    const letter = rest.charAt(0);
    if (letter === "") {
      throw new RegexError(`bad escape (end of pattern) at position ${this.#at - 1}`);
    }
    if (letter === "A") return this.#take(letter, START);
    if (letter === "Z") return this.#take(letter, END);
    if (letter === "b" || letter === "B") {
      this.#at++;
      const [ahead, behind] = [`(?=[${WORD}])`, `(?<=[${WORD}])`];
      const [notAhead, notBehind] = [`(?![${WORD}])`, `(?<![${WORD}])`];
      return letter === "b"
        ? `(?:${behind}${notAhead}|${notBehind}${ahead})`
        : `(?:${behind}${ahead}|${notBehind}${notAhead})`;
    }
    const known = CLASSES[letter];
    if (known !== undefined) return this.#take(letter, known);
    const reference = /^[1-9]\d?/.exec(rest);
    if (reference !== null && !/^[1-3][0-7]{2}/.test(rest)) {
      return this.#take(reference[0], `(?:\\${reference[0]})`);
    }
    return this.#character(rest);
  }

  /** An escape that stands for one character, in or out of a class. */
  #character(rest: string): string {
    const letter = rest.charAt(0);
    const control = CONTROLS[letter];
    if (control !== undefined) return this.#take(letter, control);
    const octal = /^(?:0[0-7]{0,2}|[1-3][0-7]{2})/.exec(rest);
    if (octal !== null) return this.#take(octal[0], code(parseInt(octal[0], 8)));
    const hex = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/.exec(rest);
    if (hex !== null) return this.#take(hex[0], code(parseInt(hex[0].slice(1), 16)));
    if (/[A-Za-z]/.test(letter)) {
      throw new RegexError(`bad escape \\${letter} at position ${this.#at - 1}`);
    }
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    return this.#take(character, literal(character));
  }

  #class(start: number): string {
    const pattern = this.#pattern;
    let source = "[";
    if (pattern.charAt(this.#at) === "^") {
      source += "^";
      this.#at++;
    }
    let first = true;
    for (;;) {
      if (this.#at >= pattern.length) {
        throw new RegexError(`unterminated character set at position ${start}`);
      }
      const character = String.fromCodePoint(pattern.codePointAt(this.#at) ?? 0);
      this.#at += character.length;
      if (character === "]" && !first) return source === "[^" ? "[^]" : `${source}]`;
      first = false;
      source += this.#classMember(character);
    }
  }

  #classMember(character: string): string {
    if (character === "-") {
      const next = this.#pattern.charAt(this.#at);
      const before = this.#pattern.charAt(this.#at - 2);
      const first = before === "[" || before === "^";
      return next === "]" || (first && this.#startsClass()) ? "\\-" : "-";
    }
    if (character !== "\\") return literal(character);
    const rest = this.#pattern.slice(this.#at);
    const letter = rest.charAt(0);
    if (letter === "b") return this.#take(letter, "\\x08");
    const known = CLASSES[letter];
    if (known !== undefined) return this.#take(letter, known);
    return this.#character(rest);
  }

  /** Whether the `-` just read is the first member of its class. */
  #startsClass(): boolean {
    return /(?:^|[^\\])\[\^?$/.test(this.#pattern.slice(0, this.#at - 1));
  }

  #unsupported(what: string): RegexError {
    return new RegexError(
      `Cannot use the regular expression '${this.#pattern}': ${what} is not supported`,
    );
  }
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|\/\-&!#%,:;<=>@`~]/.test(character) ? `\\${character}` : character;
}

function code(point: number): string {
  return `\\u{${point.toString(16)}}`;
}
