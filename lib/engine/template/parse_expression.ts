import type { CallArguments, Comparison, Expression } from "./ast.ts";
import type { Arithmetic } from "./operators.ts";
import { reprText } from "./text.ts";
import { describeToken, type TokenType } from "./token.ts";
import type { TokenStream } from "./token_stream.ts";

/** What may end a tuple that has no parentheses, besides the end of the tag. */
export interface TupleOptions {
  /** Whether `x if y` is read; a `for` has its own `if`. */
  readonly conditions?: boolean;
  /** Whether only names and literals are read, as in targets. */
  readonly simple?: boolean;
  /** The word that ends it. */
  readonly end?: string;
  /** Whether nothing at all is the empty tuple. */
  readonly parentheses?: boolean;
}

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const NO_ARGUMENTS: CallArguments = { positional: [], named: [] };
/** The tokens that start the argument of a test without parentheses. */
const TEST_ARGUMENTS: ReadonlySet<TokenType> = new Set(
  ["name", "string", "integer", "float", "[", "{"] as const,
);

/** @returns An expression, or a tuple where commas follow. */
export function parseTuple(stream: TokenStream, options: TupleOptions = {}): Expression {
  const offset = stream.current.start;
  const items: Expression[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) stream.expect(",");
    if (
      stream.is("variable_end") || stream.is("block_end") || stream.is(")") ||
      (options.end !== undefined && stream.isWord(options.end))
    ) break;
    items.push(
      options.simple
        ? parsePrimary(stream)
        : options.conditions === false
        ? parseOr(stream)
        : parseExpression(stream),
    );
    if (!stream.is(",")) break;
    isTuple = true;
  }
  const [first] = items;
  if (!isTuple) {
    if (first !== undefined) return first;
    if (!options.parentheses) {
      throw stream.error(
        `Expected an expression, got ${reprText(describeToken(stream.current))}`,
      );
    }
  }
  return { kind: "tuple", items, offset };
}

/** @returns An expression with its inline-ifs. */
export function parseExpression(stream: TokenStream): Expression {
  const offset = stream.current.start;
  let result = parseOr(stream);
  while (stream.skipWord("if")) {
    const test = parseOr(stream);
    result = stream.skipWord("else")
      ? { kind: "condition", test, yes: result, no: parseExpression(stream), offset }
      : { kind: "condition", test, yes: result, offset };
  }
  return result;
}

/** @returns The name or literal that starts at the current token. */
function parsePrimary(stream: TokenStream): Expression {
  const token = stream.current;
  const offset = token.start;
  switch (token.type) {
    case "name":
      stream.next();
      return word(token.text, offset);
    case "string": {
      let value = "";
      while (stream.is("string")) value += stream.next().text;
      return { kind: "constant", value, offset };
    }
    case "integer":
    case "float":
      stream.next();
      return { kind: "constant", value: token.value ?? null, offset };
    case "(": {
      stream.next();
      const inner = parseTuple(stream, { parentheses: true });
      stream.expect(")");
      return inner;
    }
    case "[":
      return parseList(stream);
    case "{":
      return parseDict(stream);
    default:
      throw stream.error(`unexpected ${reprText(describeToken(token))}`);
  }
}

/** @returns The filters that follow, around `input`; `undefined` if there are none. */
export function parseFilters(
  stream: TokenStream,
  input: Expression | undefined,
  start: "pipe" | "name" = "pipe",
): Expression | undefined {
  let result = input;
  let inline = start === "name";
  while (inline || stream.is("|")) {
    if (!inline) stream.next();
    inline = false;
    const offset = stream.current.start;
    const name = parseDottedName(stream);
    const args = stream.is("(") ? parseArguments(stream) : NO_ARGUMENTS;
    result = result === undefined
      ? { kind: "filter", name, args, offset }
      : { kind: "filter", input: result, name, args, offset };
  }
  return result;
}

function parseOr(stream: TokenStream): Expression {
  const offset = stream.current.start;
  let left = parseAnd(stream);
  while (stream.skipWord("or")) left = { kind: "or", left, right: parseAnd(stream), offset };
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  const offset = stream.current.start;
  let left = parseNot(stream);
  while (stream.skipWord("and")) left = { kind: "and", left, right: parseNot(stream), offset };
  return left;
}

