import type { Dict } from "../../base/value.ts";
import type { ModuleSpec } from "../playbook/argument_spec.ts";
import { checkArguments, type CheckedArguments } from "../playbook/check_arguments.ts";

/**
 * @returns Arguments as the module takes them, or what is wrong with them. A module without a spec, or
 * one that takes any, checks them itself.
 */
export function checkedArguments(
  args: Dict,
  { spec, home, calledAs }: {
    readonly spec: ModuleSpec | undefined;
    readonly home: string | undefined;
    readonly calledAs: string;
  },
): Pick<CheckedArguments, "args" | "errors" | "secrets" | "warnings"> {
  if (spec === undefined || spec.acceptsAny) return { args, errors: [], secrets: [], warnings: [] };
  const name = PASSED_ON.get(spec.module) ?? calledAs;
  if (home === undefined) return checkArguments(spec, args, { calledAs: name });
  const expandPath = (path: string) => path.replace(/^~(?=\/|$)/, home);
  return checkArguments(spec, args, { calledAs: name, expandPath });
}

/** Adds what was found in arguments to what their module warns of. */
export function addWarnings(result: Dict, warnings: readonly string[]): void {
  if (warnings.length === 0) return;
  const others = result.get("warnings");
  result.set("warnings", [...warnings, ...(Array.isArray(others) ? others : [])]);
}

/** Modules that Ansible's controller starts by another name than a task does. */
const PASSED_ON: ReadonlyMap<string, string> = new Map([
  ...["assemble", "command", "copy", "unarchive", "uri"].map((name) =>
    [name, `ansible.legacy.${name}`] as const
  ),
  ["shell", "ansible.legacy.command"],
]);

/** @returns Whether a path in `args` starts at the home folder of the user on the target. */
export function needsHome(args: Dict): boolean {
  return [...args.values()].some((value) => typeof value === "string" && value.startsWith("~"));
}
