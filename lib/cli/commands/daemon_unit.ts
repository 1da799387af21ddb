import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { option } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { textOption } from "../options.ts";

/** `shep daemon unit`: the daemon as a service of systemd. */
export const daemonUnit = defineCommand({
  words: ["daemon", "unit"],
  brief: "Print a unit of systemd that runs a kiosk's daemon",
  details: "What it takes from the daemon is not taken from the programs that it starts",
  examples: [
    {
      line: "shep daemon unit > /etc/systemd/system/shepherdd.service",
      does: "To be enabled with systemctl enable --now shepherdd",
    },
  ],
  parser: object({
    config: withDefault(
      option("-c", "--config", string({ metavar: "FILE" }), {
        description: text("The file with the policy. Default: /etc/shepherdd/config.toml"),
      }),
      "/etc/shepherdd/config.toml",
    ),
    program: textOption(["--program"], "PATH", "This program. Default: /usr/local/bin/shep"),
    group: textOption(["--group"], "NAME", "Who may connect. Default: shepherd"),
  }),
  async run(app, options) {
    const { showUnit } = await app.load<typeof import("../kiosk/show_unit.ts")>(
      "lib/cli/kiosk/show_unit.ts",
    );
    return showUnit(app, options);
  },
});
