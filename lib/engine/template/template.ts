import type { Value } from "../../base/value.ts";
import type { CompiledTemplate } from "./compile_template.ts";
import { RenderContext, type RenderState, type Taint } from "./context.ts";
import type { CompileOptions, Environment } from "./environment.ts";
import { finish } from "./finish.ts";
import { fromOutput, fromPiece, type ValueMode } from "./from_output.ts";
import { Budget } from "./limits.ts";
import type { Scope } from "./scope.ts";

/** What a rendering shares with others. */
export interface RenderOptions {
  /** Told if the result holds a value that must not be run as a template again. */
  readonly taint?: Taint;
  /** The budget of the rendering that this one is part of. */
  readonly budget?: Budget;
}

/** A compiled template. */
export class Template {
  readonly #environment: Environment;
  readonly #text: string;
  readonly #name: string | undefined;
  #textForm: CompiledTemplate | undefined;
  #valueForm: CompiledTemplate | undefined;

  /** @throws {TemplateSyntaxError} If `text` is malformed. */
  constructor(environment: Environment, text: string, options: CompileOptions) {
    this.#environment = environment;
    this.#text = text;
    this.#name = options.name;
    if (options.form === "value") this.#value();
    else this.#rendered();
  }

  /**
   * @returns What the template prints.
   * @throws {TemplateError} If it cannot be rendered.
   */
  render(scope: Scope, options: RenderOptions = {}): string {
    const compiled = this.#rendered();
    const context = this.#context(compiled, scope, options);
    const text = compiled.render(context);
    context.options.state.budget.checkOutput(text);
    return text;
  }

  /**
   * @returns The value that Ansible makes of what the template prints: text that looks like a
   * list, dict or bool is one; in a native environment the value of a single `{{ }}` is kept.
   * @throws {TemplateError} If it cannot be rendered.
   */
  renderValue(scope: Scope, options: RenderOptions = {}): Value {
    return finish(this.renderFinal(scope, options));
  }

  /** Like `renderValue()`; text that must not be read back as a literal is a `FinalText`. */
  renderFinal(scope: Scope, options: RenderOptions = {}): Value {
    const mode = this.#mode;
    const compiled = this.#value();
    const context = this.#context(compiled, scope, options);
    if (compiled.only !== undefined) return fromPiece(mode, compiled.only(context));
    const text = compiled.render(context);
    context.options.state.budget.checkOutput(text);
    return fromOutput(mode, { text, pieces: context.pieces, lastPiece: context.lastPiece });
  }

  get #mode(): ValueMode {
    const { native, keepsTexts } = this.#environment.options;
    if (native !== true) return "value";
    return keepsTexts === true ? "typed" : "native";
  }

  #rendered(): CompiledTemplate {
    return this.#textForm ??= this.#environment.compiled(this.#text, {
      name: this.#name,
      mode: "text",
    });
  }

  #value(): CompiledTemplate {
    return this.#valueForm ??= this.#environment.compiled(this.#text, {
      name: this.#name,
      mode: this.#mode,
    });
  }

  #context(compiled: CompiledTemplate, scope: Scope, options: RenderOptions): RenderContext {
    const state: RenderState = {
      budget: options.budget ?? new Budget(this.#environment.limits),
      taint: options.taint ?? { unsafe: false },
    };
    return new RenderContext(this.#environment, scope, {
      state,
      template: this.#name,
      mutates: compiled.mutates,
    });
  }
}
