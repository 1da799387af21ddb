import type { Dict } from "../../base/value.ts";
import type { ModuleSpec } from "../playbook/argument_spec.ts";
import { checkArguments, type CheckedArguments } from "../playbook/check_arguments.ts";

/**
 * @returns Arguments as the module takes them, or what is wrong with them. A module without a spec, or
 * one that takes any, checks them itself.
 */
export function checkedArguments(
  args: Dict,
  { spec, home }: { readonly spec: ModuleSpec | undefined; readonly home: string | undefined },
): Pick<CheckedArguments, "args" | "errors" | "secrets"> {
  if (spec === undefined || spec.acceptsAny) return { args, errors: [], secrets: [] };
  if (home === undefined) return checkArguments(spec, args);
  return checkArguments(spec, args, { expandPath: (path) => path.replace(/^~(?=\/|$)/, home) });
}

/** @returns Whether a path in `args` starts at the home folder of the user on the target. */
export function needsHome(args: Dict): boolean {
  return [...args.values()].some((value) => typeof value === "string" && value.startsWith("~"));
}
