import type { Value } from "../../base/value.ts";

/** The kinds of tokens, named as in Jinja2; an operator's kind is the operator itself. */
export type TokenType =
  | "data"
  | "variable_begin"
  | "variable_end"
  | "block_begin"
  | "block_end"
  | "name"
  | "string"
  | "integer"
  | "float"
  | "eof"
  | Operator;

/** The operators of expressions. */
export type Operator =
  | "+"
  | "-"
  | "/"
  | "//"
  | "*"
  | "%"
  | "**"
  | "~"
  | "["
  | "]"
  | "("
  | ")"
  | "{"
  | "}"
  | "=="
  | "!="
  | ">"
  | ">="
  | "<"
  | "<="
  | "="
  | "."
  | ":"
  | "|"
  | ","
  | ";";

/** One token of a template. */
export interface Token {
  readonly type: TokenType;
  /** The text of it: of a string token its content, of data what is printed. */
  readonly text: string;
  /** The value of a number token. */
  readonly value?: Value;
  /** Units from the start of the normalized source. */
  readonly start: number;
  readonly end: number;
}

/** @returns How Jinja2's messages name a kind of token. */
export function describeType(type: TokenType): string {
  switch (type) {
    case "variable_begin":
      return "begin of print statement";
    case "variable_end":
      return "end of print statement";
    case "block_begin":
      return "begin of statement block";
    case "block_end":
      return "end of statement block";
    case "data":
      return "template data / text";
    case "eof":
      return "end of template";
    default:
      return type;
  }
}

/** @returns How Jinja2's messages name `token`: a name by itself, others by their kind. */
export function describeToken(token: Token): string {
  return token.type === "name" ? token.text : describeType(token.type);
}
