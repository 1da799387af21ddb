import type { CallArguments, Expression, StatementOf } from "../template/ast.ts";
import type { Environment } from "../template/environment.ts";
import { lineStart, TemplateError } from "../template/errors.ts";
import { type ParsedTemplate, parseTemplate } from "../template/parser.ts";
import { plainName } from "../template/plain_name.ts";
import { type Node, targetNames, walk } from "../template/walk.ts";

/** What a template refers to. */
export interface TemplateUse {
  readonly tree: ParsedTemplate;
  /** Names that have to be defined from outside, each with its offset in the source. */
  readonly names: ReadonlyMap<string, number>;
  /** Names that the template copes without, or asks for in ways that are not followed. */
  readonly guarded: ReadonlySet<string>;
  /** What else it names, each with its offset. */
  readonly filters: ReadonlyMap<string, number>;
  readonly tests: ReadonlyMap<string, number>;
  readonly lookups: ReadonlyMap<string, number>;
  /** Files that it includes, imports or extends by their names. */
  readonly templates: readonly NamedTemplate[];
}

/** Another template that one names. */
export interface NamedTemplate {
  readonly name: string;
  readonly offset: number;
  /** Whether it is an error if there is none. */
  readonly isRequired: boolean;
}

/** What is wrong with a template's syntax, in Jinja2's words. */
export interface TemplateProblem {
  readonly message: string;
  readonly line: number | undefined;
  /** Where it is, or where that line begins. */
  readonly offset: number;
}

/** Reads templates, each text once; nothing is evaluated. */
export class TemplateReader {
  readonly #environment: Environment;
  readonly #known = new Map<string, TemplateUse | TemplateProblem>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** @returns What the template refers to, or why it is none. */
  read(text: string): TemplateUse | TemplateProblem {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const use = this.#read(text);
    this.#known.set(text, use);
    return use;
  }

  #read(text: string): TemplateUse | TemplateProblem {
    try {
      return useOf(this.#parse(text), this.#environment);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const { line, column = 1 } = error;
      // Where backslashes were doubled, columns are those of another text.
      const offset = lineStart(text, line) + (text.includes("\\") ? 0 : column - 1);
      return { message: error.message.replace(/\.$/, ""), line, offset };
    }
  }

  /** In strings of playbooks a backslash stands for itself, in files it begins an escape. */
  #parse(text: string): ParsedTemplate {
    const { lexer } = this.#environment;
    try {
      return parseTemplate(lexer, text);
    } catch (error) {
      if (!text.includes("\\")) throw error;
      return parseTemplate(lexer, text.replaceAll("\\", "\\\\"));
    }
  }
}

/** @returns A condition as the template that a run makes of it. */
export function conditionTemplate(condition: string): string {
  return `{% if ${condition} %}{% endif %}`;
}

/** @returns Whether the text could be read. */
export function isUse(read: TemplateUse | TemplateProblem): read is TemplateUse {
  return "tree" in read;
}

const LOOKUP_FUNCTIONS: ReadonlySet<string> = new Set(["lookup", "query", "q"]);
const DEFAULT_FILTERS: ReadonlySet<string> = new Set(["default", "d"]);
const PRESENCE_TESTS: ReadonlySet<string> = new Set(["defined", "undefined"]);

/** Names that Jinja2 itself binds in some places. */
const OWN_NAMES = ["loop", "self", "super", "caller", "varargs", "kwargs"];

function useOf(tree: ParsedTemplate, environment: Environment): TemplateUse {
  const found = new Map<string, number>();
  const bound = new Set<string>([...OWN_NAMES, ...environment.globals.keys()]);
  const guarded = new Set<string>();
  const filters = new Map<string, number>();
  const tests = new Map<string, number>();
  const lookups = new Map<string, number>();
  const templates: NamedTemplate[] = [];
  const guard = (expression: Expression | undefined) => {
    for (const node of walk(expression)) if (node.kind === "name") guarded.add(node.name);
  };
  for (const node of walk(tree.body)) {
    for (const name of boundNames(node)) bound.add(name);
    switch (node.kind) {
      case "name":
        if (!found.has(node.name)) found.set(node.name, node.offset);
        break;
      case "constant":
        // Such as in lookup('vars', 'x') and 'x' in vars.
        if (typeof node.value === "string") guarded.add(node.value);
        break;
      case "filter":
        filters.set(node.name, node.offset);
        if (DEFAULT_FILTERS.has(plainName(node.name))) guard(node.input);
        namedIn(node.name, node.args, { filters, tests });
        break;
      case "test":
        tests.set(node.name, node.offset);
        if (PRESENCE_TESTS.has(plainName(node.name))) guard(node.input);
        break;
      case "include":
      case "import":
      case "fromImport":
      case "extends":
        templates.push(...namedBy(node));
        break;
      case "call": {
        const [first] = node.args.positional;
        const isLookup = node.target.kind === "name" && LOOKUP_FUNCTIONS.has(node.target.name);
        if (isLookup && first?.kind === "constant" && typeof first.value === "string") {
          lookups.set(first.value, first.offset);
        }
        break;
      }
    }
  }
  const names = new Map([...found].filter(([name]) => !bound.has(name)));
  return { tree, names, guarded, filters, tests, lookups, templates };
}

function namedBy(
  node: StatementOf<"include" | "import" | "fromImport" | "extends">,
): readonly NamedTemplate[] {
  const { template } = node;
  if (template.kind !== "constant" || typeof template.value !== "string") return [];
  const isRequired = node.kind !== "include" || !node.ignoreMissing;
  return [{ name: template.value, offset: template.offset, isRequired }];
}

/** Filters such as `map` and `select` take the names of others. */
function namedIn(
  filter: string,
  { positional }: CallArguments,
  { filters, tests }: {
    readonly filters: Map<string, number>;
    readonly tests: Map<string, number>;
  },
): void {
  const add = (names: Map<string, number>, index: number) => {
    const one = positional[index];
    if (one?.kind === "constant" && typeof one.value === "string") names.set(one.value, one.offset);
  };
  const name = plainName(filter);
  if (name === "map") add(filters, 0);
  if (name === "select" || name === "reject") add(tests, 0);
  if (name === "selectattr" || name === "rejectattr") add(tests, 1);
}

function boundNames(node: Node): readonly string[] {
  switch (node.kind) {
    case "set":
    case "setBlock":
    case "for":
      return targetNames(node.target);
    case "with":
      return node.assignments.flatMap(({ target }) => targetNames(target));
    case "macro":
      return [node.name, ...node.macro.parameters.map(({ name }) => name)];
    case "callBlock":
      return node.macro.parameters.map(({ name }) => name);
    case "import":
      return [node.target];
    case "fromImport":
      return node.names.map(({ alias }) => alias);
    default:
      return [];
  }
}
