import type { UnknownError } from "../template/unknown.ts";
import { HeldChanges } from "./held_changes.ts";
import type { FactCache } from "./ports.ts";
import { finalItem, setFinal } from "../template/final_texts.ts";
import { type Dict, isDict, type Value } from "../../base/value.ts";

/** Why a host takes no further part in what is running. */
export type HostCondition =
  | { readonly kind: "running" }
  /** A task failed; a `rescue` above it can set the host running again. */
  | { readonly kind: "failed"; readonly task: Dict; readonly result: Dict }
  | { readonly kind: "unreachable" }
  /** `meta: end_role`: until the end of the role. */
  | { readonly kind: "leaving" }
  /** `meta: end_host`, `end_batch` or `end_play`: no error, until the next play. */
  | { readonly kind: "ended" };

/** What a run knows of one host beyond its inventory. */
export class HostState {
  condition: HostCondition = { kind: "running" };
  // Of thousands of hosts few may take part: what is kept of one is made when it is needed.
  #notified: Set<object> | undefined;
  #doubts: Map<object, UnknownError> | undefined;
  #absences: Map<object | string, UnknownError> | undefined;
  #heldChanges: HeldChanges | undefined;
  #assigned: Dict | undefined;
  #included: Dict | undefined;
  #probedFacts: Map<string, Promise<string>> | undefined;
  #startedRoles: Set<object> | undefined;
  #completedRoles: Set<object> | undefined;
  readonly #cache: FactCache | undefined;
  #leaving: object | undefined;
  #facts: Dict | undefined;
  #namespaced: Dict | undefined;

  /** @param cache What keeps its facts between runs. */
  constructor(readonly name: string, cache?: FactCache) {
    this.#cache = cache;
  }

  /** Handlers that were notified and have not run yet, by their identity. */
  get notified(): Set<object> {
    return this.#notified ??= new Set();
  }

  /** Handlers that a real run may notify, and why that is not certain. */
  get doubts(): Map<object, UnknownError> {
    return this.#doubts ??= new Map();
  }

  /** Why it is not certain that a real run has the host take part in what comes next. */
  get absence(): UnknownError | undefined {
    return this.#absences?.values().next().value;
  }

  /** What check mode has kept tasks from changing. */
  get heldChanges(): HeldChanges {
    return this.#heldChanges ??= new HeldChanges();
  }

  /** set_fact and register: finished values. */
  get assigned(): Dict {
    return this.#assigned ??= new Map();
  }

  /** include_vars: values that may be templates; those that are assigned win over them. */
  get included(): Dict {
    return this.#included ??= new Map();
  }

  /** JSON texts of facts that modules needed before any were gathered, by what was asked for. */
  get probedFacts(): Map<string, Promise<string>> {
    return this.#probedFacts ??= new Map();
  }

  /** What modules found out, under the names they returned (`ansible_os_family`, `services`). */
  get facts(): Dict {
    this.#facts ??= new Map(this.#cache?.read(this.name));
    return this.#facts;
  }

  /** Whether the host takes part in what comes next. */
  get isRunning(): boolean {
    return this.condition.kind === "running";
  }

  /** `ansible_facts`: the facts without their `ansible_` prefix. */
  get namespacedFacts(): Dict {
    if (this.#namespaced === undefined) {
      this.#namespaced = new Map();
      for (const [name, value] of this.facts) {
        this.#namespaced.set(withoutPrefix(name), value);
      }
    }
    return this.#namespaced;
  }

  /** Lets a failed host go on in a `rescue`. @returns Whether it had failed. */
  rescue(): boolean {
    if (this.condition.kind !== "failed") return false;
    this.assign("ansible_failed_task", this.condition.task);
    this.assign("ansible_failed_result", this.condition.result);
    this.condition = { kind: "running" };
    return true;
  }

