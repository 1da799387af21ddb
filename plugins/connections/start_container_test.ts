import assert from "node:assert/strict";
import type { ConnectRequest } from "../../lib/plugin/sdk.ts";
import { startDocker } from "./docker/start_docker.ts";
import { startPodman } from "./podman/start_podman.ts";
import { shellConnection, type ShellStart } from "./shell_connection.ts";
import { say } from "./testing/say.ts";

/** Has one container, `web`, which is this computer, and says what it was called with. */
const FAKE = `#!/bin/sh
called=$*
[ "$1" != --log-level ] || shift 2
[ "$1" = exec ] || exit 125
shift
[ "$1" != --user ] || shift 2
[ "$1" = -i ] || exit 125
[ "$2" = web ] || { echo "Error response from daemon: No such container: $2" >&2; exit 1; }
shift 2
CALLED=$called exec "$@"
`;

const STARTS = [
  ["docker", startDocker, "ansible_docker_extra_args"],
  ["podman", startPodman, "ansible_podman_extra_args"],
] as const;

const REQUEST: ConnectRequest = {
  host: "target",
  address: "web",
  settings: [],
  timeoutMs: 10_000,
};

for (const [program, start, extraArgs] of STARTS) {
  Deno.test(`shells in containers are started by ${program}`, async () => {
    const fake = await Deno.makeTempFile({ prefix: "shep-test-" });
    await Deno.writeTextFile(fake, FAKE);
    await Deno.chmod(fake, 0o755);
    const connection = shellConnection((request): ShellStart => {
      const { argv, ...rest } = start(request);
      assert.equal(argv[0], program);
      return { ...rest, argv: [fake, ...argv.slice(1)] };
    });
    const called = 'echo "${CALLED%% sh -c*}"';
    try {
      assert.equal(await say(connection, REQUEST, called), "exec -i web");
      const settings = [{ key: extraArgs, value: "--log-level debug" }];
      assert.equal(
        await say(connection, { ...REQUEST, user: "nobody", settings }, called),
        "--log-level debug exec --user nobody -i web",
      );
      assert.equal(
        await say(connection, { ...REQUEST, address: "db" }),
        `unreachable: Cannot reach the container by ${program}: ` +
          "Error response from daemon: No such container: db",
      );
    } finally {
      await Deno.remove(fake);
    }
  });
}
