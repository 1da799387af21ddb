import type { Expression, MacroBody, Parameter, Statement } from "./ast.ts";
import type { Lexer } from "./lexer.ts";
import { parseExpression, parseFilters, parseTuple } from "./parse_expression.ts";
import { reprText } from "./text.ts";
import { TokenStream } from "./token_stream.ts";

/** The statements of a template, and the source their offsets count in. */
export interface ParsedTemplate {
  readonly source: string;
  readonly body: readonly Statement[];
}

/**
 * @returns The syntax tree of the template `text`.
 * @throws {TemplateSyntaxError} With Jinja2's message.
 */
export function parseTemplate(lexer: Lexer, text: string): ParsedTemplate {
  const tokens = lexer.tokenize(text);
  return { source: tokens.source, body: new Parser(new TokenStream(tokens)).parse() };
}

/**
 * @returns The syntax tree of the bare expression `text`.
 * @throws {TemplateSyntaxError} With Jinja2's message.
 */
export function parseBareExpression(lexer: Lexer, text: string): Expression {
  const stream = new TokenStream(lexer.tokenizeExpression(text));
  const expression = parseExpression(stream);
  if (!stream.is("eof")) throw stream.error("chunk after expression");
  return expression;
}

class Parser {
  readonly #stream: TokenStream;
  /** The tags that are open, outermost first. */
  readonly #open: string[] = [];
  /** For each open tag, the words that end its current part. */
  readonly #ends: (readonly string[])[] = [];

  constructor(stream: TokenStream) {
    this.#stream = stream;
  }

  parse(): Statement[] {
    return this.#body(undefined);
  }

  #body(ends: readonly string[] | undefined): Statement[] {
    const stream = this.#stream;
    const body: Statement[] = [];
    if (ends !== undefined) this.#ends.push(ends);
    for (;;) {
      const token = stream.current;
      if (token.type === "eof") break;
      stream.next();
      if (token.type === "data") {
        body.push({ kind: "text", text: token.text, offset: token.start });
      } else if (token.type === "variable_begin") {
        const value = parseTuple(stream);
        stream.expect("variable_end");
        body.push({ kind: "print", value, offset: token.start });
      } else {
        if (ends !== undefined && stream.isWord(...ends)) break;
        body.push(...this.#statement());
        stream.expect("block_end");
      }
    }
    if (ends !== undefined) this.#ends.pop();
    return body;
  }

  /** Reads from the end of the opening tag to one of the words `ends`, which stays current. */
  #until(...ends: readonly string[]): Statement[] {
    this.#stream.skip(":");
    this.#stream.expect("block_end");
    const body = this.#body(ends);
    if (this.#stream.is("eof")) throw this.#unknownTag(undefined, ends);
    return body;
  }

