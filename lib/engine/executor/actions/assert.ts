import type { Dict, Value } from "../../../base/value.ts";
import { unknownCause, type UnknownError } from "../../template/unknown.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/** `assert`: fails with the first condition that does not hold. */
export function assert({ args, scope, ports }: ActionCall): ActionResult {
  const that = args.get("that") ?? [];
  const isQuiet = args.get("quiet") === true;
  let doubt: UnknownError | undefined;
  for (const condition of Array.isArray(that) ? that : [that]) {
    try {
      if (ports.templating.condition(condition, scope)) continue;
    } catch (error) {
      const cause = unknownCause(error);
      if (cause === undefined && doubt === undefined) throw error;
      // One that is false decides, whatever the unknown ones are.
      doubt ??= cause;
      continue;
    }
    const result: Dict = new Map<Value, Value>([
      ["changed", false],
      ["failed", true],
      ["evaluated_to", false],
      ["assertion", condition],
      ["msg", args.get("fail_msg") ?? args.get("msg") ?? "Assertion failed"],
    ]);
    return { result, diffs: [], isShown: !isQuiet };
  }
  if (doubt !== undefined) throw doubt;
  const message = args.get("success_msg") ?? "All assertions passed";
  const result: Dict = new Map<Value, Value>([["changed", false], ["msg", message]]);
  return { result, diffs: [], isShown: !isQuiet };
}
