import { float, int, type Value } from "../../base/value.ts";
import { TemplateSyntaxError } from "./errors.ts";
import type { Syntax } from "./syntax.ts";
import type { Operator, Token, TokenType } from "./token.ts";
import { reprText } from "./text.ts";
import { unescape } from "./unescape.ts";

/** The source as the tokens' offsets count it: newlines are `\n`. */
export interface Tokens {
  readonly source: string;
  readonly tokens: readonly Token[];
  /** Why there are no more tokens, if the rest is malformed. */
  readonly failure?: TemplateSyntaxError;
}

/** Longer operators come first. */
const OPERATORS: readonly Operator[] = [
  "//",
  "**",
  "==",
  "!=",
  ">=",
  "<=",
  "+",
  "-",
  "/",
  "*",
  "%",
  "~",
  "[",
  "]",
  "(",
  ")",
  "{",
  "}",
  ">",
  "<",
  "=",
  ".",
  ":",
  "|",
  ",",
  ";",
];
const SPACE = /\s+/y;
const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/y;
const INTEGER =
  /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const NAME = /[\p{L}\p{N}_\p{Mn}\p{Mc}\p{Pc}]+/uy;
const STRING = /'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"/y;
const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Splits templates into tokens by Jinja2's rules. */
export class Lexer {
  readonly #syntax: Syntax;
  readonly #opening: RegExp;
  readonly #blockEnd: RegExp;
  readonly #variableEnd: RegExp;
  readonly #commentEnd: RegExp;
  readonly #rawEnd: RegExp;

