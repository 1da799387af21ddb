import { module, serve } from "../../../lib/plugin/sdk.ts";
import { ping } from "./ping.ts";
import { waitForConnection } from "./wait_for_connection.ts";
import { reboot } from "./reboot.ts";

serve({
  name: "control",
  version: "0.1.0",
  capabilities: [
    module("reboot", reboot),
    module("wait_for_connection", waitForConnection),
    module("ping", ping),
  ],
});
