import { DiagnosticError } from "../../lib/base/diagnostic.ts";
import { expandHostPattern } from "./host_range.ts";
import { InventoryBuilder } from "./inventory_builder.ts";

/**
 * Reads a list of hosts separated by commas, such as `-i a,b:2222,web[1:3],`. Ranges are expanded,
 * as by Ansible's `advanced_host_list`.
 *
 * @throws {DiagnosticError} If a range is malformed.
 */
export function parseHostList(text: string): InventoryBuilder {
  const builder = new InventoryBuilder();
  for (const pattern of text.split(",").map((item) => item.trim())) {
    if (pattern === "") continue;
    const { names, port } = expand(pattern, text);
    for (const name of names) {
      builder.addHost({ name, group: "ungrouped", port, position: undefined });
    }
  }
  return builder;
}

function expand(pattern: string, list: string): ReturnType<typeof expandHostPattern> {
  try {
    return expandHostPattern(pattern);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DiagnosticError([{
      rule: "inventory-host-list",
      severity: "error",
      message: `Invalid data from string, could not parse: ${error.message}`,
      position: { file: list, line: 1, column: list.indexOf(pattern) + 1 },
    }]);
  }
}