  /** Lets a failed host run an `always`. @returns The condition to put back. */
  setAside(): HostCondition {
    const before = this.condition;
    if (before.kind === "failed") this.condition = { kind: "running" };
    return before;
  }

  /** `meta: end_role`: the host takes no part in what is left of `role`. */
  endRole(role: object): void {
    this.#leaving = role;
    this.condition = { kind: "leaving" };
  }

  /** Notes that a real run may leave the host out until `end` is reached, or the play ends. */
  mayMiss(end: object | string, doubt: UnknownError): void {
    this.#absences ??= new Map();
    this.#absences.set(end, doubt);
  }

  /** @returns Whether the host may be left out until `end`. */
  mayMissUntil(end: object | string): boolean {
    return this.#absences?.has(end) ?? false;
  }

  /** From here on the host takes part for certain, if nothing else may keep it away. */
  endAbsence(end: object | string): void {
    this.#absences?.delete(end);
  }

  /** The end of `role` has come. @returns Whether the host has waited for it. */
  reachEnd(role: object): boolean {
    this.endAbsence(role);
    if (this.#leaving !== role) return false;
    this.#leaving = undefined;
    if (this.condition.kind === "leaving") this.condition = { kind: "running" };
    return true;
  }

  /** Notes that a task of `role` has run, and was not only skipped. */
  startRole(role: object): void {
    this.#startedRoles ??= new Set();
    this.#startedRoles.add(role);
  }

  /** Notes that the tasks of `role` have ended: if one has run, the role is not run again. */
  completeRole(role: object): void {
    if (!this.#startedRoles?.has(role)) return;
    this.#completedRoles ??= new Set();
    this.#completedRoles.add(role);
  }

  hasCompleted(role: object): boolean {
    return this.#completedRoles?.has(role) ?? false;
  }

  /** What is forgotten between plays. */
  startPlay(): void {
    this.#startedRoles = undefined;
    this.#completedRoles = undefined;
    this.#notified = undefined;
    this.#doubts = undefined;
    this.#absences = undefined;
    if (this.condition.kind === "ended") this.condition = { kind: "running" };
  }

  /** @returns Why it is not certain that `handler` runs now, once. */
  takeDoubt(handler: object): UnknownError | undefined {
    const doubt = this.#doubts?.get(handler);
    if (doubt !== undefined) this.#doubts?.delete(handler);
    return doubt;
  }

  /** Adds facts; a fact of the same name is replaced. */
  addFacts(facts: Dict): void {
    for (const [name, value] of facts) {
      const before = this.facts.get(name);
      // Facts of a custom source are gathered in parts, one task each.
      const merged = name === "ansible_local" && isDict(before) && isDict(value)
        ? new Map([...before, ...value])
        : value;
      this.facts.set(name, merged);
    }
    this.#namespaced = undefined;
    this.#cache?.write(this.name, this.facts);
  }

  /** `meta: clear_facts`. */
  clearFacts(): void {
    this.facts.clear();
    this.#namespaced = undefined;
    this.#cache?.forget(this.name);
  }

  /** Binds a finished value, as set_fact and register do; a `FinalText` is never read back. */
  assign(name: string, value: Value): void {
    setFinal(this.assigned, name, value);
  }

  /** @returns What takes back all variables that are bound from now on. */
  savepoint(): () => void {
    const restored = [this.assigned, this.included].map((vars) => {
      const before = [...vars].map(([name, value]) =>
        [name, finalItem(vars, name, value)] as const
      );
      return () => {
        vars.clear();
        for (const [name, value] of before) setFinal(vars, name, value);
      };
    });
    return () => restored.forEach((restore) => restore());
  }

  /** Binds a value that may be a template, as include_vars does. */
  include(name: string, value: Value): void {
    this.included.set(name, value);
  }
}

function withoutPrefix(name: Value): Value {
  return typeof name === "string" && name.startsWith("ansible_") && name !== "ansible_local"
    ? name.slice("ansible_".length)
    : name;
}
