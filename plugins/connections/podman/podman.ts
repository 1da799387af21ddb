import { connection, serve } from "../../../lib/plugin/sdk.ts";
import { shellConnection } from "../shell_connection.ts";
import { startPodman } from "./start_podman.ts";

const podman = shellConnection(startPodman);

serve({
  name: "podman",
  version: "1.0.0",
  capabilities: connection("podman", podman),
  stop: podman.stop,
});
