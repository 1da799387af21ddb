import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { choice } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { countOption, formatOption } from "../options.ts";

/** `shep kiosk audit`: who did what. */
export const kioskAudit = defineCommand({
  words: ["kiosk", "audit"],
  brief: "Show the audit log, or check that nobody has changed it",
  details: "Shows 1000 records at most; verify exits with 1 if the log was changed",
  examples: [
    { line: "shep kiosk audit", does: "Who did what, and what came of it" },
    { line: "shep kiosk audit verify", does: "Follows the chain of hashes from its start" },
  ],
  parser: object({
    action: optional(
      argument(choice(["verify"], { metavar: "ACTION" }), {
        description: text("verify: check that no record was changed, removed or put in"),
      }),
    ),
    after: countOption(["--after"], "NUMBER", "Show the records after this one"),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { showAudit, verifyAudit } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await (options.action === "verify" ? verifyAudit : showAudit)(app, options);
  },
});
