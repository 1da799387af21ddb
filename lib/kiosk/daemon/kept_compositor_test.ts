import assert from "node:assert/strict";
import { FakeClock } from "../../system/fake_clock.ts";
import { sessionNumber } from "../core/testing/policies.ts";
import { EventQueue } from "../host/event_queue.ts";
import type { OpenCompositor, WindowEvent } from "../host/host_adapter.ts";
import { KeptCompositor } from "./kept_compositor.ts";

const SESSION = sessionNumber(1);

Deno.test("KeptCompositor opens it again when it is gone, a second later", async () => {
  const it = new Screens();
  await it.settle();
  assert.deepEqual([it.kept.problem, it.kept.display], [undefined, "wayland-1"]);
  await it.kept.focus(SESSION);
  it.last.go();
  await it.settle();
  assert.deepEqual([it.kept.problem, it.kept.display], ["it has ended", undefined]);
  await assert.rejects(it.kept.focus(SESSION), /^Error: The compositor does not run$/);
  await it.clock.advance(1000);
  await it.settle();
  assert.deepEqual([it.kept.problem, it.kept.display], [undefined, "wayland-2"]);
  await it.kept.focus(SESSION);
  await it.end();
  assert.deepEqual(it.done, ["focus 1", "closed 1", "focus 2", "closed 2"]);
  assert.deepEqual(it.trouble, ["There is no compositor: it has ended"]);
});

Deno.test("KeptCompositor passes on what happens on each screen", async () => {
  const it = new Screens();
  const stop = new AbortController();
  const titles: string[] = [];
  const listening = (async () => {
    for await (const { title } of it.kept.events(stop.signal)) titles.push(title);
  })();
  await it.settle();
  it.last.open("One");
  await it.settle();
  it.last.go();
  await it.settle();
  await it.clock.advance(1000);
  await it.settle();
  it.last.open("Two");
  await it.settle();
  assert.deepEqual(titles, ["One", "Two"]);
  stop.abort();
  await listening;
  await it.end();
});

Deno.test("KeptCompositor tries less and less often, and tells a trouble once", async () => {
  const it = new Screens("no such user");
  await it.settle();
  for (let second = 0; second < 300; second++) {
    await it.clock.advance(1000);
    await it.settle();
  }
  // After 1, 3, 7, 15, 31 and 63 s, then each minute.
  assert.equal(it.tries, 1 + 6 + 3);
  assert.deepEqual(it.trouble, ["There is no compositor: no such user"]);
  assert.equal(it.kept.problem, "no such user");
  await it.end();
});

/** Compositors that come and go. */
class Screens {
  readonly clock: FakeClock = new FakeClock();
  readonly done: string[] = [];
  readonly trouble: string[] = [];
  readonly kept: KeptCompositor;
  last: { readonly go: () => void; readonly open: (title: string) => void } = {
    go: () => {},
    open: () => {},
  };
  tries = 0;

  constructor(failure?: string) {
    this.kept = new KeptCompositor({
      open: () => failure === undefined ? this.#open() : this.#fail(failure),
      clock: this.clock,
      onTrouble: (message) => void this.trouble.push(message),
    });
    this.kept.begin();
  }

  /** Lets all that is due be done. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }

  async end(): Promise<void> {
    await this.kept[Symbol.asyncDispose]();
  }

  #open(): Promise<OpenCompositor> {
    const number = ++this.tries;
    const windows = new EventQueue<WindowEvent>();
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const act = (word: string) => () => Promise.resolve(void this.done.push(`${word} ${number}`));
    this.last = {
      go: resolve,
      open: (title) => windows.push({ kind: "opened", sessionId: SESSION, title }),
    };
    return Promise.resolve({
      compositor: {
        focus: act("focus"),
        fullscreen: act("fullscreen"),
        close: act("close"),
        showShell: act("shell"),
        events: (signal) => windows.listen(signal),
        [Symbol.asyncDispose]: act("disposed"),
      },
      gone,
      display: `wayland-${number}`,
      [Symbol.asyncDispose]: act("closed"),
    });
  }

  #fail(why: string): Promise<OpenCompositor> {
    this.tries += 1;
    return Promise.reject(new Error(why));
  }
}
