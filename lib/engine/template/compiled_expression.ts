import type { Value } from "../../base/value.ts";
import { Activation, type Evaluate } from "./activation.ts";
import type { Expression } from "./ast.ts";
import { compileExpression } from "./compile_expression.ts";
import { located } from "./compile_template.ts";
import { RenderContext } from "./context.ts";
import type { Environment } from "./environment.ts";
import { finish } from "./finish.ts";
import { FunctionScope, LexicalScope } from "./lexical_scope.ts";
import { Budget } from "./limits.ts";
import { unrolled } from "./printed.ts";
import type { Scope } from "./scope.ts";
import type { RenderOptions } from "./template.ts";

/** A compiled expression. */
export class CompiledExpression {
  readonly #environment: Environment;
  readonly #evaluate: Evaluate;
  readonly #owner: FunctionScope;

  constructor(environment: Environment, node: Expression) {
    this.#environment = environment;
    this.#owner = new FunctionScope({
      environment,
      name: undefined,
      mode: "text",
      extends: false,
      line: () => 1,
    });
    this.#evaluate = compileExpression(new LexicalScope(this.#owner), node);
  }

  /**
   * @returns The value of the expression, views and ranges as lists.
   * @throws {UndefinedError} If the value, or anything in it, is undefined.
   * @throws {TemplateError} If it cannot be computed.
   */
  evaluate(scope: Scope, options: RenderOptions = {}): Value {
    const context = new RenderContext(this.#environment, scope, {
      state: {
        budget: options.budget ?? new Budget(this.#environment.limits),
        taint: options.taint ?? { unsafe: false },
      },
      template: undefined,
      mutates: true,
    });
    return located(
      context,
      () => finish(unrolled(this.#evaluate(new Activation(context, this.#owner.size)))),
    );
  }
}
