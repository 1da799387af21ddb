import type { Value } from "../../base/value.ts";
import type { Scope } from "./scope.ts";

/** A call of `lookup()` or `query()`. */
export interface LookupRequest {
  readonly name: string;
  readonly terms: readonly Value[];
  /** The named arguments, without those that Ansible itself understands. */
  readonly options: ReadonlyMap<string, Value>;
  /** What the template sees, for lookups that read variables. */
  readonly scope: Scope;
}

/** Runs lookup plugins. @throws {FilterError} If the lookup fails. */
export type Lookup = (request: LookupRequest) => readonly Value[];

/** Finds the texts of templates that are included, imported or extended. */
export type TemplateLoader = (
  name: string,
  /** The template that asks. */
  parent: string | undefined,
) => string | undefined;
