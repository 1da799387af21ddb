import { syntaxError, type Tokens } from "./lexer.ts";
import { describeToken, describeType, type Token, type TokenType } from "./token.ts";
import { reprText } from "./text.ts";

/** The tokens of one template, read one after the other. */
export class TokenStream {
  readonly #tokens: Tokens;
  #at = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** The token that is read next; at the end it stays the last one. */
  get current(): Token {
    return this.#token(this.#at);
  }

  /** The token after the current one. */
  get following(): Token {
    return this.#token(this.#at + 1);
  }

  /** @returns The current token; the next one becomes current. */
  next(): Token {
    const token = this.current;
    if (token.type !== "eof") this.#at++;
    return token;
  }

  /** @returns Whether the current token is of `type`. */
  is(type: TokenType): boolean {
    return this.current.type === type;
  }

  /** @returns Whether the current token is one of the words `words`. */
  isWord(...words: readonly string[]): boolean {
    return this.current.type === "name" && words.includes(this.current.text);
  }

  /** Reads the current token if it is of `type`. */
  skip(type: TokenType): boolean {
    const found = this.is(type);
    if (found) this.next();
    return found;
  }

  /** Reads the current token if it is `word`. */
  skipWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.next();
    return found;
  }

  /** @returns The current token, which is read. @throws {TemplateSyntaxError} If it is another. */
  expect(type: TokenType): Token {
    if (!this.is(type)) throw this.unexpected(describeType(type));
    return this.next();
  }

  /** Like `expect()`, for a word. */
  expectWord(word: string): Token {
    if (!this.isWord(word)) throw this.unexpected(word);
    return this.next();
  }

  /** @returns The error that the current token is not what it should be. */
  unexpected(expected: string): Error {
    const wanted = reprText(expected);
    return this.error(
      this.is("eof")
        ? `unexpected end of template, expected ${wanted}.`
        : `expected token ${wanted}, got ${reprText(describeToken(this.current))}`,
    );
  }

  #token(index: number): Token {
    const { tokens, source, failure } = this.#tokens;
    const token = tokens[index];
    if (token === undefined && failure !== undefined) throw failure;
    return token ?? { type: "eof", text: "", start: source.length, end: source.length };
  }

  /** @returns A syntax error at `offset`, by default at the current token. */
  error(message: string, offset: number = this.current.start): Error {
    return syntaxError(message, this.#tokens.source, offset);
  }
}
