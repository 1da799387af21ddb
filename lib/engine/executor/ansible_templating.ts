import { isDict, type Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import { evaluateConditional } from "../template/conditional.ts";
import { Environment, type EnvironmentOptions } from "../template/environment.ts";
import type { Lookup } from "../template/ports.ts";
import type { Scope } from "../template/scope.ts";
import type { Syntax } from "../template/syntax.ts";
import { SYNTAX_OPTIONS, templateText } from "../template/template_string.ts";
import type { Files } from "../../base/files.ts";
import type { TemplateFile } from "./controller_source.ts";
import type { Templating } from "./ports.ts";
import { TaskError } from "./task_error.ts";

/** What templates are rendered with. */
export interface TemplatingOptions {
  readonly environment: Omit<EnvironmentOptions, "loader" | "lookup">;
  readonly files: Files;
  readonly lookup: Lookup;
  readonly decrypt: (text: string) => string;
}

/** Templates with Ansible's semantics; one environment, and so one cache, for a whole run. */
export class AnsibleTemplating implements Templating {
  readonly environment: Environment;
  readonly decrypt: (text: string) => string;
  readonly #options: TemplatingOptions;
  /** Folders that includes of the template file being rendered are looked for in. */
  #searchPath: readonly string[] = [];

  constructor(options: TemplatingOptions) {
    this.#options = options;
    this.decrypt = options.decrypt;
    this.environment = new Environment({
      ...options.environment,
      lookup: options.lookup,
      loader: (name, parent) => this.#load(name, parent),
    });
  }

  condition(condition: Value, scope: Scope): boolean {
    return evaluateConditional(this.environment, condition, scope);
  }

  file({ text, path, options, searchPath }: TemplateFile, scope: Scope): string {
    const before = this.#searchPath;
    this.#searchPath = searchPath;
    try {
      return templateText(this.environment, text, scope, { name: path, syntax: syntaxOf(options) });
    } finally {
      this.#searchPath = before;
    }
  }

  lookup(name: string, terms: Value, scope: Scope): readonly Value[] {
    const listed = Array.isArray(terms) ? terms : [terms];
    return this.#options.lookup({ name, terms: listed, options: new Map(), scope });
  }

  #load(name: string, parent: string | undefined): string | undefined {
    const folders = [
      ...parent === undefined ? [] : [parent.slice(0, parent.lastIndexOf("/"))],
      ...this.#searchPath.flatMap((folder) => [`${folder}/templates`, folder]),
    ];
    const paths = name.startsWith("/") ? [name] : folders.map((folder) => `${folder}/${name}`);
    for (const path of paths) {
      const text = this.#options.files.readText(path);
      if (text !== undefined) return text;
    }
    return undefined;
  }
}

function syntaxOf(json: string): Partial<Syntax> {
  const options = valueFromJson(json);
  if (!isDict(options)) throw new TaskError("Cannot render a template: options must be a mapping");
  const syntax: Record<string, Value> = {};
  for (const [key, value] of options) {
    const name = SYNTAX_OPTIONS[String(key)];
    if (name === undefined || value === null) continue;
    syntax[name] = name === "newline" ? newlineOf(value) : value;
  }
  return syntax;
}

/** As the module does it: the escapes may be written out. */
function newlineOf(value: Value): Value {
  return typeof value === "string" ? value.replace("\\r", "\r").replace("\\n", "\n") : value;
}
