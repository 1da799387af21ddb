import { isDict, Unsafe, type Value, Vaulted } from "../../base/value.ts";
import { TemplateError, UndefinedError } from "../template/errors.ts";
import type { Scope } from "../template/scope.ts";
import { toText } from "../template/text.ts";
import { Undefined } from "../template/undefined.ts";

/** What turns written values into finished ones. */
export interface Evaluator {
  /** @returns The value of `text`, which may be a template, with the variables of `scope`. */
  template(text: string, scope: Scope): Value;
  /** As `template()`, for the value of a variable, which may carry a mark for its users. */
  variable(text: string, scope: Scope): Value;
  /** @returns The plain text of `!vault` text. */
  decrypt(text: string): string;
}

/** Variables of one origin. */
export interface VarLayer {
  /** Whether values are as they were written: templates, `!unsafe` and `!vault` texts. */
  readonly isWritten: boolean;
  /** Whether values come from targets: they never become conditions. */
  readonly isForeign?: boolean;
  /** @returns The value of `name`, or `undefined` if it is not in this layer. */
  get(name: string): Value | undefined;
  names(): Iterable<string>;
}

/** @returns A layer of finished values. */
export function dataLayer(values: ReadonlyMap<Value, Value>): VarLayer {
  return { isWritten: false, get: (name) => values.get(name), names: () => texts(values.keys()) };
}

/** @returns A layer of what targets said: facts and results. */
export function foreignLayer(values: ReadonlyMap<Value, Value>): VarLayer {
  return { ...dataLayer(values), isForeign: true };
}

/** @returns A layer of values as they were written. */
export function writtenLayer(values: ReadonlyMap<Value, Value>): VarLayer {
  return { isWritten: true, get: (name) => values.get(name), names: () => texts(values.keys()) };
}

/** @returns A layer of variables as the loader holds them. */
export function loadedLayer(vars: ReadonlyMap<string, { readonly value: Value }>): VarLayer {
  return { isWritten: true, get: (name) => vars.get(name)?.value, names: () => vars.keys() };
}

/**
 * The variables that one task sees on one host. Nothing is copied: a name is looked up in the
 * layers, strongest first, when a template asks for it, and finished once.
 */
export class LayeredScope implements Scope {
  readonly #layers: readonly VarLayer[];
  readonly #evaluator: Evaluator;
  readonly #finished = new Map<string, Value>();
  /** Names being finished: one of them asked for again is a loop. */
  readonly #pending = new Set<string>();

  /** @param layers Strongest first. */
  constructor(layers: readonly VarLayer[], evaluator: Evaluator) {
    this.#layers = layers;
    this.#evaluator = evaluator;
  }

  /**
   * @returns The finished value of `name`, or `undefined` if there is no such variable.
   * @throws {Error} If its templates refer to each other in a circle.
   */
  get(name: string): Value | undefined {
    const finished = this.#finished.get(name);
    if (finished !== undefined) return finished;
    for (const layer of this.#layers) {
      const value = layer.get(name);
      if (value === undefined) continue;
      return layer.isWritten ? this.#finish(name, value) : value;
    }
    return undefined;
  }

  has(name: string): boolean {
    return this.#provider(name) !== undefined;
  }

  /** Whether the variable came from a target or a result, and must never be run. */
  isUnsafe(name: string): boolean {
    return this.#provider(name)?.isForeign === true;
  }

  isTemplated(name: string): boolean {
    const provider = this.#provider(name);
    if (provider?.isWritten !== true) return false;
    const value = provider.get(name);
    return typeof value === "string" && value.includes("{");
  }

  /** @returns All names there are, each once. */
  names(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const layer of this.#layers) for (const name of layer.names()) names.add(name);
    return names;
  }

  /** @returns A scope with `layers` on top of this one's. */
  with(...layers: readonly VarLayer[]): LayeredScope {
    return new LayeredScope([...layers, ...this.#layers], this.#evaluator);
  }

  /** @returns `value` with its templates rendered and its `!vault` texts decrypted. */
  evaluate(value: Value): Value {
    return evaluate(value, this, this.#evaluator);
  }

  #provider(name: string): VarLayer | undefined {
    return this.#layers.find((layer) => layer.get(name) !== undefined);
  }

  #finish(name: string, value: Value): Value {
    if (this.#pending.has(name)) {
      const circle = [...this.#pending, name].join(" → ");
      throw new TemplateError(`recursive loop detected in template string: ${circle}`);
    }
    this.#pending.add(name);
    try {
      const finished = typeof value === "string"
        ? this.#evaluator.variable(value, this)
        : this.evaluate(value);
      this.#finished.set(name, finished);
      return finished;
    } catch (error) {
      // Whoever only asks whether it is defined, or has a default, must not fail.
      if (error instanceof UndefinedError) {
        return new Undefined(`${toText(value)}: ${error.message}`, name);
      }
      throw error;
    } finally {
      this.#pending.delete(name);
    }
  }
}

/** Gives back the very same lists and dicts where there is nothing to render in them. */
function evaluate(value: Value, scope: Scope, evaluator: Evaluator): Value {
  if (typeof value === "string") return evaluator.template(value, scope);
  if (Array.isArray(value)) {
    const items = value.map((item) => evaluate(item, scope, evaluator));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (isDict(value)) {
    const result = new Map<Value, Value>();
    let isSame = true;
    for (const [key, item] of value) {
      const finished = evaluate(item, scope, evaluator);
      isSame &&= finished === item;
      result.set(key, finished);
    }
    return isSame ? value : result;
  }
  if (value instanceof Unsafe) return value.text;
  if (value instanceof Vaulted) return evaluator.decrypt(value.text);
  return value;
}

function* texts(keys: Iterable<Value>): Iterable<string> {
  for (const key of keys) if (typeof key === "string") yield key;
}
