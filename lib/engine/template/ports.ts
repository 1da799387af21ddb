import type { Value } from "../../base/value.ts";
import type { Builtin } from "./builtin.ts";
import type { Environment } from "./environment.ts";
import type { Scope } from "./scope.ts";

/** A call of `lookup()` or `query()`. */
export interface LookupRequest {
  readonly name: string;
  readonly terms: readonly Value[];
  /** The same where a single list was not taken apart; `terms` if left out. */
  readonly asGiven?: readonly Value[];
  /** The named arguments, without those that Ansible itself understands. */
  readonly options: ReadonlyMap<string, Value>;
  /** What the template sees, for lookups that read variables. */
  readonly scope: Scope;
}

/** Runs lookup plugins. @throws {FilterError} If the lookup fails. */
export type Lookup = (request: LookupRequest) => readonly Value[];

/** A lookup that is no part of shep. @throws {FilterError} If it fails. */
export type ForeignLookup = (
  request: LookupRequest,
  environment: Environment,
) => readonly Value[];

/** Filters, tests and lookups that are no part of shep. */
export interface ForeignPlugins {
  /** @returns The one that a project has in the place of a built-in one of that name. */
  override(kind: "filter" | "test", name: string): Builtin | undefined;
  /**
   * @returns The one of a name that no built-in one has.
   * @throws {FilterError} If there is one that is not to be run.
   */
  find(kind: "filter" | "test", name: string): Builtin | undefined;
  /** @returns The lookup that a project has, which wins over a built-in one. */
  overridingLookup(name: string): ForeignLookup | undefined;
  /** @returns The lookup of a name that no built-in one has. */
  lookup(name: string): ForeignLookup | undefined;
}

/** Finds the texts of templates that are included, imported or extended. */
export type TemplateLoader = (
  name: string,
  /** The template that asks. */
  parent: string | undefined,
) => string | undefined;
