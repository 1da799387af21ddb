import assert from "node:assert/strict";
import type { HealthView } from "../../kiosk/api.ts";
import type { KioskClient } from "../../kiosk/ipc/client.ts";
import { connectSway, type SwayCompositor } from "../../kiosk/host/sway/sway_compositor.ts";
import { HEADLESS, headlessSway, NOBODY } from "../../kiosk/host/sway/testing/headless_sway.ts";
import type { SwayWindow } from "../../kiosk/host/sway/sway_window.ts";
import { exists } from "../../kiosk/host/testing/until.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { RealDaemon } from "./testing/real_daemon.ts";

const isPossible = Deno.uid() === 0 && ["/usr/bin/sway", "/usr/bin/foot"].every(exists);

Deno.test({
  name: "shep daemon run gives Sway's screen to the session, then to the shell" +
    (isPossible ? "" : " (it takes root, sway and foot)"),
  ignore: !isPossible,
  async fn() {
    using folder = new TemporaryFolder();
    const runtime = folder.path;
    await using sway = await headlessSway(runtime);
    const shell = new Deno.Command("foot", {
      args: ["--app-id", "shell", "sleep", "1000"],
      env: {
        HOME: runtime,
        LC_ALL: "C.UTF-8",
        XDG_RUNTIME_DIR: runtime,
        WAYLAND_DISPLAY: sway.display,
      },
      ...NOBODY,
      stderr: "null",
    }).spawn();
    await using screen = await connectSway({
      socketPath: sway.socketPath,
      shellAppId: "shell",
      sessionOf: () => Promise.resolve(undefined),
    });
    await until(screen, (one) => one.appId === "shell" && one.isFocused);
    await using daemon = await RealDaemon.start({
      policy: policy(runtime, sway.display),
      words: ["--sway-socket", sway.socketPath, "--shell-app-id", "shell"],
    });
    using client = await daemon.connect();
    await client.ask({ type: "launch", entry_id: "game" }, "launch_approved");
    await until(screen, (one) => one.appId === "game" && one.isFocused && one.isFullscreen);
    await client.ask({ type: "stop_current", mode: "graceful" }, "stopped");
    await until(screen, (one) => one.appId === "shell" && one.isFocused);
    shell.kill();
    await shell.status;
  },
});

Deno.test({
  name: "shep daemon run starts Sway, again when it is gone, and takes it over from a dead daemon" +
    (isPossible ? "" : " (it takes root, sway and foot)"),
  ignore: !isPossible,
  async fn() {
    using folder = new TemporaryFolder();
    const runtime = folder.path;
    Deno.chownSync(runtime, NOBODY.uid, NOBODY.gid);
    Deno.writeTextFileSync(
      `${runtime}/config`,
      "xwayland disable\noutput HEADLESS-1 mode 1280x720\nexec foot --app-id shell sleep 1000\n",
    );
    await using daemon = await RealDaemon.start({
      policy: `${policy(runtime)}
[service.sway]
config = "${runtime}/config"
user = "nobody"
runtime_dir = "${runtime}"
env = { ${Object.entries(HEADLESS).map(([name, value]) => `${name} = "${value}"`).join(", ")} }
`,
      words: ["--shell-app-id", "shell"],
    });
    const { sway } = await untilReady(daemon, runtime);
    const before = await playIn(daemon, runtime);
    await daemon.signal("SIGKILL");
    await daemon.restart();
    // With its windows: the session goes on.
    assert.equal((await untilReady(daemon, runtime)).sway, sway);
    const screen = await screenIn(runtime);
    await until(screen, (one) => one.appId === "game" && one.isFullscreen);
    await screen[Symbol.asyncDispose]();
    {
      using client = await daemon.connect();
      await client.ask({ type: "stop_current", mode: "graceful" }, "stopped");
      Deno.kill(sway, "SIGKILL");
      await untilHealth(client, ({ ready }) => !ready);
    }
    assert.notEqual((await untilReady(daemon, runtime)).sway, sway);
    assert.notEqual(await playIn(daemon, runtime), before);
    await daemon.signal("SIGTERM");
    assert.deepEqual(swaysIn(runtime), []);
    await daemon.restart();
  },
});

Deno.test("shep daemon run refuses a Sway that can't be", async () => {
  const options = { policy: `${policy("/")}[service.sway]\nconfig = "/x"\nuser = "root"\n` };
  await assert.rejects(RealDaemon.start(options), /Cannot start Sway as root: it refuses that/);
});

/** Starts the game and waits until the screen is its own. @returns The session. */
async function playIn(daemon: RealDaemon, runtime: string): Promise<string> {
  using client = await daemon.connect();
  const { session_id } = await client.ask({ type: "launch", entry_id: "game" }, "launch_approved");
  await using screen = await screenIn(runtime);
  await until(screen, (one) => one.appId === "game" && one.isFocused && one.isFullscreen);
  return session_id;
}

function screenIn(runtime: string): Promise<SwayCompositor> {
  return connectSway({
    socketPath: `${runtime}/shepherdd-sway.sock`,
    shellAppId: "shell",
    sessionOf: () => Promise.resolve(undefined),
  });
}

/** Waits until the compositor is there. @returns Its process. */
async function untilReady(
  daemon: RealDaemon,
  runtime: string,
): Promise<{ readonly sway: number }> {
  using client = await daemon.connect();
  await untilHealth(client, ({ ready }) => ready);
  const [sway, ...others] = swaysIn(runtime);
  assert.deepEqual(others, []);
  assert(sway !== undefined);
  return { sway };
}

async function untilHealth(
  client: KioskClient,
  isSo: (health: HealthView) => boolean,
): Promise<void> {
  while (!isSo(await client.ask({ type: "get_health" }, "health"))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function policy(runtime: string, display?: string): string {
  const screen = display === undefined ? "" : `, WAYLAND_DISPLAY = "${display}"`;
  return `
config_version = 1

[[entries]]
id = "game"
label = "Game"
user = "nobody"
warnings = []

[entries.kind]
type = "process"
command = "foot"
args = ["--app-id", "game", "sleep", "1000"]
cwd = "/"
env = { XDG_RUNTIME_DIR = "${runtime}", LC_ALL = "C.UTF-8"${screen} }

[service]
roles = { admin_uids = [$UID] }
`;
}

/** Sway says nothing when it has drawn what it was asked for. */
async function until(
  screen: SwayCompositor,
  isSo: (window: SwayWindow) => boolean,
): Promise<void> {
  while (!(await screen.windows()).some(isSo)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** @returns The processes of Sway that were started with what is in a folder. */
function swaysIn(runtime: string): readonly number[] {
  return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((pid) => {
    if (!Number.isInteger(pid)) return false;
    try {
      return Deno.readTextFileSync(`/proc/${pid}/cmdline`).startsWith(`sway\0-c\0${runtime}/`);
    } catch {
      return false;
    }
  });
}
