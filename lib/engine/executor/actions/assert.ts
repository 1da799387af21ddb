import type { Dict, Value } from "../../../base/value.ts";
import { firstFalse } from "../first_false.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/** `assert`: fails with the first condition that does not hold. */
export function assert({ args, scope, ports }: ActionCall): ActionResult {
  const that = args.get("that") ?? [];
  const isQuiet = args.get("quiet") === true;
  const unmet = firstFalse(
    Array.isArray(that) ? that : [that],
    (condition) => ports.templating.condition(condition, scope),
  );
  if (unmet !== undefined) {
    const result: Dict = new Map<Value, Value>([
      ["changed", false],
      ["failed", true],
      ["evaluated_to", false],
      ["assertion", unmet],
      ["msg", args.get("fail_msg") ?? args.get("msg") ?? "Assertion failed"],
    ]);
    return { result, diffs: [], isShown: !isQuiet };
  }
  const message = args.get("success_msg") ?? "All assertions passed";
  const result: Dict = new Map<Value, Value>([["changed", false], ["msg", message]]);
  return { result, diffs: [], isShown: !isQuiet };
}