function parseNot(stream: TokenStream): Expression {
  const offset = stream.current.start;
  if (stream.skipWord("not")) return { kind: "not", value: parseNot(stream), offset };
  return parseCompare(stream);
}

function parseCompare(stream: TokenStream): Expression {
  const offset = stream.current.start;
  const first = parseSum(stream);
  const rest: { operator: Comparison; value: Expression }[] = [];
  for (;;) {
    const operator = comparison(stream);
    if (operator === undefined) break;
    rest.push({ operator, value: parseSum(stream) });
  }
  return rest.length === 0 ? first : { kind: "compare", first, rest, offset };
}

function comparison(stream: TokenStream): Comparison | undefined {
  const { type } = stream.current;
  if (isComparison(type)) {
    stream.next();
    return type;
  }
  if (stream.skipWord("in")) return "in";
  if (stream.isWord("not") && stream.following.text === "in") {
    stream.next();
    stream.next();
    return "not in";
  }
  return undefined;
}

function isComparison(type: string): type is Exclude<Comparison, "in" | "not in"> {
  return COMPARISONS.has(type);
}

function parseSum(stream: TokenStream): Expression {
  return parseBinary(stream, parseConcat, ["+", "-"]);
}

function parseConcat(stream: TokenStream): Expression {
  const offset = stream.current.start;
  const items = [parseProduct(stream)];
  while (stream.skip("~")) items.push(parseProduct(stream));
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: "concat", items, offset };
}

function parseProduct(stream: TokenStream): Expression {
  return parseBinary(stream, parsePower, ["*", "/", "//", "%"]);
}

function parsePower(stream: TokenStream): Expression {
  return parseBinary(stream, (s) => parseUnary(s, "filters"), ["**"]);
}

function parseBinary(
  stream: TokenStream,
  operand: (stream: TokenStream) => Expression,
  operators: readonly Arithmetic[],
): Expression {
  const offset = stream.current.start;
  let left = operand(stream);
  for (;;) {
    const operator = operators.find((candidate) => stream.is(candidate));
    if (operator === undefined) return left;
    stream.next();
    left = { kind: "arithmetic", operator, left, right: operand(stream), offset };
  }
}

function parseUnary(stream: TokenStream, follow: "filters" | "nothing"): Expression {
  const offset = stream.current.start;
  let result: Expression;
  if (stream.skip("-")) {
    result = { kind: "sign", operator: "-", value: parseUnary(stream, "nothing"), offset };
  } else if (stream.skip("+")) {
    result = { kind: "sign", operator: "+", value: parseUnary(stream, "nothing"), offset };
  } else {
    result = parsePrimary(stream);
  }
  result = parsePostfix(stream, result);
  return follow === "filters" ? parseFilterExpression(stream, result) : result;
}

function word(name: string, offset: number): Expression {
  switch (name) {
    case "true":
    case "True":
      return { kind: "constant", value: true, offset };
    case "false":
    case "False":
      return { kind: "constant", value: false, offset };
    case "none":
    case "None":
      return { kind: "constant", value: null, offset };
    default:
      return { kind: "name", name, offset };
  }
}

function parseList(stream: TokenStream): Expression {
  const offset = stream.expect("[").start;
  const items: Expression[] = [];
  while (!stream.is("]")) {
    if (items.length > 0) stream.expect(",");
    if (stream.is("]")) break;
    items.push(parseExpression(stream));
  }
  stream.expect("]");
  return { kind: "list", items, offset };
}

function parseDict(stream: TokenStream): Expression {
  const offset = stream.expect("{").start;
  const entries: { key: Expression; value: Expression }[] = [];
  while (!stream.is("}")) {
    if (entries.length > 0) stream.expect(",");
    if (stream.is("}")) break;
    const key = parseExpression(stream);
    stream.expect(":");
    entries.push({ key, value: parseExpression(stream) });
  }
  stream.expect("}");
  return { kind: "dict", entries, offset };
}

function parsePostfix(stream: TokenStream, start: Expression): Expression {
  let result = start;
  for (;;) {
    if (stream.is(".")) result = parseAttribute(stream, result);
    else if (stream.is("[")) result = parseSubscript(stream, result);
    else if (stream.is("(")) result = parseCall(stream, result);
    else return result;
  }
}

