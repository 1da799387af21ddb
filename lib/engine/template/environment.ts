import type { Value } from "../../base/value.ts";
import type { Clock } from "../../base/clock.ts";
import type { Files } from "../../base/files.ts";
import type { Random } from "../../base/random.ts";
import type { Builtin, Builtins } from "./builtin.ts";
import { type CompiledTemplate, compileTemplate } from "./compile_template.ts";
import { CompiledExpression } from "./compiled_expression.ts";
import { TemplateLimitError } from "./errors.ts";
import { FILTERS } from "./filters/registry.ts";
import { GLOBALS } from "./globals.ts";
import { Lexer } from "./lexer.ts";
import type { CompileUnit } from "./lexical_scope.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { own } from "./own.ts";
import { parseBareExpression, parseTemplate } from "./parser.ts";
import { plainName } from "./plain_name.ts";
import type { ForeignPlugins, Lookup, TemplateLoader } from "./ports.ts";
import type { Secrets } from "./secrets.ts";
import { ANSIBLE_SYNTAX, type Syntax } from "./syntax.ts";
import { Template } from "./template.ts";
import { TESTS } from "./tests/registry.ts";

/** What an environment is made of; everything has Ansible's default or is refused when used. */
export interface EnvironmentOptions {
  readonly syntax?: Partial<Syntax>;
  /** Whether results keep their types, as with Ansible's `jinja2_native`, or become text first. */
  readonly native?: boolean;
  /** Whether, besides, no text is read as a literal: the semantics of Ansible 2.19. */
  readonly keepsTexts?: boolean;
  /** What a condition may be: anything by its truth in Python, or a boolean alone as in 2.19. */
  readonly conditionals?: "any" | "boolean";
  /** Filters, tests and globals besides the built-in ones; they win over those. */
  readonly filters?: Builtins;
  readonly tests?: Builtins;
  readonly globals?: Readonly<Record<string, Value>>;
  /** Plugins of a project and of collections. */
  readonly foreign?: ForeignPlugins;
  readonly loader?: TemplateLoader;
  readonly lookup?: Lookup;
  /** The time, for `now()` and `strftime`. */
  readonly clock?: Pick<Clock, "wallNow">;
  /** The local time zone, such as `Europe/Berlin`; `UTC` if left out. */
  readonly timeZone?: string;
  /** For `random` and `shuffle` without a seed, and for the salts of passwords. */
  readonly random?: Random;
  /** The controller's files, for tests such as `is exists` and filters such as `realpath`. */
  readonly files?: Files;
  /** The controller's environment variables and home folder, for `expandvars`, `expanduser`. */
  readonly variables?: ReadonlyMap<string, string>;
  readonly limits?: Partial<Limits>;
  /** Learns what templates make of secrets. */
  readonly secrets?: Secrets;
  /** Told of what Ansible only warns about. */
  readonly warn?: (message: string) => void;
}

/** How a template is compiled. */
export interface CompileOptions {
  /** The name that messages and relative includes use. */
  readonly name?: string;
  /** Which form is compiled at once, `text` if left out; the other is when it is first rendered. */
  readonly form?: "text" | "value";
}

/** Most templates that an environment keeps compiled; the oldest are dropped. */
const CACHE_SIZE = 4096;

/** A language: its syntax, filters, tests and globals, and the templates compiled in it. */
export class Environment {
  readonly options: EnvironmentOptions;
  readonly syntax: Syntax;
  readonly limits: Limits;
  readonly globals: ReadonlyMap<string, Value>;
  readonly #lexer: Lexer;
  /** Compiled templates by form and name, then by text. */
  readonly #compiled = new Map<string, Map<string, CompiledTemplate>>();
  readonly #variants = new Map<string, Environment>();

  constructor(options: EnvironmentOptions = {}) {
    this.options = options;
    this.syntax = { ...ANSIBLE_SYNTAX, ...options.syntax };
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.globals = new Map(Object.entries({ ...GLOBALS, ...options.globals }));
    this.#lexer = new Lexer(this.syntax);
  }

