import type { Dict, Value } from "../../../base/value.ts";
import { UndefinedError } from "../../template/errors.ts";
import type { ActionCall, ActionResult } from "./action.ts";
import { toText } from "../../template/text.ts";

/** `debug`: shows a message, or the value of an expression. */
export function debug({ args, scope, options }: ActionCall): ActionResult {
  const isQuiet = Number(args.get("verbosity") ?? 0) > options.verbosity;
  if (isQuiet) {
    return {
      result: result("skipped_reason", "Verbosity threshold not met.").set("skipped", true),
      diffs: [],
    };
  }
  const expression = args.get("var");
  if (expression === undefined || expression === null) {
    return {
      result: result("msg", args.has("msg") ? args.get("msg") ?? null : "Hello world!"),
      diffs: [],
      isShown: true,
    };
  }
  const name = typeof expression === "string" ? expression : toText(expression);
  return { result: result(name, valueOf(name, { scope, options })), diffs: [], isShown: true };
}

function valueOf(
  expression: string,
  { scope, options }: Pick<ActionCall, "scope" | "options">,
): Value {
  try {
    return scope.evaluate(`{{ ${expression} }}`);
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    const reason = options.verbosity > 0 ? `: ${error.message}` : "";
    return `VARIABLE IS NOT DEFINED!${reason}`;
  }
}

function result(key: string, value: Value): Dict {
  return new Map<Value, Value>([["changed", false], [key, value]]);
}
