import assert from "node:assert/strict";
import { entryNamed, sessionNumber } from "../core/testing/policies.ts";
import { EventQueue } from "../host/event_queue.ts";
import type { Compositor, WindowEvent } from "../host/host_adapter.ts";
import { WindowKeeper } from "./window_keeper.ts";

const SESSION = sessionNumber(1);

Deno.test("WindowKeeper shows what opens, closes what ends, and shows the shell after it", async () => {
  const { compositor, windows, done } = fakeCompositor();
  const keeper = new WindowKeeper(compositor, () => {});
  const stop = new AbortController();
  const running = keeper.run(stop.signal);
  windows.push({ kind: "opened", sessionId: SESSION, title: "Game" });
  windows.push({ kind: "focused", sessionId: SESSION, title: "Game" });
  await until(() => done.length === 2);
  keeper.onNotice({ kind: "session_expiring", sessionId: SESSION, reason: { type: "expired" } });
  keeper.onNotice({ kind: "state_changed" });
  keeper.onNotice({
    kind: "session_ended",
    sessionId: SESSION,
    entryId: entryNamed("game"),
    reason: { type: "expired" },
    ran: 1000,
  });
  await until(() => done.length === 4);
  assert.deepEqual(done, ["fullscreen", "focus", "close", "shell"]);
  stop.abort();
  await running;
});

Deno.test("WindowKeeper goes on when a window can't be shown, and says so", async () => {
  const { compositor, windows, done } = fakeCompositor("Sway is gone");
  const trouble: string[] = [];
  const keeper = new WindowKeeper(compositor, (message) => void trouble.push(message));
  const stop = new AbortController();
  const running = keeper.run(stop.signal);
  windows.push({ kind: "opened", sessionId: SESSION, title: "One" });
  windows.push({ kind: "opened", sessionId: SESSION, title: "Two" });
  await until(() => trouble.length === 2);
  assert.deepEqual(trouble[1], "Cannot show a window: Sway is gone");
  assert.deepEqual(done, []);
  stop.abort();
  await running;
});

function fakeCompositor(failure?: string) {
  const windows = new EventQueue<WindowEvent>();
  const done: string[] = [];
  const act = (word: string) => () => {
    if (failure !== undefined) return Promise.reject(new Error(failure));
    done.push(word);
    return Promise.resolve();
  };
  const compositor: Compositor = {
    focus: act("focus"),
    fullscreen: act("fullscreen"),
    close: act("close"),
    showShell: act("shell"),
    events: (signal) => windows.listen(signal),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return { compositor, windows, done };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve));
}
