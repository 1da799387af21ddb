import type { Value } from "../../base/value.ts";
import type { RenderContext } from "./context.ts";
import { typeError } from "./errors.ts";
import type { Arguments } from "./object.ts";
import { certain } from "./unknown.ts";

/** The code of a builtin: one argument per parameter, those not given are `undefined`. */
export type Body = (context: RenderContext, ...args: Value[]) => Value;

/** The code of a builtin that takes any arguments beyond its first parameters. */
export type VariadicBody = (
  context: RenderContext,
  rest: Arguments,
  ...args: Value[]
) => Value;

/**
 * A filter, test, method or global function with Python's way of taking arguments: by position or
 * by name, with Python's messages if they do not fit.
 */
export class Builtin {
  readonly parameters: readonly string[];
  /** How many of the parameters must be given. */
  readonly required: number;
  /** Whether it can say something of unknown values; others are not even called with one. */
  readonly takesUnknown: boolean;
  /** Whether what it makes of a secret is to be taken for one whatever it is called. */
  readonly isForeign: boolean;
  readonly #body: Body | undefined;
  readonly #variadic: VariadicBody | undefined;

  private constructor(signature: string, code: Code) {
    const names = signature === "" ? [] : signature.split(" ");
    this.parameters = names.map((name) => name.replace("?", ""));
    this.required = names.filter((name) => !name.endsWith("?")).length;
    this.#body = code.body;
    this.#variadic = code.variadic;
    this.takesUnknown = code.takesUnknown ?? false;
    this.isForeign = code.isForeign ?? false;
  }

  /** @param signature The parameters separated by spaces, optional ones with a `?` at the end. */
  static of(signature: string, body: Body): Builtin {
    return new Builtin(signature, { body });
  }

  /** Like `of()`, for what can say something of unknown values, too. */
  static ofUnknown(signature: string, body: Body): Builtin {
    return new Builtin(signature, { body, takesUnknown: true });
  }

  /** Like `of()`, and further arguments of both kinds are handed on. */
  static variadic(signature: string, body: VariadicBody): Builtin {
    return new Builtin(signature, { variadic: body });
  }

  /** Code of others, which takes all arguments as they are. */
  static foreign(body: (context: RenderContext, args: Arguments) => Value): Builtin {
    return new Builtin("", { variadic: body, isForeign: true });
  }

  /** The body if arguments can be passed to it directly, one per parameter. */
  get direct(): Body | undefined {
    return this.#body;
  }

  /**
   * @param name What messages call it.
   * @param first The receiver of a method or the input of a filter.
   * @throws {PythonError} If the arguments do not fit.
   * @throws {UnknownError} If one of them is unknown.
   */
  call(call: {
    readonly context: RenderContext;
    readonly name: string;
    readonly first?: Value;
    readonly args: Arguments;
  }): Value {
    const { context, name, first, args } = call;
    if (!this.takesUnknown) {
      if (first !== undefined) certain(first);
      args.positional.forEach(certain);
      args.named.forEach(certain);
    }
    const given = first === undefined ? args.positional : [first, ...args.positional];
    const values: Value[] = given.slice(0, this.parameters.length);
    if (this.#variadic !== undefined) return this.#callVariadic(context, given, args);
    if (given.length > this.parameters.length) {
      throw typeError(tooMany(name, this, given.length));
    }
    for (const [key, value] of args.named) {
      const index = this.parameters.indexOf(key);
      if (index < 0) throw typeError(`${name}() got an unexpected keyword argument '${key}'`);
      if (values[index] !== undefined) {
        throw typeError(`${name}() got multiple values for argument '${key}'`);
      }
      values[index] = value;
    }
    this.checkRequired(name, (i) => values[i] !== undefined);
    return this.#body === undefined ? null : this.#body(context, ...values);
  }

  /** @throws {PythonError} If a required parameter is not given. */
  checkRequired(name: string, given: (index: number) => boolean): void {
    const missing: string[] = [];
    for (let i = 0; i < this.required; i++) {
      if (!given(i)) missing.push(`'${this.parameters[i]}'`);
    }
    if (missing.length === 0) return;
    const list = missing.length === 1
      ? missing[0]
      : `${missing.slice(0, -1).join(", ")}${missing.length > 2 ? "," : ""} and ${missing.at(-1)}`;
    throw typeError(
      `${name}() missing ${missing.length} required positional argument${
        missing.length === 1 ? "" : "s"
      }: ${list}`,
    );
  }

  #callVariadic(context: RenderContext, given: readonly Value[], args: Arguments): Value {
    if (this.#variadic === undefined) return null;
    const count = this.parameters.length;
    const values: Value[] = given.slice(0, count);
    let named: ReadonlyMap<string, Value> = args.named;
    for (let i = values.length; i < count; i++) {
      const key = this.parameters[i] ?? "";
      const value = named.get(key);
      if (value === undefined) continue;
      values[i] = value;
      named = new Map([...named].filter(([k]) => k !== key));
    }
    return this.#variadic(context, { positional: given.slice(count), named }, ...values);
  }
}

interface Code {
  readonly body?: Body;
  readonly variadic?: VariadicBody;
  readonly takesUnknown?: boolean;
  readonly isForeign?: boolean;
}

/** Builtins by name. */
export type Builtins = Readonly<Record<string, Builtin>>;

function tooMany(name: string, builtin: Builtin, given: number): string {
  const { required, parameters } = builtin;
  const most = parameters.length;
  const range = required === most ? `${most}` : `from ${required} to ${most}`;
  return `${name}() takes ${range} positional argument${most === 1 ? "" : "s"} but ${given} ${
    given === 1 ? "was" : "were"
  } given`;
}
