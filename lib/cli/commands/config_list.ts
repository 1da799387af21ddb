import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { formatOption } from "../options.ts";

/** `shep config list`: Ansible's `ansible-config list`. */
export const configList = defineCommand({
  words: ["config", "list"],
  brief: "List the settings there are, and what comes of each",
  examples: [{ line: "shep config list", does: "Names, types, defaults, and where to set them" }],
  parser: object({ format: formatOption(["text", "json"]) }),
  async run(app, options) {
    const { listSettings } = await app.load<typeof import("../config/list_settings.ts")>(
      "lib/cli/config/list_settings.ts",
    );
    return await listSettings(app, options);
  },
});
