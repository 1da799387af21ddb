import type { Dict, Value } from "../../../base/value.ts";
import { failure } from "../result.ts";
import type { ActionCall, ActionResult } from "./action.ts";
import { toText } from "../../template/text.ts";

/** `include_tasks`: the strategy unfolds the file for all hosts that ask for the same. */
export function includeTasks({ args, scope }: ActionCall): ActionResult {
  const file = args.get("file") ?? args.get("_raw_params");
  if (file === undefined || file === null || file === "") {
    return failure("No file specified for ansible.builtin.include_tasks");
  }
  return included("tasks", toText(file), { args, scope });
}

/** `include_role`: as `include_tasks`, for a role. */
export function includeRole({ args, scope }: ActionCall): ActionResult {
  const name = args.get("name") ?? args.get("role");
  if (name === undefined || name === null) {
    return failure("'name' is a required field for include_role.");
  }
  return included("role", toText(name), { args, scope });
}

function included(
  kind: "tasks" | "role",
  name: string,
  { args, scope }: Pick<ActionCall, "args" | "scope">,
): ActionResult {
  const result: Dict = new Map<Value, Value>([["changed", false], ["include", name]]);
  return { result, diffs: [], include: { kind, name, args, vars: loopVarsOf(scope) } };
}

/** What the included tasks are to see of the loop around the include. */
function loopVarsOf(scope: ActionCall["scope"]): ReadonlyMap<string, Value> {
  const vars = new Map<string, Value>();
  const names = [scope.get("ansible_loop_var"), scope.get("ansible_index_var"), "ansible_loop"];
  for (const name of [...names, "ansible_loop_var", "ansible_index_var"]) {
    const value = typeof name === "string" ? scope.get(name) : undefined;
    if (typeof name === "string" && value !== undefined) vars.set(name, value);
  }
  return vars;
}
