import type { Dict, Value } from "../../../base/value.ts";
import { failure } from "../result.ts";
import type { ActionCall, ActionResult } from "./action.ts";
import { toText } from "../../template/text.ts";

/** `add_host`: adds a host to the inventory of this run. */
export function addHost({ args, ports }: ActionCall): ActionResult {
  const name = NAMES.map((key) => args.get(key)).find((value) => value !== undefined);
  if (name === undefined || name === null) {
    return failure("name, host or hostname needs to be provided");
  }
  const groups = GROUPS.map((key) => args.get(key)).find((value) => value !== undefined) ?? [];
  const vars = new Map<string, Value>();
  for (const [key, value] of args) {
    if (typeof key === "string" && !NAMES.includes(key) && !GROUPS.includes(key)) {
      vars.set(key, value);
    }
  }
  const [host, port] = splitPort(toText(name));
  if (port !== undefined) vars.set("ansible_ssh_port", port);
  const groupNames = textsOf(groups);
  const changed = ports.inventory.addHost(host, { groups: groupNames, vars });
  const added: Dict = new Map<Value, Value>([
    ["host_name", host],
    ["groups", [...groupNames]],
    ["host_vars", new Map<Value, Value>(vars)],
  ]);
  return { result: new Map<Value, Value>([["changed", changed], ["add_host", added]]), diffs: [] };
}

const NAMES: readonly string[] = ["name", "hostname", "host"];
const GROUPS: readonly string[] = ["groups", "groupname", "group"];

function textsOf(value: Value): readonly string[] {
  if (Array.isArray(value)) return value.map(toText);
  return toText(value).split(",").map((text) => text.trim()).filter((text) => text !== "");
}

function splitPort(name: string): [string, number | undefined] {
  const match = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(name);
  if (match?.[1] === undefined) return [name, undefined];
  return [match[1].replace(/^\[|\]$/g, ""), Number(match[2])];
}
