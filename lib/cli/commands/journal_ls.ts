import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { formatOption } from "../options.ts";

/** `shep journal ls`: the journals that `shep run --resume` keeps. */
export const journalLs = defineCommand({
  words: ["journal", "ls"],
  brief: "List the journals of this user's runs",
  details: "Those that --journal put elsewhere are not listed",
  examples: [{ line: "shep journal ls", does: "What can be gone on with, by shep run --resume" }],
  parser: object({ format: formatOption(["text", "json"]) }),
  permissions: ["write"],
  async run(app, options) {
    const { listJournals } = await app.load<typeof import("../journals/list_journals.ts")>(
      "lib/cli/journals/list_journals.ts",
    );
    return listJournals(app, options);
  },
});
