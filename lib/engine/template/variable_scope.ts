import { type Dict, isDict, Tuple, Unsafe, type Value, Vaulted } from "../../base/value.ts";
import type { Environment } from "./environment.ts";
import { TemplateError, UndefinedError } from "./errors.ts";
import { markFinal, setFinal } from "./final_texts.ts";
import { FinalText, TemplateObject } from "./object.ts";
import type { Scope } from "./scope.ts";
import { isPossiblyTemplate, templateFinal } from "./template_string.ts";
import { toText } from "./text.ts";
import { Undefined } from "./undefined.ts";
import { Unknown, UnknownError } from "./unknown.ts";

/** Variables as they were written: their texts may be templates. */
export interface RawVariables {
  /** @returns The variable as written, `undefined` if there is none. */
  get(name: string): Value | undefined;
  has(name: string): boolean;
  /** @returns Whether the value is finished: a result, an item of a loop; no template. */
  isFinished?(name: string): boolean;
  /** @returns Whether the value comes from a target: it must never be run as a template. */
  isForeign?(name: string): boolean;
}

/** What variables are evaluated with. */
export interface VariableScopeOptions {
  readonly environment: Environment;
  /** Decrypts a vaulted text when it is first used. */
  readonly decrypt?: (text: string) => string;
}

/**
 * A scope over variables that may be templates: each is evaluated when it is first asked for, then
 * kept. Create a new one when a variable changes.
 */
export class VariableScope implements Scope {
  readonly #options: VariableScopeOptions;
  readonly #raw: RawVariables;
  readonly #finished = new Map<string, Value>();
  /** Names being evaluated: one of them asked for again is a circle. */
  readonly #running = new Set<string>();

  constructor(raw: RawVariables, options: VariableScopeOptions) {
    this.#options = options;
    this.#raw = raw;
  }

  has(name: string): boolean {
    return this.#raw.has(name);
  }

  isUnsafe(name: string): boolean {
    if (!this.#raw.has(name)) return false;
    return this.#raw.isForeign?.(name) === true || holdsUnsafe(this.#raw.get(name) ?? null);
  }

  isTemplated(name: string): boolean {
    return typeof this.#raw.get(name) === "string" && this.#raw.isFinished?.(name) !== true;
  }

  /** @throws {TemplateError} If the variable's template fails, or needs itself. */
  get(name: string): Value | undefined {
    const known = this.#finished.get(name);
    if (known !== undefined) return known;
    const raw = this.#raw.get(name);
    if (raw === undefined || this.#raw.isFinished?.(name) === true) return raw;
    const value = this.#evaluate(name, raw);
    this.#finished.set(name, value);
    return value;
  }

  /**
   * @returns `value` with all templates in it evaluated; the very same list or dict if there is none.
   * A template that needs what only a real run can tell is an `Unknown`.
   * @throws {UndefinedError} If a variable is undefined.
   * @throws {TemplateError} If a template fails.
   */
  evaluate(value: Value): Value {
    const result = this.evaluateFinal(value);
    return result instanceof FinalText ? result.text : result;
  }

  /** Like `evaluate()`; a text that must not be read back as a literal is a `FinalText`. */
  evaluateFinal(value: Value): Value {
    if (typeof value === "string") return this.#text(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return this.#list(value);
    if (isDict(value)) return this.#dict(value);
    if (value instanceof Tuple) return value.items.map((item) => this.evaluate(item));
    if (value instanceof TemplateObject) return value;
    if (value instanceof Unsafe) return value.text;
    return value instanceof Vaulted ? (this.#options.decrypt ?? refuse)(value.text) : value;
  }

  #evaluate(name: string, raw: Value): Value {
    if (this.#running.has(name)) {
      const circle = [...this.#running, name].join(" → ");
      throw new TemplateError(
        `recursive loop detected in template string: ${toText(raw)} (${circle})`,
      );
    }
    this.#running.add(name);
    try {
      return this.evaluateFinal(raw);
    } catch (error) {
      // Whoever only asks whether it is defined, or has a default, must not fail.
      if (!(error instanceof UndefinedError)) throw error;
      return new Undefined(`${toText(raw)}: ${error.message}`, name);
    } finally {
      this.#running.delete(name);
    }
  }

  #text(text: string): Value {
    const { environment } = this.#options;
    if (!isPossiblyTemplate(text, environment.syntax)) return text;
    try {
      return templateFinal(environment, text, this);
    } catch (error) {
      if (error instanceof UnknownError) return new Unknown(error.causes);
      throw error;
    }
  }

  #list(value: Value[]): Value[] {
    const result = value.map((item) => this.evaluateFinal(item));
    if (result.every((item, index) => item === value[index])) return value;
    result.forEach((item, index) => {
      if (!(item instanceof FinalText)) return;
      markFinal(result, index);
      result[index] = item.text;
    });
    return result;
  }

  #dict(value: Dict): Dict {
    const result: Dict = new Map();
    let isSame = true;
    for (const [key, item] of value) {
      const evaluated = this.evaluateFinal(item);
      isSame &&= evaluated === item;
      setFinal(result, key, evaluated);
    }
    return isSame ? value : result;
  }
}

function holdsUnsafe(value: Value): boolean {
  if (typeof value !== "object" || value === null || value instanceof TemplateObject) return false;
  if (Array.isArray(value)) return value.some(holdsUnsafe);
  if (isDict(value)) return [...value.values()].some(holdsUnsafe);
  return value instanceof Unsafe;
}

function refuse(): never {
  throw new TemplateError("Attempting to decrypt but no vault secrets found");
}
