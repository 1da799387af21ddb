import { connectSway, type SwayCompositor } from "../../kiosk/host/sway/sway_compositor.ts";
import { headlessSway, NOBODY } from "../../kiosk/host/sway/testing/headless_sway.ts";
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

function policy(runtime: string, display: string): string {
  return `
config_version = 1

[service]
roles = { admin_uids = [$UID] }

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
env = { XDG_RUNTIME_DIR = "${runtime}", WAYLAND_DISPLAY = "${display}", LC_ALL = "C.UTF-8" }
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
