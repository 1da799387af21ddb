import type { Position } from "../../base/position.ts";
import type { Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";

/**
 * Where a variable of a host comes from, from the weakest to the strongest. Of one kind, groups
 * count in the order of their depth, priority and name.
 */
export const VAR_ORIGINS = [
  "inventory all",
  "inventory group",
  "inventory group_vars/all",
  "playbook group_vars/all",
  "inventory group_vars",
  "playbook group_vars",
  "inventory host",
  "add_host",
  "inventory host_vars",
  "playbook host_vars",
] as const;

/** See {@link VAR_ORIGINS}. */
export type VarOrigin = typeof VAR_ORIGINS[number];

/** What a variable is made of: a value, or the JSON text of one. */
export type InventoryVarFields =
  & {
    readonly origin: VarOrigin;
    readonly owner: string;
    readonly position: Position | (() => Position) | undefined;
  }
  & ({ readonly value: Value } | { readonly json: string });

/** A variable as it was written, with where that was; JSON text is read when it is asked for. */
export class InventoryVar {
  readonly origin: VarOrigin;
  /** The group or host it was set for. */
  readonly owner: string;
  readonly #json: string;
  readonly #position: Position | (() => Position) | undefined;
  #value: Value | undefined;

  constructor(fields: InventoryVarFields) {
    this.origin = fields.origin;
    this.owner = fields.owner;
    this.#position = fields.position;
    this.#json = "json" in fields ? fields.json : "null";
    this.#value = "value" in fields ? fields.value : undefined;
  }

  get value(): Value {
    return this.#value ??= valueFromJson(this.#json);
  }

  get position(): Position | undefined {
    return typeof this.#position === "function" ? this.#position() : this.#position;
  }
}
