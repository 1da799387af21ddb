import { module, serve } from "../../../lib/plugin/sdk.ts";
import { commandModule } from "./command_module.ts";
import { shellModule } from "./shell_module.ts";
import { rawModule } from "./raw_module.ts";
import { scriptModule } from "./script_module.ts";
import { expect } from "./expect.ts";

serve({
  name: "command",
  version: "0.1.0",
  capabilities: [
    module("expect", expect),
    module("script", scriptModule),
    module("raw", rawModule),
    module("command", commandModule),
    module("shell", shellModule),
  ],
});
