import { type Dict, Tuple, Unsafe, type Value, Vaulted } from "../../base/value.ts";
import type { Environment } from "./environment.ts";
import { TemplateError, UndefinedError } from "./errors.ts";
import { FinalText, TemplateObject } from "./object.ts";
import type { Scope } from "./scope.ts";
import { isPossiblyTemplate, templateFinal } from "./template_string.ts";
import { toText } from "./text.ts";
import { Undefined } from "./undefined.ts";

/** Variables as they were written: their texts may be templates. */
export interface RawVariables {
  /** @returns The variable as written, `undefined` if there is none. */
  get(name: string): Value | undefined;
  has(name: string): boolean;
  /** @returns Whether the value is finished: from a target, a lookup, a loop; no template. */
  isFinished?(name: string): boolean;
}

/**
 * A scope over variables that may be templates: each is evaluated when it is first asked for, then
 * kept. Create a new one when a variable changes.
 */
export class VariableScope implements Scope {
  readonly #environment: Environment;
  readonly #raw: RawVariables;
  readonly #decrypt: (text: string) => string;
  readonly #finished = new Map<string, Value>();
  readonly #running = new Set<string>();

  /** @param options.decrypt Decrypts a vaulted text when it is first used. */
  constructor(
    environment: Environment,
    raw: RawVariables,
    options: { readonly decrypt?: (text: string) => string } = {},
  ) {
    this.#environment = environment;
    this.#raw = raw;
    this.#decrypt = options.decrypt ?? refuse;
  }

  has(name: string): boolean {
    return this.#raw.has(name);
  }

  isUnsafe(name: string): boolean {
    if (!this.#raw.has(name)) return false;
    return this.#raw.isFinished?.(name) === true || holdsUnsafe(this.#raw.get(name) ?? null);
  }

  isTemplated(name: string): boolean {
    return typeof this.#raw.get(name) === "string" && this.#raw.isFinished?.(name) !== true;
  }

  /** @throws {TemplateError} If the variable's template fails, or needs itself. */
  get(name: string): Value | undefined {
    const known = this.#finished.get(name);
    if (known !== undefined) return known;
    const raw = this.#raw.get(name);
    if (raw === undefined) return undefined;
    const value = this.#raw.isFinished?.(name) === true ? raw : this.#evaluate(name, raw);
    this.#finished.set(name, value);
    return value;
  }

  /**
   * @returns `value` with all templates in it evaluated.
   * @throws {UndefinedError} If a variable is undefined.
   * @throws {TemplateError} If a template fails.
   */
  evaluate(value: Value): Value {
    const result = this.#final(value);
    return result instanceof FinalText ? result.text : result;
  }

  #evaluate(name: string, raw: Value): Value {
    if (this.#running.has(name)) {
      throw new TemplateError(`recursive loop detected in template string: ${toText(raw)}`);
    }
    this.#running.add(name);
    try {
      return this.#final(raw);
    } catch (error) {
      if (!(error instanceof UndefinedError)) throw error;
      return new Undefined(`${toText(raw)}: ${error.message}`, name);
    } finally {
      this.#running.delete(name);
    }
  }

  #final(value: Value): Value {
    if (typeof value === "string") {
      return isPossiblyTemplate(value, this.#environment.syntax)
        ? templateFinal(this.#environment, value, this)
        : value;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.evaluate(item));
    if (value instanceof Map) {
      const result: Dict = new Map();
      for (const [key, item] of value) result.set(key, this.evaluate(item));
      return result;
    }
    if (value instanceof Tuple) return value.items.map((item) => this.evaluate(item));
    if (value instanceof TemplateObject) return value;
    if (value instanceof Unsafe) return value.text;
    return value instanceof Vaulted ? this.#decrypt(value.text) : value;
  }
}

function holdsUnsafe(value: Value): boolean {
  if (typeof value !== "object" || value === null || value instanceof TemplateObject) return false;
  if (Array.isArray(value)) return value.some(holdsUnsafe);
  if (value instanceof Map) return [...value.values()].some(holdsUnsafe);
  return value instanceof Unsafe;
}

function refuse(): never {
  throw new TemplateError("Attempting to decrypt but no vault secrets found");
}
