import type { Value } from "../../base/value.ts";
import { LazyDict } from "../template/object.ts";
import type { LayeredScope } from "./scope.ts";

/** Variables as a dict: each is finished when it is asked for. */
export class ScopeDict extends LazyDict {
  readonly #scope: LayeredScope;

  constructor(scope: LayeredScope) {
    super();
    this.#scope = scope;
  }

  override get(name: Value): Value | undefined {
    return typeof name === "string" ? this.#scope.get(name) : undefined;
  }

  override has(name: Value): boolean {
    return typeof name === "string" && this.#scope.has(name);
  }

  override keys(): readonly Value[] {
    return [...this.#scope.names()].filter((name) => !HIDDEN.has(name));
  }
}

/** Names that would go in circles. */
const HIDDEN: ReadonlySet<string> = new Set(["vars", "hostvars"]);
