/**
 * The project's own lint rules, for `deno lint`. An exception is written where it is made, as
 * `// deno-lint-ignore shep/<rule> -- <reason>`; one that is no longer needed fails.
 */
export default {
  name: "shep",
  rules: {
    ambient: { create: ambient },
    "error-wording": { create: errorWording },
    "function-size": { create: functionSize },
    "ignore-reason": { create: ignoreReason },
    "no-as": { create: noAs },
    "no-todo": { create: noTodo },
    parameters: { create: parameters },
    "private-fields": { create: privateFields },
  },
} satisfies Deno.lint.Plugin;

type Context = Deno.lint.RuleContext;
type Visitor = Deno.lint.LintVisitor;
type Node = Deno.lint.Node;
type Function =
  | Deno.lint.FunctionDeclaration
  | Deno.lint.FunctionExpression
  | Deno.lint.ArrowFunctionExpression;

/** Functions of this many lines are a smell; a few more are let through. */
const FUNCTION_LINES = 60;
const FUNCTION_LINES_STOP = 70;
const MOST_PARAMETERS = 3;

/** Where the world may be touched directly; everywhere else it comes in as an argument. */
const AMBIENT_FOLDERS = [
  "lib/system/",
  "lib/plugin/transport/",
  "lib/kiosk/host/",
  "lib/kiosk/ipc/",
  "lib/cli/",
  "plugins/connections/",
  "scripts/",
  "main.ts",
];

const AMBIENT: readonly { readonly name: string; readonly instead: string }[] = [
  { name: "Deno", instead: "take a port such as Files (lib/base/files.ts) as an argument" },
  { name: "Date.now", instead: "take a Clock (lib/base/clock.ts) as an argument" },
  { name: "Temporal.Now", instead: "take a Clock (lib/base/clock.ts) as an argument" },
  { name: "performance", instead: "take a Clock (lib/base/clock.ts) as an argument" },
  { name: "Math.random", instead: "take a Random (lib/base/random.ts) as an argument" },
  { name: "crypto.getRandomValues", instead: "take a Random (lib/base/random.ts) as an argument" },
  { name: "crypto.randomUUID", instead: "take a Random (lib/base/random.ts) as an argument" },
  { name: "console", instead: "return the text, or take a LogSink (lib/base/log.ts)" },
];

function ambient(context: Context): Visitor {
  const path = pathOf(context);
  if (isTest(path) || AMBIENT_FOLDERS.some((folder) => path.startsWith(folder))) return {};
  const report = (node: Node, name: string, instead: string) =>
    context.report({
      node,
      message: `${name} may not be used here: it touches the world outside`,
      hint: path.startsWith("plugins/")
        ? "Ask the host for it, through lib/plugin/sdk.ts"
        : `Instead, ${instead}`,
    });
  const clock = "take a Clock (lib/base/clock.ts) as an argument";
  return {
    MemberExpression(node) {
      // The outermost name alone, so that `Deno.errors.NotFound` is one finding.
      if (node.parent.type === "MemberExpression" && memberName(node.parent)) return;
      const name = memberName(node);
      const found = AMBIENT.find((one) => name === one.name || name?.startsWith(`${one.name}.`));
      if (found) report(node, name ?? found.name, found.instead);
    },
    NewExpression(node) {
      const isNow = isNamed(node.callee, "Date") && node.arguments.length === 0;
      if (isNow) report(node, "new Date()", clock);
    },
    CallExpression(node) {
      if (isNamed(node.callee, "Date")) report(node, "Date()", clock);
    },
  };
}

const BUILT_IN_ERRORS = /^(Error|(Eval|Range|Reference|Syntax|Type|URI)Error)$/;

function errorWording(context: Context): Visitor {
  if (isTest(pathOf(context))) return {};
  return {
    NewExpression(node) {
      const message = node.arguments[0];
      if (node.callee.type !== "Identifier" || !BUILT_IN_ERRORS.test(node.callee.name)) return;
      if (!message) return;
      if (/^\p{Ll}/u.test(textAt(message, "start"))) {
        context.report({
          node: message,
          message: "An error message starts in sentence case",
          hint: "Say what could not be done, then the present state: Cannot read x: it is a folder",
        });
      }
      if (/\.$/.test(textAt(message, "end"))) {
        context.report({ node: message, message: "An error message has no final period" });
      }
    },
  };
}

