import { deepEqual } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { sleepingClock } from "../testing/sleeping_clock.ts";
import { waitForConnection } from "./wait_for_connection.ts";
import spec from "./wait_for_connection.json" with { type: "json" };

Deno.test("waitForConnection() returns after one round trip when the target obeys", async () => {
  await using target = await openLocalTarget();
  const { result } = await runModule({ run: waitForConnection, spec, args: {}, target });
  deepEqual([result, target.roundTrips], [{ elapsed: 0 }, 1]);
});

Deno.test("waitForConnection() tries again until the target obeys", async () => {
  let tries = 0;
  const commands = () => {
    if (++tries < 4) throw new Error("Connection refused");
    return "";
  };
  const target = new FakeTarget({ commands });
  const args = { delay: 10, sleep: 2 };
  const clock = sleepingClock();
  const { result } = await runModule({ run: waitForConnection, spec, args, target, clock });
  deepEqual(result, { elapsed: 16 });
});

Deno.test("waitForConnection() says what was wrong last when the time is over", async () => {
  const commands = () => {
    throw new Error("Connection refused");
  };
  const target = new FakeTarget({ commands });
  const args = { timeout: 7, sleep: 3 };
  const clock = sleepingClock();
  const { msg, result } = await runModule({ run: waitForConnection, spec, args, target, clock });
  deepEqual([msg, result], [
    "timed out waiting for ping module test: Connection refused",
    { elapsed: 9 },
  ]);
});
