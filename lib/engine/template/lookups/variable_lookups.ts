import type { Value } from "../../../base/value.ts";
import { FilterError, UndefinedError } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { Undefined } from "../undefined.ts";
import type { LookupPlugin } from "./lookup.ts";

/** Lookups of variables, the environment, the inventory and commands. */

/** `vars`: the values of variables by their names. */
export const vars: LookupPlugin = ({ terms, options, scope }) =>
  terms.map((term) => {
    if (typeof term !== "string") {
      throw new FilterError(`Invalid setting identifier, "${String(term)}" is not a string`);
    }
    const value = scope.get(term);
    if (value !== undefined && !(value instanceof Undefined)) return value;
    const fallback = options.get("default");
    if (fallback !== undefined) return fallback;
    throw new UndefinedError(
      value instanceof Undefined ? value.reason : `No variable found with this name: ${term}`,
    );
  });

/** `varnames`: the names of variables that match regular expressions. */
export const varnames: LookupPlugin = ({ terms, scope }) =>
  terms.flatMap((term) => {
    const pattern = new RegExp(String(term));
    return [...namesOf(scope)].filter((name) => pattern.test(name));
  });

/** `env`: variables of the controller's environment; empty, or `default`, where there are none. */
export const env: LookupPlugin = ({ terms, options }, { environment }) =>
  terms.map((term) =>
    environment.get(String(term).split(" ")[0] ?? "") ?? options.get("default") ?? ""
  );

/** `inventory_hostnames`: the hosts that patterns match. */
export const inventoryHostnames: LookupPlugin = ({ terms }, { hosts }) =>
  terms.length === 0 ? [] : [...hosts(terms.map(String).join(":"))];

/** `pipe`: the output of commands. */
export const pipe: LookupPlugin = ({ terms }, { shell }) =>
  terms.map((term) => output(String(term), shell).replace(/\n+$/, ""));

/** `lines`: the lines of the output of commands. */
export const lines: LookupPlugin = ({ terms }, { shell }) =>
  terms.flatMap((term): readonly Value[] => {
    const text = output(String(term), shell);
    return text === "" ? [] : text.replace(/\n$/, "").split("\n");
  });

function output(command: string, shell: (command: string) => string): string {
  try {
    return shell(command);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FilterError(`lookup_plugin.pipe(${command}) returned ${reason}`, { cause: error });
  }
}

function namesOf(scope: Scope): Iterable<string> {
  const all = scope.names?.();
  if (all === undefined) throw new FilterError("Cannot list variables here");
  return all;
}
