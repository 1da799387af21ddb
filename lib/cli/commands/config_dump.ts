import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { formatOption, switchOption } from "../options.ts";

/** `shep config dump`: Ansible's `ansible-config dump`. */
export const configDump = defineCommand({
  words: ["config", "dump"],
  brief: "Show all settings, and where each comes from",
  details:
    "Settings come from variables of the environment, from ansible.cfg, or are the default. " +
    "What makes no difference here, or is not followed, is said with its reason",
  examples: [
    { line: "shep config dump --only-changed", does: "What is not the default" },
    { line: "ANSIBLE_FORKS=50 shep config dump", does: "A variable wins over the file" },
  ],
  parser: object({
    onlyChanged: switchOption(["--only-changed", "--changed-only"], "Only what somebody has set"),
    format: formatOption(["text", "json"]),
  }),
  async run(app, options) {
    const { dumpConfig } = await app.load<typeof import("../config/dump_config.ts")>(
      "lib/cli/config/dump_config.ts",
    );
    return await dumpConfig(app, options);
  },
});
