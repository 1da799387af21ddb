import { Tuple, type Value } from "../../base/value.ts";
import type { RenderContext } from "./context.ts";
import { typeError } from "./errors.ts";
import { type Arguments, TemplateObject } from "./object.ts";
import { reprText, toRepr } from "./text.ts";
import { Undefined } from "./undefined.ts";

/** The arguments of one macro call, put in their places. */
export interface MacroArguments {
  /** One for each parameter; `undefined` if its default applies. */
  readonly values: readonly (Value | undefined)[];
  readonly caller: Value | undefined;
  readonly kwargs: ReadonlyMap<string, Value>;
  readonly varargs: readonly Value[];
}

/** What is known of a macro when it is compiled. */
export interface MacroShape {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Whether the body uses `kwargs`, `varargs`, `caller`. */
  readonly kwargs: boolean;
  readonly varargs: boolean;
  readonly caller: boolean;
}

/** A macro, or the body of a call block. */
export class Macro extends TemplateObject {
  readonly typeName = "Macro";
  readonly #shape: MacroShape;
  readonly #run: (args: MacroArguments) => Value;

  constructor(shape: MacroShape, run: (args: MacroArguments) => Value) {
    super();
    this.#shape = shape;
    this.#run = run;
  }

  override get callable(): boolean {
    return true;
  }
  override repr(): string {
    return `<Macro ${reprText(this.#shape.name)}>`;
  }
  override attribute(name: string): Value | undefined {
    const shape = this.#shape;
    switch (name) {
      case "name":
        return shape.name;
      case "arguments":
        return new Tuple(shape.parameters);
      case "catch_kwargs":
        return shape.kwargs;
      case "catch_varargs":
        return shape.varargs;
      case "caller":
        return shape.caller;
      default:
        return undefined;
    }
  }

  override call(_context: RenderContext, args: Arguments): Value {
    const { name, parameters, ...uses } = this.#shape;
    const named = new Map(args.named);
    const values: (Value | undefined)[] = args.positional.slice(0, parameters.length);
    let callerFound = values.length === parameters.length && parameters.includes("caller");
    for (const parameter of parameters.slice(values.length)) {
      values.push(named.get(parameter));
      named.delete(parameter);
      if (parameter === "caller") callerFound = true;
    }
    let caller: Value | undefined;
    if (uses.caller && !callerFound) {
      caller = named.get("caller") ?? new Undefined("No caller defined", "caller");
      named.delete("caller");
    }
    const [unknown] = named.keys();
    if (!uses.kwargs && unknown !== undefined) {
      throw typeError(
        named.has("caller")
          ? `macro ${reprText(name)} was invoked with two values for the special caller argument.` +
            " This is most likely a bug."
          : `macro ${reprText(name)} takes no keyword argument ${toRepr(unknown)}`,
      );
    }
    const varargs = args.positional.slice(parameters.length);
    if (!uses.varargs && varargs.length > 0) {
      throw typeError(
        `macro ${reprText(name)} takes not more than ${parameters.length} argument(s)`,
      );
    }
    return this.#run({ values, caller, kwargs: named, varargs });
  }
}
