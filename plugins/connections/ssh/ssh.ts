import { connection, serve } from "../../../lib/plugin/sdk.ts";
import { shellConnection } from "../shell_connection.ts";
import { retrying } from "./retrying.ts";
import { startSsh } from "./start_ssh.ts";

const ssh = retrying(shellConnection(startSsh));

serve({
  name: "ssh",
  version: "1.0.0",
  capabilities: connection("ssh", ssh),
  stop: ssh.stop,
});
