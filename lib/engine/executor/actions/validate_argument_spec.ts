import { type Dict, isDict, type Value } from "../../../base/value.ts";
import { checkAgainst } from "../../playbook/check_arguments.ts";
import { parseArgumentSpec } from "../../playbook/parse_module_spec.ts";
import { checkDefined } from "../../template/printed.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/**
 * `validate_argument_spec`: checks a role's parameters, and the variables of the same names, against
 * its argument spec. It stands before a role's tasks and binds nothing, not even defaults.
 */
export function validateArgumentSpec({ args, scope }: ActionCall): ActionResult {
  const options = args.get("argument_spec") ?? new Map();
  const context = args.get("validate_args_context") ?? new Map();
  const { spec, errors: broken } = parseArgumentSpec(options, "argument_spec");
  const given: Dict = new Map();
  for (const name of spec.options.keys()) {
    const value = scope.get(name);
    if (value === undefined) continue;
    checkDefined(value);
    given.set(name, value);
  }
  const provided = args.get("provided_arguments");
  for (const [name, value] of isDict(provided) ? provided : []) given.set(name, value);
  const errors = broken.length > 0 ? broken : checkAgainst(spec, given).errors;
  const result: Dict = new Map<Value, Value>([
    ["changed", false],
    ["validate_args_context", context],
  ]);
  if (errors.length === 0) return { result: result.set("msg", PASSED), diffs: [] };
  result.set("failed", true);
  result.set("msg", `Validation of arguments failed:\n${errors.join("\n")}`);
  result.set("argument_spec_data", options);
  result.set("argument_errors", [...errors]);
  return { result, diffs: [] };
}

const PASSED = "The arg spec validation passed";
