import type { Value } from "../../../base/value.ts";
import { failure } from "../result.ts";
import type { ActionCall, ActionResult } from "./action.ts";
import { toText } from "../../template/text.ts";

/** `group_by`: puts the host into a group named after one of its variables. */
export function groupBy({ args, host, ports }: ActionCall): ActionResult {
  const key = args.get("key");
  if (key === undefined || key === null) {
    return failure("the 'key' param is required when using group_by");
  }
  const parents = args.get("parents") ?? ["all"];
  const group = toText(key).replaceAll(" ", "-");
  const above = (Array.isArray(parents) ? parents : [parents]).map((name) =>
    toText(name).replaceAll(" ", "-")
  );
  const changed = ports.inventory.addToGroup(host.name, group, above);
  const result = new Map<Value, Value>([
    ["changed", changed],
    ["add_group", group],
    ["parent_groups", above],
  ]);
  return { result, diffs: [] };
}
