import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { clock } from "../../../system/clock.ts";
import { processes } from "../../../system/processes.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import type { SessionId } from "../../core/id.ts";
import type { WindowEvent } from "../host_adapter.ts";
import { openLinuxHost } from "../linux_host.ts";
import { sessionOfProcess } from "../session_of_process.ts";
import { nextEvent } from "../testing/next_event.ts";
import { sessionOf } from "../testing/sessions.ts";
import { exists } from "../testing/until.ts";
import { connectSway, type SwayCompositor } from "./sway_compositor.ts";
import { startSway } from "./start_sway.ts";
import { headlessSway } from "./testing/headless_sway.ts";

const isRoot = Deno.uid() === 0;
const isThere = ["sway", "foot"].every((name) => exists(`/usr/bin/${name}`));

Deno.test({
  name: "SwayCompositor finds, shows and closes the windows of a session" +
    (isThere ? "" : " (sway or foot is not installed)"),
  ignore: !isThere,
  // Sway itself and its windows are other programs; fonts and pixels take their time.
  async fn() {
    using folder = new TemporaryFolder();
    const runtime = folder.path;
    await using sway = await headlessSway(runtime);
    await using host = await openLinuxHost({
      ...{ processes, clock },
      environment: { HOME: "/", LC_ALL: "C.UTF-8", WAYLAND_DISPLAY: sway.display },
    });
    await using compositor = await connectSway({
      socketPath: sway.socketPath,
      shellAppId: "shell",
      sessionOf: (pid) => sessionOfProcess(processes, pid),
    });
    await rejects(compositor.showShell(), /no window is shell/);

    const footAs = (appId: string) => {
      const args = ["--app-id", appId, "--title", appId, "sleep", "1000"];
      const env = { XDG_RUNTIME_DIR: runtime, LC_ALL: "C.UTF-8" };
      const kind = { type: "process", command: "foot", args, env, cwd: "/" } as const;
      return sessionOf(kind, isRoot ? { user: "nobody" } : {});
    };
    const shell = footAs("shell");
    const game = footAs("game");
    strictEqual((await host.spawn(shell, { logLimit: 0 })).kind, "spawned");
    await seen(compositor, "opened", shell.id);
    strictEqual((await host.spawn(game, { logLimit: 0 })).kind, "spawned");
    await seen(compositor, "opened", game.id);

    await compositor.fullscreen(game.id);
    await compositor.focus(game.id);
    deepStrictEqual(await look(compositor, "game"), { isFocused: true, isFullscreen: true });
    await compositor.showShell();
    strictEqual((await look(compositor, "shell")).isFocused, true);

    await compositor.close(game.id);
    await seen(compositor, "closed", game.id);
    const ended = await nextEvent(host);
    deepStrictEqual([ended.kind, "sessionId" in ended && ended.sessionId], ["exited", game.id]);

    await compositor.close(shell.id);
    await nextEvent(host);
  },
});

Deno.test("startSway() says that Sway has ended when it can't start", async () => {
  using folder = new TemporaryFolder();
  const starting = startSway({
    configFile: "/no/such/config",
    runtime: folder.path,
    socketPath: `${folder.path}/sway.sock`,
    environment: { WLR_BACKENDS: "none-of-these" },
    clock,
    signal: new AbortController().signal,
  });
  await rejects(starting, isThere ? /it has ended/ : /there is no program sway/);
});

Deno.test("connectSway() says where it found nobody", async () => {
  using folder = new TemporaryFolder();
  const socketPath = `${folder.path}/sock`;
  const options = { socketPath, shellAppId: "", sessionOf: () => Promise.resolve(undefined) };
  await rejects(connectSway(options), /^Error: Cannot reach the compositor at .*\/sock: /);
});

/** Waits for an event; others may come before it. */
async function seen(
  compositor: SwayCompositor,
  kind: WindowEvent["kind"],
  id: SessionId,
): Promise<void> {
  for await (const event of compositor.events(AbortSignal.timeout(30_000))) {
    if (event.kind === kind && event.sessionId === id) return;
  }
  ok(false, `Nothing was ${kind} by the session`);
}

async function look(compositor: SwayCompositor, app: string) {
  const window = (await compositor.windows()).find(({ appId }) => appId === app);
  return { isFocused: window?.isFocused, isFullscreen: window?.isFullscreen };
}