function functionSize(context: Context): Visitor {
  if (isTest(pathOf(context))) return {};
  const check = (node: Function) => {
    const text = context.sourceCode.getText(node);
    const lines = text.split("\n").length;
    if (lines <= FUNCTION_LINES_STOP) return;
    context.report({
      range: [node.range[0], node.range[0] + text.indexOf("\n")],
      message: `This function has ${lines} lines; about ${FUNCTION_LINES} is the most`,
      hint: "Split it where a part can be named",
    });
  };
  return {
    FunctionDeclaration: check,
    FunctionExpression: check,
    ArrowFunctionExpression: check,
  };
}

function ignoreReason(context: Context): Visitor {
  return forComments(context, (comment) => {
    if (!/^\s*deno-lint-ignore/.test(comment.value) || / -- \S/.test(comment.value)) return;
    context.report({
      range: comment.range,
      message: "An exception from the rules says why",
      hint: "Write it as: deno-lint-ignore rule -- reason",
    });
  });
}

function noAs(context: Context): Visitor {
  const path = pathOf(context);
  if (isTest(path) || path.startsWith("lib/wire/")) return {};
  const report = (node: Node) =>
    context.report({
      node,
      message: "A type assertion silences the type checker",
      hint: "Write a type guard, `satisfies`, or a better type",
    });
  return {
    TSAsExpression(node) {
      const type = node.typeAnnotation;
      const isConst = type.type === "TSTypeReference" && isNamed(type.typeName, "const");
      if (!isConst) report(node);
    },
    TSTypeAssertion: report,
  };
}

function noTodo(context: Context): Visitor {
  return forComments(context, (comment) => {
    if (!/\b(TODO|FIXME|XXX|HACK)\b/.test(comment.value)) return;
    context.report({
      range: comment.range,
      message: "Nothing is left to be done later",
      hint: "Do it now, or say in COMPATIBILITY.md what is deliberately absent",
    });
  });
}

function parameters(context: Context): Visitor {
  if (isTest(pathOf(context))) return {};
  const check = (node: Function) => {
    if (node.params.length <= MOST_PARAMETERS) return;
    context.report({
      range: (node.params[MOST_PARAMETERS] ?? node).range,
      message: `A function takes ${MOST_PARAMETERS} parameters at most: this one takes ` +
        `${node.params.length}`,
      hint: "Group what belongs together in an object",
    });
  };
  return {
    FunctionDeclaration: check,
    "MethodDefinition > FunctionExpression": check,
    "VariableDeclarator > ArrowFunctionExpression": check,
  };
}

function privateFields(context: Context): Visitor {
  const report = (range: Deno.lint.Range) =>
    context.report({
      range,
      message: "`private` is private to the type checker alone",
      hint: "Write #name",
    });
  const check = (node: Deno.lint.PropertyDefinition | Deno.lint.MethodDefinition) => {
    // A constructor has no other way to be private.
    const isConstructor = node.type === "MethodDefinition" && node.kind === "constructor";
    if (node.accessibility === "private" && !isConstructor) report(node.range);
  };
  return {
    PropertyDefinition: check,
    MethodDefinition: check,
    // Deno 2.9 leaves `accessibility` empty here.
    TSParameterProperty(node) {
      const text = context.sourceCode.text.slice(...node.range);
      if (/^private\b/.test(text)) report(node.range);
    },
  };
}

type Comment = Deno.lint.LineComment | Deno.lint.BlockComment;

function forComments(context: Context, check: (comment: Comment) => void): Visitor {
  return {
    Program() {
      for (const comment of context.sourceCode.getAllComments()) check(comment);
    },
  };
}

/** @returns The file's path from the root of the project, which is the folder above this one. */
function pathOf(context: Context): string {
  const root = new URL("..", import.meta.url).pathname;
  return context.filename.startsWith(root) ? context.filename.slice(root.length) : context.filename;
}

function isTest(path: string): boolean {
  return path.endsWith("_test.ts");
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

/** @returns `a.b.c` for that expression, without a leading `globalThis`. */
function memberName(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return undefined;
  const object = memberName(node.object);
  if (object === undefined || node.computed) return undefined;
  return object === "globalThis" ? node.property.name : `${object}.${node.property.name}`;
}

/** @returns The literal text at that end of a string expression; empty if it is not literal. */
function textAt(node: Node, end: "start" | "end"): string {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : "";
  if (node.type === "TemplateLiteral") {
    return node.quasis.at(end === "start" ? 0 : -1)?.cooked ?? "";
  }
  if (node.type === "BinaryExpression" && node.operator === "+") {
    return textAt(end === "start" ? node.left : node.right, end);
  }
  return "";
}
