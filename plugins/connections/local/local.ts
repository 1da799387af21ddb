import { connection, serve } from "../../../lib/plugin/sdk.ts";
import { shellConnection } from "../shell_connection.ts";
import { nearFiles } from "./near_files.ts";
import { startLocal } from "./start_local.ts";

const local = shellConnection(startLocal, { killer: ["sh"], shortcut: nearFiles });

serve({
  name: "local",
  version: "1.0.0",
  capabilities: connection("local", local),
  stop: local.stop,
});
