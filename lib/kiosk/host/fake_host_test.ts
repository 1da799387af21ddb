import { deepStrictEqual, rejects } from "node:assert/strict";
import { FakeHost, type FakeManners } from "./fake_host.ts";
import { nextEvent } from "./testing/next_event.ts";
import { programSession } from "./testing/sessions.ts";

const OPTIONS = { logLimit: 0 };

const MANNERS: readonly { readonly manners: FakeManners; readonly endsBy: readonly string[] }[] = [
  { manners: "polite", endsBy: ["graceful"] },
  { manners: "stubborn", endsBy: ["graceful", "force"] },
];

for (const { manners, endsBy } of MANNERS) {
  Deno.test(`FakeHost ends ${manners} sessions when told ${endsBy.join(" and ")}`, async () => {
    await using host = new FakeHost({ manners });
    const session = programSession(["true"]);
    const outcome = await host.spawn(session, OPTIONS);
    if (outcome.kind !== "spawned") throw new Error(outcome.error);
    for (const mode of ["graceful", "force"] as const) {
      if (host.running.size > 0) await host.stop(session.id, outcome.handle, mode);
    }
    deepStrictEqual(host.stopped.map(({ mode }) => mode), endsBy);
    deepStrictEqual(await nextEvent(host), {
      kind: "exited",
      sessionId: session.id,
      exitCode: undefined,
    });
  });
}

Deno.test("FakeHost.spawn() tells what the test says is wrong", async () => {
  await using host = new FakeHost({ spawnError: "there is no program x" });
  const session = programSession(["x"]);
  deepStrictEqual(await host.spawn(session, OPTIONS), {
    kind: "spawn_failed",
    sessionId: session.id,
    error: "there is no program x",
  });
});

Deno.test("FakeHost.adopt() finds what was left, and tells its end once", async () => {
  await using host = new FakeHost();
  const session = programSession(["true"]);
  deepStrictEqual((await host.adopt(session)).kind, "exited");
  host.leave(session.id);
  deepStrictEqual((await host.adopt(session)).kind, "spawned");
  host.exit(session.id, 3);
  host.exit(session.id, 4);
  const other = programSession(["true"]);
  host.leave(other.id);
  host.exit(other.id, 5);
  deepStrictEqual(await nextEvent(host), { kind: "exited", sessionId: session.id, exitCode: 3 });
  deepStrictEqual(await nextEvent(host), { kind: "exited", sessionId: other.id, exitCode: 5 });
});

Deno.test("FakeHost.stop() fails when the test says so", async () => {
  await using host = new FakeHost({ stopError: "Cannot tell it to end" });
  const session = programSession(["true"]);
  const outcome = await host.spawn(session, OPTIONS);
  if (outcome.kind !== "spawned") throw new Error(outcome.error);
  await rejects(host.stop(session.id, outcome.handle, "force"), /Cannot tell it to end/);
  deepStrictEqual([...host.running], [session.id]);
});
