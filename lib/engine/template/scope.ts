import type { Value } from "../../base/value.ts";

/**
 * The variables that a template sees, asked for one by one so that thousands of them need not be
 * copied or evaluated.
 */
export interface Scope {
  /**
   * @returns The finished value of the variable, `undefined` if there is none. A variable that is
   * itself a template with an undefined variable in it gives an `Undefined` that says so.
   */
  get(name: string): Value | undefined;
  has(name: string): boolean;
  /** @returns Whether the value comes from outside (a lookup, a target) and must not be run. */
  isUnsafe?(name: string): boolean;
  /** @returns Whether the variable is itself a template, whose result is text first. */
  isTemplated?(name: string): boolean;
  /** @returns The names of all variables, for what lists them. */
  names?(): Iterable<string>;
}

/** Variables that are finished values already. */
export class MapScope implements Scope {
  readonly #values: ReadonlyMap<string, Value>;
  constructor(values: ReadonlyMap<string, Value>) {
    this.#values = values;
  }
  get(name: string): Value | undefined {
    return this.#values.get(name);
  }
  has(name: string): boolean {
    return this.#values.has(name);
  }
}

/** Variables on top of those of another scope. */
export class LayeredScope implements Scope {
  readonly #top: ReadonlyMap<string, Value>;
  readonly #base: Scope;
  constructor(top: ReadonlyMap<string, Value>, base: Scope) {
    this.#top = top;
    this.#base = base;
  }
  get(name: string): Value | undefined {
    return this.#top.get(name) ?? (this.#top.has(name) ? null : this.#base.get(name));
  }
  has(name: string): boolean {
    return this.#top.has(name) || this.#base.has(name);
  }
  isUnsafe(name: string): boolean {
    return !this.#top.has(name) && this.#base.isUnsafe?.(name) === true;
  }
  isTemplated(name: string): boolean {
    return !this.#top.has(name) && this.#base.isTemplated?.(name) === true;
  }
}

/** No variables at all. */
export const EMPTY_SCOPE: Scope = new MapScope(new Map());
