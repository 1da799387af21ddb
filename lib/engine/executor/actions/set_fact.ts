import type { Dict, Value } from "../../../base/value.ts";
import { finalItem, setFinal } from "../../template/final_texts.ts";
import { toText } from "../../template/text.ts";
import { asBool } from "../bool.ts";
import { failure } from "../result.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/** `set_fact`: binds variables on the host for the rest of the run. */
export function setFact({ args, scope, ports }: ActionCall): ActionResult {
  const isCacheable = asBool(args.get("cacheable") ?? false) === true;
  const assigned: Dict = new Map();
  for (const [key, value] of args) {
    if (key === "cacheable") continue;
    const name = scope.evaluate(key);
    if (typeof name !== "string" || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      return failure(
        `The variable name '${toText(name)}' is not valid. Variables must start with a letter or ` +
          "underscore character, and contain only letters, numbers and underscores.",
      );
    }
    const written = ports.templating.environment.options.native ? value : asWritten(value);
    setFinal(assigned, name, finalItem(args, key, written));
  }
  if (assigned.size === 0) {
    return failure(
      "No key/value pairs provided, at least one is required for this action to succeed",
    );
  }
  const result: Dict = new Map<Value, Value>([["changed", false], ["ansible_facts", assigned]]);
  if (isCacheable) result.set("_ansible_facts_cacheable", true);
  return { result, diffs: [], assigned, ...(isCacheable && { facts: assigned }) };
}

/** Texts that say yes or no become booleans. */
function asWritten(value: Value): Value {
  if (typeof value !== "string") return value;
  const text = value.toLowerCase();
  if (text === "true" || text === "yes") return true;
  return text === "false" || text === "no" ? false : value;
}