  /** Like `#until()`; the ending word is read. */
  #through(end: string): Statement[] {
    const body = this.#until(end);
    this.#stream.next();
    return body;
  }

  #statement(): Statement[] {
    const stream = this.#stream;
    const token = stream.current;
    if (token.type !== "name") throw stream.error("tag name expected");
    this.#open.push(token.text);
    const offset = token.start;
    stream.next();
    const result = this.#tag(token.text, offset);
    this.#open.pop();
    return result;
  }

  #tag(tag: string, offset: number): Statement[] {
    const stream = this.#stream;
    switch (tag) {
      case "if":
        return [this.#if(offset)];
      case "for":
        return [this.#for(offset)];
      case "set":
        return [this.#set(offset)];
      case "print":
        return this.#print(offset);
      case "with":
        return [this.#with(offset)];
      case "macro":
        return [this.#macro(offset)];
      case "call":
        return [this.#callBlock(offset)];
      case "filter": {
        const filter = parseFilters(stream, undefined, "name");
        if (filter === undefined) throw stream.unexpected("name");
        return [{ kind: "filterBlock", filter, body: this.#through("endfilter"), offset }];
      }
      case "autoescape": {
        const value = parseExpression(stream);
        return [{ kind: "autoescape", value, body: this.#through("endautoescape"), offset }];
      }
      case "block":
        return [this.#block(offset)];
      case "extends":
        return [{ kind: "extends", template: parseExpression(stream), offset }];
      case "include":
        return [this.#include(offset)];
      case "import":
        return [this.#import(offset)];
      case "from":
        return [this.#fromImport(offset)];
      case "do":
        return [{ kind: "do", value: parseTuple(stream), offset }];
      case "break":
      case "continue":
        return [{ kind: tag, offset }];
      default:
        this.#open.pop();
        throw this.#unknownTag(tag, undefined, offset);
    }
  }

  #if(offset: number): Statement {
    const stream = this.#stream;
    const branches: { test: Expression; body: Statement[] }[] = [];
    for (;;) {
      const test = parseTuple(stream, { conditions: false });
      branches.push({ test, body: this.#until("elif", "else", "endif") });
      const word = stream.next().text;
      if (word === "elif") continue;
      const otherwise = word === "else" ? this.#through("endif") : [];
      return { kind: "if", branches, otherwise, offset };
    }
  }

  #for(offset: number): Statement {
    const stream = this.#stream;
    const target = this.#target({ end: "in" });
    stream.expectWord("in");
    const items = parseTuple(stream, { conditions: false, end: "recursive" });
    const test = stream.skipWord("if") ? parseExpression(stream) : undefined;
    const recursive = stream.skipWord("recursive");
    const body = this.#until("endfor", "else");
    const otherwise = stream.next().text === "else" ? this.#through("endfor") : [];
    return {
      kind: "for",
      target,
      items,
      ...(test && { test }),
      recursive,
      body,
      otherwise,
      offset,
    };
  }

  #set(offset: number): Statement {
    const stream = this.#stream;
    const target = this.#target({ namespace: true });
    if (stream.skip("=")) return { kind: "set", target, value: parseTuple(stream), offset };
    const filter = parseFilters(stream, undefined);
    const body = this.#through("endset");
    return { kind: "setBlock", target, ...(filter && { filter }), body, offset };
  }

  #print(offset: number): Statement[] {
    const stream = this.#stream;
    const result: Statement[] = [];
    while (!stream.is("block_end")) {
      if (result.length > 0) stream.expect(",");
      result.push({ kind: "print", value: parseExpression(stream), offset });
    }
    return result;
  }

  #with(offset: number): Statement {
    const stream = this.#stream;
    const assignments: { target: Expression; value: Expression }[] = [];
    while (!stream.is("block_end")) {
      if (assignments.length > 0) stream.expect(",");
      const target = this.#target({});
      stream.expect("=");
      assignments.push({ target, value: parseExpression(stream) });
    }
    return { kind: "with", assignments, body: this.#through("endwith"), offset };
  }

  #macro(offset: number): Statement {
    const name = this.#name();
    const parameters = this.#parameters();
    const macro: MacroBody = { parameters, body: this.#through("endmacro") };
    return { kind: "macro", name, macro, offset };
  }

  #callBlock(offset: number): Statement {
    const stream = this.#stream;
    const parameters = stream.is("(") ? this.#parameters() : [];
    const call = parseExpression(stream);
    if (call.kind !== "call") throw stream.error("expected call", offset);
    const body = this.#through("endcall");
    return { kind: "callBlock", call, macro: { parameters, body }, offset };
  }

  #parameters(): Parameter[] {
    const stream = this.#stream;
    const parameters: Parameter[] = [];
    stream.expect("(");
    while (!stream.is(")")) {
      if (parameters.length > 0) stream.expect(",");
      const name = this.#name();
      if (stream.skip("=")) {
        parameters.push({ name, fallback: parseExpression(stream) });
      } else if (parameters.some((parameter) => parameter.fallback !== undefined)) {
        throw stream.error("non-default argument follows default argument");
      } else {
        parameters.push({ name });
      }
    }
    stream.expect(")");
    return parameters;
  }

  #block(offset: number): Statement {
    const stream = this.#stream;
    const name = stream.expect("name").text;
    const scoped = stream.skipWord("scoped");
    const required = stream.skipWord("required");
    if (stream.is("-")) {
      throw stream.error(
        "Block names in Jinja have to be valid Python identifiers and may not" +
          " contain hyphens, use an underscore instead.",
      );
    }
    const body = this.#through("endblock");
    const blank = (statement: Statement) =>
      statement.kind === "text" && statement.text.trim() === "";
    if (required && !body.every(blank)) {
      throw stream.error("Required blocks can only contain comments or whitespace");
    }
    stream.skipWord(name);
    return { kind: "block", name, scoped, required, body, offset };
  }

  #include(offset: number): Statement {
    const stream = this.#stream;
    const template = parseExpression(stream);
    const ignoreMissing = stream.isWord("ignore") && stream.following.text === "missing";
    if (ignoreMissing) {
      stream.next();
      stream.next();
    }
    const withContext = this.#context() ?? true;
    return { kind: "include", template, ignoreMissing, withContext, offset };
  }

  #import(offset: number): Statement {
    const stream = this.#stream;
    const template = parseExpression(stream);
    stream.expectWord("as");
    const target = this.#name();
    return { kind: "import", template, target, withContext: this.#context() ?? false, offset };
  }

  #fromImport(offset: number): Statement {
    const stream = this.#stream;
    const template = parseExpression(stream);
    stream.expectWord("import");
    const names: { name: string; alias: string }[] = [];
    let withContext: boolean | undefined;
    for (;;) {
      if (names.length > 0) stream.expect(",");
      withContext = this.#context();
      if (withContext !== undefined) break;
      const name = this.#name();
      if (name.startsWith("_")) {
        throw stream.error("names starting with an underline can not be imported");
      }
      names.push({ name, alias: stream.skipWord("as") ? this.#name() : name });
      withContext = this.#context();
      if (withContext !== undefined || !stream.is(",")) break;
    }
    return { kind: "fromImport", template, names, withContext: withContext ?? false, offset };
  }

  /** @returns Whether `with context` (true) or `without context` (false) stands here. */
  #context(): boolean | undefined {
    const stream = this.#stream;
    if (!stream.isWord("with", "without") || stream.following.text !== "context") return undefined;
    const withContext = stream.next().text === "with";
    stream.next();
    return withContext;
  }

  #name(): string {
    const token = this.#stream.expect("name");
    if (RESERVED.has(token.text)) {
      throw this.#stream.error("can't assign to 'name'", token.start);
    }
    return token.text;
  }

  #target(options: { readonly end?: string; readonly namespace?: boolean }): Expression {
    const stream = this.#stream;
    const offset = stream.current.start;
    if (options.namespace && stream.following.type === ".") {
      const name = stream.expect("name").text;
      stream.next();
      return { kind: "namespaceName", name, attribute: stream.expect("name").text, offset };
    }
    const target = parseTuple(stream, {
      simple: true,
      ...(options.end !== undefined && { end: options.end }),
    });
    this.#checkTarget(target);
    return target;
  }

  #checkTarget(target: Expression): void {
    if (target.kind === "tuple") {
      for (const item of target.items) this.#checkTarget(item);
    } else if (target.kind !== "name") {
      const kind = target.kind === "constant" ? "const" : target.kind;
      throw this.#stream.error(`can't assign to ${reprText(kind)}`, target.offset);
    } else if (target.name === "loop" && this.#open.includes("for")) {
      throw this.#stream.error(
        "Can't assign to special loop variable in for-loop target",
        target.offset,
      );
    }
  }

  #unknownTag(
    name: string | undefined,
    ends: readonly string[] | undefined,
    offset: number = this.#stream.current.start,
  ): Error {
    const stack = ends === undefined ? this.#ends : [...this.#ends, ends];
    const message = [
      name === undefined
        ? "Unexpected end of template."
        : `Encountered unknown tag ${reprText(name)}.`,
    ];
    const looking = stack.at(-1)?.map(reprText).join(" or ");
    if (looking !== undefined) {
      message.push(
        name !== undefined && stack.flat().includes(name)
          ? "You probably made a nesting mistake. Jinja is expecting this tag, but currently " +
            `looking for ${looking}.`
          : `Jinja was looking for the following tags: ${looking}.`,
      );
    }
    const innermost = this.#open.at(-1);
    if (innermost !== undefined) {
      message.push(
        `The innermost block that needs to be closed is ${reprText(innermost)}.`,
      );
    }
    return this.#stream.error(message.join(" "), offset);
  }
}

/** Words that are constants and no names. */
const RESERVED: ReadonlySet<string> = new Set(["true", "false", "none", "True", "False", "None"]);
