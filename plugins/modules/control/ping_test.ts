import { deepEqual, equal } from "node:assert/strict";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { ping } from "./ping.ts";
import spec from "./ping.json" with { type: "json" };

Deno.test("ping() returns its word after one round trip", async () => {
  await using target = await openLocalTarget();
  const { result, changed } = await runModule({ run: ping, spec, args: {}, target });
  deepEqual([result, changed, target.roundTrips], [{ ping: "pong" }, false, 1]);
});

Deno.test("ping() fails when it is told to", async () => {
  await using target = await openLocalTarget();
  equal((await runModule({ run: ping, spec, args: { data: "crash" }, target })).msg, "boom");
});
