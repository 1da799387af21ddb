import { object } from "@optique/core/constructs";
import { option } from "@optique/core/primitives";
import { defineCommand, text } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk events`: what happens, as it happens. */
export const kioskEvents = defineCommand({
  words: ["kiosk", "events"],
  brief: "Show what happens, as it happens",
  examples: [
    { line: "shep kiosk events --format json", does: "A JSON object a line" },
    { line: "shep kiosk events --audit", does: "And each record of the audit log, for an admin" },
  ],
  parser: object({
    audit: option("--audit", {
      description: text("Show what is recorded in the audit log, too"),
    }),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { followEvents } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await followEvents(app, options);
  },
});
