import { object } from "@optique/core/constructs";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { formatOption } from "../options.ts";

/** `shep journal show`: what a run did. */
export const journalShow = defineCommand({
  words: ["journal", "show"],
  brief: "Show what a run did, and what it was at when it ended",
  examples: [
    { line: "shep journal show run.journal", does: "The tasks of each host" },
    { line: "shep journal show run.journal --format json", does: "With the results" },
  ],
  parser: object({
    file: argument(string({ metavar: "FILE" }), { description: text("The journal") }),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["write"],
  async run(app, options) {
    const { showJournal } = await app.load<typeof import("../journals/show_journal.ts")>(
      "lib/cli/journals/show_journal.ts",
    );
    return showJournal(app, options);
  },
});
