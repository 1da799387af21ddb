import { connection, serve } from "../../../lib/plugin/sdk.ts";
import { shellConnection } from "../shell_connection.ts";
import { startDocker } from "./start_docker.ts";

const docker = shellConnection(startDocker);

serve({
  name: "docker",
  version: "1.0.0",
  capabilities: connection("docker", docker),
  stop: docker.stop,
});
