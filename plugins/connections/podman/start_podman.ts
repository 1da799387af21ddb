import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import type { ShellStart } from "../shell_connection.ts";
import { startContainer } from "../start_container.ts";

/** What starts a shell in a container of Podman. */
export function startPodman(request: ConnectRequest): ShellStart {
  return startContainer(request, { program: "podman", extraArgs: "ansible_podman_extra_args" });
}
