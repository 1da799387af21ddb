import type { Value } from "../../base/value.ts";
import { TemplateObject } from "./object.ts";

/** What is known of an object that stays with Python. */
export interface PythonObjectParts {
  /** Which one it is there. */
  readonly number: number;
  readonly typeName: string;
  readonly text: string;
  /** What a set or a tuple with names holds. */
  readonly items: readonly Value[] | undefined;
  /** Asks for an attribute. */
  readonly attribute: (number: number, name: string) => Value | undefined;
}

/** An object that a plugin in Python made and that no other value stands for. */
export class PythonObject extends TemplateObject {
  readonly typeName: string;
  readonly #parts: PythonObjectParts;

  constructor(parts: PythonObjectParts) {
    super();
    this.typeName = parts.typeName;
    this.#parts = parts;
  }

  /** Which one it is there. */
  get number(): number {
    return this.#parts.number;
  }
  override get text(): string {
    return this.#parts.text;
  }
  override repr(): string {
    return this.#parts.text;
  }
  override attribute(name: string): Value | undefined {
    return this.#parts.attribute(this.#parts.number, name);
  }
  override item(key: Value): Value | undefined {
    const { items } = this.#parts;
    return typeof key === "number" ? items?.at(key) : undefined;
  }
  override iterate(): readonly Value[] | undefined {
    return this.#parts.items;
  }
  override length(): number | undefined {
    return this.#parts.items?.length;
  }
}
