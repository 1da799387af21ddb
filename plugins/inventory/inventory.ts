import { inventory, type InventoryResponse, serve } from "../../lib/plugin/sdk.ts";
import { parseInventory } from "./parse_inventory.ts";

serve({
  name: "inventory",
  version: "1.0.0",
  capabilities: [
    inventory(async ({ filePath, content, format }, context) => {
      if (content !== undefined) return parseInventory({ filePath, content, format });
      const file = await context.read(filePath);
      return file.kind === "file"
        ? parseInventory({ filePath, content: file.content, format })
        : unreadable(filePath, file.kind);
    }),
  ],
});

function unreadable(filePath: string, kind: "missing" | "directory"): InventoryResponse {
  return {
    warnings: [],
    error: `Unable to parse ${filePath} as an inventory source`,
    diagnostics: [{
      rule: "inventory-file",
      severity: "error",
      message: kind === "missing"
        ? "Cannot read the inventory: there is no such file"
        : "Cannot read the inventory: it is a folder",
      position: { file: filePath, line: 1, column: 1 },
    }],
  };
}
