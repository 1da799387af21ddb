import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import type { ShellStart } from "../shell_connection.ts";
import { startContainer } from "../start_container.ts";

/** What starts a shell in a container of Docker. */
export function startDocker(request: ConnectRequest): ShellStart {
  return startContainer(request, { program: "docker", extraArgs: "ansible_docker_extra_args" });
}
