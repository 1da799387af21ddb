import { dict } from "../../../lib/base/value.ts";
import { pythonJson } from "../../../lib/base/python_json.ts";
import type { ModuleDiff, Value } from "../../../lib/plugin/sdk.ts";

/** @returns A difference of two dicts, shown as Ansible shows it: sorted JSON. */
export function dictDiff(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): ModuleDiff {
  const registered = { before: dict(before), after: dict(after) };
  return { before: jsonText(before), after: jsonText(after), registered };
}

function jsonText(values: Readonly<Record<string, Value>>): string {
  return `${pythonJson(dict(values), { indent: 4, sortKeys: true })}\n`;
}
