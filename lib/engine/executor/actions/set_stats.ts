import { isDict, type Value } from "../../../base/value.ts";
import { toText } from "../../template/text.ts";
import { failure } from "../result.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/** `set_stats`: says something about the run, for whoever reads its results. */
export function setStats({ args }: ActionCall): ActionResult {
  const data = args.get("data") ?? new Map();
  if (!isDict(data)) {
    return failure("The 'data' option needs to be a dictionary/hash", { changed: false });
  }
  for (const name of data.keys()) {
    if (typeof name === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    return failure(
      `The variable name '${
        toText(name)
      }' is not valid. Variables must start with a letter or underscore character, and contain ` +
        "only letters, numbers and underscores.",
      { changed: false },
    );
  }
  const stats = new Map<Value, Value>([
    ["data", data],
    ["per_host", args.get("per_host") ?? false],
    ["aggregate", args.get("aggregate") ?? true],
  ]);
  return {
    result: new Map<Value, Value>([["changed", false], ["ansible_stats", stats]]),
    diffs: [],
  };
}