function parseFilterExpression(stream: TokenStream, start: Expression): Expression {
  let result = start;
  for (;;) {
    if (stream.is("|")) result = parseFilters(stream, result) ?? result;
    else if (stream.isWord("is")) result = parseTest(stream, result);
    else if (stream.is("(")) result = parseCall(stream, result);
    else return result;
  }
}

function parseAttribute(stream: TokenStream, object: Expression): Expression {
  const offset = stream.expect(".").start;
  const token = stream.next();
  if (token.type === "name") return { kind: "attribute", object, name: token.text, offset };
  if (token.type !== "integer") throw stream.error("expected name or number", token.start);
  const key: Expression = { kind: "constant", value: token.value ?? null, offset: token.start };
  return { kind: "item", object, key, offset };
}

function parseSubscript(stream: TokenStream, object: Expression): Expression {
  const offset = stream.expect("[").start;
  const keys: Expression[] = [];
  while (!stream.is("]")) {
    if (keys.length > 0) stream.expect(",");
    keys.push(parseSubscripted(stream));
  }
  stream.expect("]");
  const [only] = keys;
  const key: Expression = keys.length === 1 && only !== undefined
    ? only
    : { kind: "tuple", items: keys, offset };
  return { kind: "item", object, key, offset };
}

function parseSubscripted(stream: TokenStream): Expression {
  const offset = stream.current.start;
  const part = () =>
    stream.is(":") || stream.is("]") || stream.is(",") ? undefined : parseExpression(stream);
  const start = stream.is(":") ? undefined : parseExpression(stream);
  if (start !== undefined && !stream.is(":")) return start;
  stream.expect(":");
  const stop = part();
  const step = stream.skip(":") ? part() : undefined;
  return {
    kind: "slice",
    offset,
    ...(start && { start }),
    ...(stop && { stop }),
    ...(step && { step }),
  };
}

function parseCall(stream: TokenStream, target: Expression): Expression {
  const offset = stream.current.start;
  return { kind: "call", target, args: parseArguments(stream), offset };
}

function parseArguments(stream: TokenStream): CallArguments {
  const { start } = stream.expect("(");
  const positional: Expression[] = [];
  const named: { name: string; value: Expression }[] = [];
  let rest: Expression | undefined;
  let restNamed: Expression | undefined;
  let first = true;
  const ensure = (valid: boolean) => {
    if (!valid) throw stream.error("invalid syntax for function call expression", start);
  };
  while (!stream.is(")")) {
    if (!first) {
      stream.expect(",");
      if (stream.is(")")) break;
    }
    first = false;
    if (stream.skip("*")) {
      ensure(rest === undefined && restNamed === undefined);
      rest = parseExpression(stream);
    } else if (stream.skip("**")) {
      ensure(restNamed === undefined);
      restNamed = parseExpression(stream);
    } else if (stream.is("name") && stream.following.type === "=") {
      ensure(restNamed === undefined);
      const name = stream.next().text;
      stream.next();
      named.push({ name, value: parseExpression(stream) });
    } else {
      ensure(rest === undefined && restNamed === undefined && named.length === 0);
      positional.push(parseExpression(stream));
    }
  }
  stream.expect(")");
  return { positional, named, ...(rest && { rest }), ...(restNamed && { restNamed }) };
}

function parseDottedName(stream: TokenStream): string {
  let name = stream.expect("name").text;
  while (stream.skip(".")) name += `.${stream.expect("name").text}`;
  return name;
}

function parseTest(stream: TokenStream, input: Expression): Expression {
  const offset = stream.expectWord("is").start;
  const negated = stream.skipWord("not");
  const name = parseDottedName(stream);
  let args = NO_ARGUMENTS;
  if (stream.is("(")) {
    args = parseArguments(stream);
  } else if (TEST_ARGUMENTS.has(stream.current.type) && !stream.isWord("else", "or", "and")) {
    if (stream.isWord("is")) {
      throw stream.error("You cannot chain multiple tests with is");
    }
    args = { positional: [parsePostfix(stream, parsePrimary(stream))], named: [] };
  }
  const test: Expression = { kind: "test", input, name, args, offset };
  return negated ? { kind: "not", value: test, offset } : test;
}
