import { merge, object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { argument, option } from "@optique/core/primitives";
import { choice, string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { countOption, pluginOptions, textOption, verbosityOption } from "../options.ts";

/** `shep plugin call`: one call of a capability, by hand. */
export const pluginCall = defineCommand({
  words: ["plugin", "call"],
  brief: "Call a capability of a plugin",
  details: "JSON is for echo, inventory, playbook and parse; all others take and give bytes",
  examples: [
    { line: `shep plugin call echo --json '{"text": "hello"}'`, does: "The smallest call" },
    {
      line: `shep plugin call inventory --json '{"filePath": "hosts.yml"}'`,
      does: "What the inventory plugin makes of a file",
    },
    { line: "shep plugin call weather --data 00ff --encoding hex", does: "Bytes to any plugin" },
  ],
  parser: merge(
    object({
      capability: argument(string({ metavar: "CAPABILITY" }), {
        description: text("What the plugin offers"),
      }),
      json: textOption(["--json"], "OBJECT", "The request"),
      data: textOption(["--data"], "BYTES", "The request as bytes"),
      encoding: withDefault(
        option("--encoding", choice(["base64", "hex"], { metavar: "ENCODING" }), {
          description: text("How bytes are written: base64, hex. Default: base64"),
        }),
        "base64",
      ),
      timeout: countOption(["--timeout"], "SECONDS", "Give up after this. Default: 60"),
      verbosity: verbosityOption(),
    }),
    pluginOptions(),
  ),
  permissions: ["run", "write", "net", "sys", "ffi"],
  async run(app, options) {
    const { callPlugin } = await app.load<typeof import("../plugins/call_plugin.ts")>(
      "lib/cli/plugins/call_plugin.ts",
    );
    return await callPlugin(app, options);
  },
});
