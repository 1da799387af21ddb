import { object } from "@optique/core/constructs";
import { option } from "@optique/core/primitives";
import { choice } from "@optique/core/valueparser";
import { withDefault } from "@optique/core/modifiers";
import { LOG_LEVELS } from "../../base/log.ts";
import { defineCommand, text } from "../command.ts";
import { configOption } from "../kiosk/config_option.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption, textOption } from "../options.ts";

/** `shep daemon run`: the kiosk's daemon in the foreground. */
export const daemonRun = defineCommand({
  words: ["daemon", "run"],
  brief: "Carry out a kiosk's policy until SIGTERM",
  details:
    "SIGHUP reads the policy again. The log goes to the standard error. The word run may be " +
    "left out",
  examples: [
    { line: "shep daemon run -c /etc/shepherdd/config.toml", does: "As the unit of systemd does" },
    {
      line: "shep daemon run -c kiosk.toml --socket ./run/kiosk.sock --state-dir ./state",
      does: "All of it in this folder, to try it out",
    },
  ],
  parser: object({
    config: configOption(),
    socket: socketOption(),
    stateDir: textOption(["--state-dir"], "FOLDER", "Where usage and the audit log are kept"),
    sway: textOption(
      ["--sway-socket"],
      "PATH",
      "The socket of Sway, whose windows of sessions take up the screen. Default: no compositor",
    ),
    shell: textOption(
      ["--shell-app-id"],
      "ID",
      "The window that Sway shows between sessions. Default: shepherd-launcher",
    ),
    unconfined: option("--unconfined", {
      description: text("Keep permissions that a daemon does not need"),
    }),
    format: formatOption(["text", "json"]),
    level: withDefault(
      option("--log-level", choice(LOG_LEVELS, { metavar: "LEVEL" }), {
        description: text(`What to log: ${LOG_LEVELS.join(", ")}, or worse. Default: info`),
      }),
      "info",
    ),
  }),
  permissions: ["run", "write", "net", "sys", "ffi"],
  async run(app, options) {
    const { runDaemon } = await app.load<typeof import("../kiosk/run_daemon.ts")>(
      "lib/cli/kiosk/run_daemon.ts",
    );
    return await runDaemon(app, options);
  },
});
