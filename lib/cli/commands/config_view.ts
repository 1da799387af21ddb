import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";

/** `shep config view`: Ansible's `ansible-config view`. */
export const configView = defineCommand({
  words: ["config", "view"],
  brief: "Show the ansible.cfg that counts",
  examples: [{ line: "shep config view", does: "The file as it is" }],
  parser: object({}),
  async run(app) {
    const { viewConfig } = await app.load<typeof import("../config/view_config.ts")>(
      "lib/cli/config/view_config.ts",
    );
    return await viewConfig(app);
  },
});
