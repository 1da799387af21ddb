import type { Value } from "../../base/value.ts";
import { typeError } from "./errors.ts";
import type { RenderContext } from "./context.ts";

/** The arguments of a call; neither part may be changed by the callee. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** No named arguments. */
export const NO_NAMED: ReadonlyMap<string, Value> = new Map();

/**
 * What exists only while a template runs: undefined values, functions, macros, `loop`, views.
 *
 * It has the shape of `Unsafe` (a `text`), and so it fits wherever a `Value` does: a list inside a
 * template can hold a macro. `finish()` in `finish.ts` turns what leaves a template into plain
 * values.
 */
export abstract class TemplateObject {
  /** The name of the Python type, as error messages and `type_debug` show it. */
  abstract readonly typeName: string;

  /** Python's `str()`. */
  get text(): string {
    return this.repr();
  }

  /** Python's `repr()`. */
  repr(): string {
    return `<${this.typeName} object>`;
  }

  /** @returns The attribute `name`, or `undefined` if there is none. */
  attribute(_name: string): Value | undefined {
    return undefined;
  }

  /** @returns The item `key`, or `undefined` if there is none. */
  item(_key: Value): Value | undefined {
    return undefined;
  }

  /** @returns The items, or `undefined` if it cannot be iterated. */
  iterate(): Iterable<Value> | undefined {
    return undefined;
  }

  /** @returns Python's `len()`, or `undefined` if it has none. */
  length(): number | undefined {
    return undefined;
  }

  /** @returns Whether `key` is in it, or `undefined` if membership is decided by iterating. */
  contains(_key: Value): boolean | undefined {
    return undefined;
  }

  /** @returns Python's `bool()`. */
  truthy(): boolean {
    return this.length() !== 0;
  }

  /** @returns Python's `==`. */
  equals(other: Value): boolean {
    return this === other;
  }

  /** @returns A number below, at or above 0, or `undefined` if the two have no order. */
  compare(_other: Value): number | undefined {
    return undefined;
  }

  /** @returns The result of `left + right` or `left - right`, `undefined` if not supported. */
  arithmetic(_operator: "+" | "-" | "r+", _other: Value): Value | undefined {
    return undefined;
  }

  /** @throws {TemplateError} If it cannot be a key of a dict. */
  checkHashable(): void {}

  /** Whether `call()` works. */
  get callable(): boolean {
    return false;
  }

  /** @throws {PythonError} If it cannot be called. */
  call(_context: RenderContext, _args: Arguments): Value {
    throw typeError(`'${this.typeName}' object is not callable`);
  }
}

/** A Python function or bound method that templates can call. */
export class NativeFunction extends TemplateObject {
  readonly typeName: string = "builtin_function_or_method";
  constructor(
    readonly name: string,
    readonly body: (context: RenderContext, args: Arguments) => Value,
  ) {
    super();
  }
  override get callable(): boolean {
    return true;
  }
  override repr(): string {
    return `<built-in function ${this.name}>`;
  }
  override call(context: RenderContext, args: Arguments): Value {
    return this.body(context, args);
  }
}

/**
 * A dict whose values are built when they are asked for, such as `hostvars`. Templates treat it as
 * a dict in every respect; only what walks over all of it builds all of it.
 */
export abstract class LazyDict extends TemplateObject {
  readonly typeName: string = "dict";
  /** @returns The value of `key`, or `undefined` if it is not there. */
  abstract get(key: Value): Value | undefined;
  abstract has(key: Value): boolean;
  /** @returns The keys in order. */
  abstract keys(): readonly Value[];

  override item(key: Value): Value | undefined {
    return this.get(key);
  }
  override iterate(): readonly Value[] {
    return this.keys();
  }
  override length(): number {
    return this.keys().length;
  }
  override contains(key: Value): boolean {
    return this.has(key);
  }

  /** @returns What Python gets for a key that is not there; `undefined` if that is a `KeyError`. */
  absent(_key: Value): Value | undefined {
    return undefined;
  }

  /** @returns All of it as an ordinary dict. */
  toDict(): Map<Value, Value> {
    const result = new Map<Value, Value>();
    for (const key of this.keys()) {
      const value = this.get(key);
      if (value !== undefined) result.set(key, value);
    }
    return result;
  }
}

/**
 * Text that a filter such as `to_json` made on purpose: it is never read back as a literal, so
 * `"{{ x | to_json }}"` stays text. Only a variable's finished value can be one.
 */
export class FinalText extends TemplateObject {
  readonly typeName = "str";
  readonly #text: string;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  override get text(): string {
    return this.#text;
  }
  override truthy(): boolean {
    return this.#text !== "";
  }
}