  constructor(syntax: Syntax) {
    this.#syntax = syntax;
    const block = escape(syntax.blockStart);
    const end = escape(syntax.blockEnd);
    const comment = escape(syntax.commentEnd);
    const trim = syntax.trimBlocks ? "\\n?" : "";
    const openings = [
      { text: syntax.variableStart, group: "variable" },
      { text: syntax.commentStart, group: "comment" },
      { text: syntax.blockStart, group: "block" },
    ].sort((a, b) => b.text.length - a.text.length)
      .map(({ text, group }) => `(?<${group}>${escape(text)})`);
    const raw = `(?<raw>${block}(?<rawSign>[-+]?)\\s*raw\\s*(?:-${end}\\s*|${end}))`;
    this.#opening = new RegExp(`${raw}|(?:${openings.join("|")})(?<sign>[-+]?)`, "g");
    this.#blockEnd = new RegExp(`\\+${end}|-${end}\\s*|${end}${trim}`, "y");
    const variable = escape(syntax.variableEnd);
    this.#variableEnd = new RegExp(`-${variable}\\s*|${variable}`, "y");
    this.#commentEnd = new RegExp(`\\+${comment}|-${comment}\\s*|${comment}${trim}`, "g");
    this.#rawEnd = new RegExp(
      `${block}(?<sign>[-+]?)\\s*endraw\\s*(?:\\+${end}|-${end}\\s*|${end}${trim})`,
      "g",
    );
  }

  /** @returns The tokens of `text`, the last of kind `eof`. */
  tokenize(text: string): Tokens {
    let source = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    if (!this.#syntax.keepTrailingNewline && source.endsWith("\n")) source = source.slice(0, -1);
    const tokens: Token[] = [];
    return this.#collect(source, tokens, (at) => this.#root(source, at, tokens));
  }

  /** @returns The tokens of a bare expression, as if it stood inside a print statement. */
  tokenizeExpression(text: string): Tokens {
    const source = text.replace(/\r\n?/g, "\n");
    const tokens: Token[] = [];
    const open: string[] = [];
    return this.#collect(source, tokens, (at) => this.#token(source, at, { tokens, open }));
  }

  /** The parser may have a reason to complain before it comes to a malformed token. */
  #collect(source: string, tokens: Token[], step: (at: number) => number): Tokens {
    try {
      let at = 0;
      while (at < source.length) at = step(at);
    } catch (error) {
      if (error instanceof TemplateSyntaxError) return { source, tokens, failure: error };
      throw error;
    }
    tokens.push({ type: "eof", text: "", start: source.length, end: source.length });
    return { source, tokens };
  }

  #root(source: string, at: number, tokens: Token[]): number {
    this.#opening.lastIndex = at;
    const match = this.#opening.exec(source);
    if (match === null) {
      this.#data(source.slice(at), at, tokens);
      return source.length;
    }
    const groups = match.groups ?? {};
    const sign = groups.raw !== undefined ? groups.rawSign : groups.sign;
    const kind = groups.variable !== undefined ? "variable" : "block";
    this.#data(
      this.#stripLeft(source.slice(at, match.index), { sign: sign ?? "", kind, source, at }),
      at,
      tokens,
    );
    const start = match.index;
    const after = start + match[0].length;
    if (groups.raw !== undefined) return this.#raw(source, after, tokens);
    if (groups.comment !== undefined) return this.#comment(source, after);
    return this.#code(source, { start, after, kind, tokens });
  }

  #stripLeft(
    text: string,
    tag: {
      readonly sign: string;
      readonly kind: "variable" | "block";
      readonly source: string;
      readonly at: number;
    },
  ): string {
    if (tag.sign === "-") return text.replace(/\s+$/, "");
    if (tag.sign === "+" || !this.#syntax.lstripBlocks || tag.kind === "variable") return text;
    const line = text.lastIndexOf("\n") + 1;
    const startsLine = line > 0 || tag.at === 0 || tag.source.charAt(tag.at - 1) === "\n";
    return startsLine && /^\s+$/.test(text.slice(line)) ? text.slice(0, line) : text;
  }

  #data(text: string, start: number, tokens: Token[]): void {
    if (text === "") return;
    const { newline } = this.#syntax;
    const printed = newline === "\n" ? text : text.replaceAll("\n", newline);
    tokens.push({ type: "data", text: printed, start, end: start + text.length });
  }

  #raw(source: string, from: number, tokens: Token[]): number {
    this.#rawEnd.lastIndex = from;
    const match = this.#rawEnd.exec(source);
    if (match === null) throw syntaxError("Missing end of raw directive", source, from);
    const sign = match.groups?.sign ?? "";
    const text = this.#stripLeft(source.slice(from, match.index), {
      sign,
      kind: "block",
      source,
      at: from,
    });
    this.#data(text, from, tokens);
    return match.index + match[0].length;
  }

  #comment(source: string, from: number): number {
    this.#commentEnd.lastIndex = from;
    const match = this.#commentEnd.exec(source);
    if (match === null) throw syntaxError("Missing end of comment tag", source, from);
    return match.index + match[0].length;
  }

  #code(
    source: string,
    tag: {
      readonly start: number;
      readonly after: number;
      readonly kind: "variable" | "block";
      readonly tokens: Token[];
    },
  ): number {
    const { start, after, kind, tokens } = tag;
    tokens.push({ type: `${kind}_begin`, text: "", start, end: after });
    const end = kind === "variable" ? this.#variableEnd : this.#blockEnd;
    const open: string[] = [];
    let at = after;
    while (at < source.length) {
      if (open.length === 0) {
        end.lastIndex = at;
        const match = end.exec(source);
        if (match !== null) {
          const stop = at + match[0].length;
          tokens.push({ type: `${kind}_end`, text: "", start: at, end: stop });
          return stop;
        }
      }
      at = this.#token(source, at, { tokens, open });
    }
    return at;
  }

  #token(
    source: string,
    at: number,
    state: { readonly tokens: Token[]; readonly open: string[] },
  ): number {
    const { tokens, open } = state;
    const match = (pattern: RegExp): string | undefined => {
      pattern.lastIndex = at;
      return pattern.exec(source)?.[0];
    };
    const push = (type: TokenType, text: string, value?: Value): number => {
      const end = at + text.length;
      tokens.push(
        value === undefined
          ? { type, text, start: at, end }
          : { type, text, value, start: at, end },
      );
      return end;
    };
    const space = match(SPACE);
    if (space !== undefined) return at + space.length;
    const real = match(FLOAT);
    if (real !== undefined) return push("float", real, float(Number(real.replaceAll("_", ""))));
    const whole = match(INTEGER);
    if (whole !== undefined) {
      return push("integer", whole, int(BigInt(whole.replaceAll("_", ""))));
    }
    const name = match(NAME);
    if (name !== undefined) {
      if (!/^[\p{L}\p{Nl}_]/u.test(name)) {
        throw syntaxError("Invalid character in identifier", source, at);
      }
      return push("name", name);
    }
    STRING.lastIndex = at;
    const string = STRING.exec(source);
    if (string !== null) {
      const end = at + string[0].length;
      const text = this.#string(string[1] ?? string[2] ?? "", source, at);
      tokens.push({ type: "string", text, start: at, end });
      return end;
    }
    const operator = operatorAt(source, at);
    if (operator === undefined) {
      const bad = String.fromCodePoint(source.codePointAt(at) ?? 0);
      throw syntaxError(`unexpected char ${reprText(bad)} at ${at}`, source, at);
    }
    balance(operator, open, (message) => syntaxError(message, source, at));
    return push(operator, operator);
  }

  #string(body: string, source: string, at: number): string {
    const { newline } = this.#syntax;
    const text = newline === "\n" ? body : body.replaceAll("\n", newline);
    try {
      return unescape(text);
    } catch (error) {
      throw syntaxError(error instanceof Error ? error.message : String(error), source, at);
    }
  }
}

/** @returns The syntax error at the unit `offset` of `source`. */
export function syntaxError(message: string, source: string, offset: number): TemplateSyntaxError {
  const before = source.slice(0, offset);
  const line = before.split("\n").length;
  return new TemplateSyntaxError(message, line, offset - before.lastIndexOf("\n"));
}

function operatorAt(source: string, at: number): Operator | undefined {
  return OPERATORS.find((operator) => source.startsWith(operator, at));
}

function balance(operator: Operator, open: string[], fail: (message: string) => Error): void {
  const closer = CLOSERS[operator];
  if (closer !== undefined) {
    open.push(closer);
    return;
  }
  if (operator !== ")" && operator !== "]" && operator !== "}") return;
  const expected = open.pop();
  if (expected === undefined) throw fail(`unexpected '${operator}'`);
  if (expected !== operator) throw fail(`unexpected '${operator}', expected '${expected}'`);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|\/-]/g, "\\$&");
}
