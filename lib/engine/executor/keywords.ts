import { type Dict, Float, isDict, type Value } from "../../base/value.ts";
import type { Keyword } from "../../wire/task.ts";
import { mappings, setting } from "../playbook/inherited.ts";
import type { Layer } from "../playbook/model.ts";
import { asBool } from "./bool.ts";
import type { LayeredScope } from "./scope.ts";
import { OMIT } from "./omit.ts";
import { evaluationError, TaskError } from "./task_error.ts";
import { toText } from "../template/text.ts";

/** Reads the keywords of a play, block or task with the variables of one host. */
export class Keywords {
  readonly #layer: Layer;
  readonly #scope: LayeredScope;

  constructor(layer: Layer, scope: LayeredScope) {
    this.#layer = layer;
    this.#scope = scope;
  }

  /**
   * @returns The finished value of `keyword`, or `undefined` if nobody says it, or `omit`.
   * @throws {TaskError} If its template fails.
   */
  value(keyword: Keyword): Value | undefined {
    const written = setting(this.#layer, keyword);
    if (written === undefined) return undefined;
    try {
      const value = this.#scope.evaluate(written.value);
      return value === OMIT ? undefined : value;
    } catch (error) {
      throw evaluationError(error, { kind: "field", name: keyword }, written.position);
    }
  }

  /** @throws {TaskError} If it is said and means neither yes nor no. */
  bool(keyword: Keyword): boolean | undefined {
    const value = this.value(keyword);
    if (value === undefined || value === null || value === "") return undefined;
    const bool = asBool(value);
    if (bool === undefined) throw this.#wrong(keyword, value, "a yes or no");
    return bool;
  }

  /** @throws {TaskError} If it is said and is no whole number. */
  int(keyword: Keyword): number | undefined {
    const value = this.number(keyword);
    if (value !== undefined && !Number.isInteger(value)) {
      throw this.#wrong(keyword, value, "a whole number");
    }
    return value;
  }

  /** @throws {TaskError} If it is said and is no number. */
  number(keyword: Keyword): number | undefined {
    const value = this.value(keyword);
    if (value === undefined || value === null || value === "") return undefined;
    const number = Number(value instanceof Float ? value.value : value);
    if (Number.isNaN(number)) throw this.#wrong(keyword, value, "a number");
    return number;
  }

  text(keyword: Keyword): string | undefined {
    const value = this.value(keyword);
    return value === undefined || value === null ? undefined : toText(value);
  }

  /** @returns A list, or one value, as texts. */
  texts(keyword: Keyword): readonly string[] {
    const value = this.value(keyword);
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).map(toText);
  }

  /**
   * @returns `environment` or `module_defaults` of all levels, the nearest winning.
   * @throws {TaskError} If one is no mapping.
   */
  mapping(keyword: "environment" | "module_defaults"): Dict {
    const merged: Dict = new Map();
    for (const written of mappings(this.#layer, keyword)) {
      const value = this.#evaluated(keyword, written);
      if (isDict(value)) { for (const [key, item] of value) merged.set(key, item); }
      else if (value !== "" && value !== null && value !== OMIT) {
        throw this.#wrong(keyword, value, "a mapping");
      }
    }
    return merged;
  }

  #evaluated(keyword: Keyword, value: Value): Value {
    try {
      return this.#scope.evaluate(value);
    } catch (error) {
      throw evaluationError(error, { kind: "field", name: keyword });
    }
  }

  #wrong(keyword: Keyword, value: Value, expected: string): TaskError {
    return new TaskError(
      `The field '${keyword}' has an invalid value: expected ${expected}, found ${toText(value)}`,
    );
  }
}
