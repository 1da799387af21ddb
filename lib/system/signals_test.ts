import { deepEqual, equal } from "node:assert/strict";
import { FakeSignals } from "./fake_signals.ts";
import { signals } from "./signals.ts";

Deno.test("signals.listen() hears a signal until it is disposed of", async () => {
  const heard = Promise.withResolvers<string>();
  {
    using _listener = signals.listen("SIGUSR1", () => heard.resolve("SIGUSR1"));
    // A listener alone does not keep the event loop alive.
    const alive = setInterval(() => {}, 1000);
    Deno.kill(Deno.pid, "SIGUSR1");
    equal(await heard.promise, "SIGUSR1");
    clearInterval(alive);
  }
});

Deno.test("FakeSignals.send() reaches the listeners of that signal alone", () => {
  const fake = new FakeSignals();
  const heard: string[] = [];
  const first = fake.listen("SIGINT", () => heard.push("first"));
  using _second = fake.listen("SIGINT", () => heard.push("second"));
  using _other = fake.listen("SIGTERM", () => heard.push("other"));
  equal(fake.send("SIGINT"), 2);
  first[Symbol.dispose]();
  equal(fake.send("SIGINT"), 1);
  deepEqual(heard, ["first", "second", "second"]);
  equal(fake.send("SIGHUP"), 0);
});