  /** The lexer of this environment's syntax. */
  get lexer(): Lexer {
    return this.#lexer;
  }

  /**
   * @returns The template `text`, compiled once for each way it is rendered.
   * @throws {TemplateSyntaxError} If it is malformed or uses an unknown filter or test.
   */
  compile(text: string, options: CompileOptions = {}): Template {
    return new Template(this, text, options);
  }

  /**
   * @returns The bare expression `text`, without `{{ }}`.
   * @throws {TemplateSyntaxError} If it is malformed or uses an unknown filter or test.
   */
  compileExpression(text: string): CompiledExpression {
    return deepAsAllowed(() =>
      new CompiledExpression(this, parseBareExpression(this.#lexer, text))
    );
  }

  /** @returns The filter `name`, also by its full name, and by the one its collection had before. */
  filter(name: string): Builtin | undefined {
    return this.#builtin("filter", name, [this.options.filters, FILTERS]);
  }

  /** @returns The test `name`, also by its full name `ansible.builtin.name`. */
  test(name: string): Builtin | undefined {
    return this.#builtin("test", name, [this.options.tests, TESTS]);
  }

  #builtin(
    kind: "filter" | "test",
    name: string,
    [given, builtIn]: readonly [given: Builtins | undefined, builtIn: Builtins],
  ): Builtin | undefined {
    const { foreign } = this.options;
    return foreign?.override(kind, name) ?? find(given, name) ?? find(builtIn, name) ??
      foreign?.find(kind, name);
  }

  /** @returns The compiled template `text`, from the cache if it is there. */
  compiled(
    text: string,
    options: { readonly name: string | undefined; readonly mode: CompileUnit["mode"] },
  ): CompiledTemplate {
    const cache = this.#cache(options);
    const known = cache.get(text);
    if (known !== undefined) return known;
    const compiled = deepAsAllowed(() =>
      compileTemplate(parseTemplate(this.#lexer, text), { environment: this, ...options })
    );
    if (cache.size >= CACHE_SIZE) {
      const [oldest = ""] = cache.keys();
      cache.delete(oldest);
    }
    cache.set(text, compiled);
    return compiled;
  }

  #cache(
    options: { readonly name: string | undefined; readonly mode: CompileUnit["mode"] },
  ): Map<string, CompiledTemplate> {
    const key = options.name === undefined ? options.mode : `${options.mode} ${options.name}`;
    let cache = this.#compiled.get(key);
    if (cache === undefined) {
      cache = new Map();
      this.#compiled.set(key, cache);
    }
    return cache;
  }

  /** @returns The template `name` as the loader finds it, `undefined` if it does not. */
  load(
    name: string,
    options: { readonly parent: string | undefined; readonly mode: CompileUnit["mode"] },
  ): CompiledTemplate | undefined {
    const text = this.options.loader?.(name, options.parent);
    return text === undefined ? undefined : this.compiled(text, { name, mode: options.mode });
  }

  /** @returns This environment with another syntax; the same one for the same syntax. */
  withSyntax(syntax: Partial<Syntax>): Environment {
    const key = JSON.stringify(syntax);
    let variant = this.#variants.get(key);
    if (variant === undefined) {
      variant = new Environment({ ...this.options, syntax: { ...this.syntax, ...syntax } });
      this.#variants.set(key, variant);
    }
    return variant;
  }
}

/** @throws {TemplateError} If a template is nested so deeply that the stack does not suffice. */
function deepAsAllowed<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateLimitError("Cannot compile the template: it is nested too deeply", {
      cause: error,
    });
  }
}

function find(builtins: Builtins | undefined, name: string): Builtin | undefined {
  if (builtins === undefined) return undefined;
  return own(builtins, name) ?? own(
    builtins,
    plainName(name).replace(/^ansible\.netcommon\./, "ansible.utils."),
  );
}
