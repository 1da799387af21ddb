import { module, serve } from "../../../lib/plugin/sdk.ts";
import { commandModule } from "./command_module.ts";
import { shellModule } from "./shell_module.ts";

serve({
  name: "command",
  version: "0.1.0",
  capabilities: [module("command", commandModule), module("shell", shellModule)],
});
