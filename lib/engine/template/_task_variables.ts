import type { Value } from "../../base/value.ts";
import type { Environment } from "./environment.ts";
import { UndefinedError } from "./errors.ts";
import type { Scope } from "./scope.ts";
import { templateFinal, templateString } from "./template_string.ts";
import { toText } from "./text.ts";
import { Undefined } from "./undefined.ts";

/** For tests: variables whose texts are templates, as Ansible's. */
export class TaskVariables implements Scope {
  readonly #environment: Environment;
  readonly #raw: ReadonlyMap<Value, Value>;

  constructor(environment: Environment, raw: ReadonlyMap<Value, Value>) {
    this.#environment = environment;
    this.#raw = raw;
  }

  has(name: string): boolean {
    return this.#raw.has(name);
  }

  isTemplated(name: string): boolean {
    return typeof this.#raw.get(name) === "string";
  }

  get(name: string): Value | undefined {
    const raw = this.#raw.get(name);
    if (raw === undefined) return undefined;
    try {
      return typeof raw === "string"
        ? templateFinal(this.#environment, raw, this)
        : this.#evaluate(raw);
    } catch (error) {
      if (!(error instanceof UndefinedError)) throw error;
      return new Undefined(`${toText(raw)}: ${error.message}`, name);
    }
  }

  #evaluate(value: Value): Value {
    if (typeof value === "string") return templateString(this.#environment, value, this);
    if (Array.isArray(value)) return value.map((item) => this.#evaluate(item));
    if (!(value instanceof Map)) return value;
    return new Map(Array.from(value, ([key, item]): [Value, Value] => [key, this.#evaluate(item)]));
  }
}
