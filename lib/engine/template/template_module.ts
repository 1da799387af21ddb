import type { Value } from "../../base/value.ts";
import { TemplateObject } from "./object.ts";

/** What `{% import %}` gives: the macros and variables that another template has set. */
export class TemplateModule extends TemplateObject {
  readonly typeName = "jinja2.environment.TemplateModule";
  readonly #exports: ReadonlyMap<string, Value>;
  readonly #text: string;
  readonly #name: string;

  constructor(name: string, exports: ReadonlyMap<string, Value>, text: string) {
    super();
    this.#name = name;
    this.#exports = exports;
    this.#text = text;
  }
  /** The name of the template. */
  get name(): string {
    return this.#name;
  }
  override get text(): string {
    return this.#text;
  }
  override attribute(name: string): Value | undefined {
    return this.#exports.get(name);
  }
  override repr(): string {
    return `<TemplateModule '${this.#name}'>`;
  }
}
