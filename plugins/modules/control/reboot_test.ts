import { deepEqual } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { sleepingClock } from "../testing/sleeping_clock.ts";
import { reboot } from "./reboot.ts";
import spec from "./reboot.json" with { type: "json" };

Deno.test("reboot() refuses to reboot the controller", async () => {
  const { msg, result } = await runModule({
    run: reboot,
    spec,
    args: {},
    target: new FakeTarget(),
  });
  deepEqual([msg, result], [
    "Running reboot with local connection would reboot the control node.",
    { elapsed: 0, rebooted: false },
  ]);
});

Deno.test("reboot() waits until the boot id is another and the test succeeds", async () => {
  const answers = ["old", "gone", "old", "away", "new", "root"];
  const commands = () => {
    const answer = answers.shift() ?? "";
    if (answer === "gone" || answer === "away") throw new Error("Connection closed");
    return `${answer}\n`;
  };
  const target = new FakeTarget({ commands });
  const clock = sleepingClock();
  const run = { run: reboot, spec, args: {}, target, connection: "ssh", clock };
  const { changed, result } = await runModule(run);
  deepEqual([changed, result, answers], [true, { elapsed: 3, rebooted: true }, []]);
});

Deno.test("reboot() fails where the command is refused", async () => {
  const commands = (text: string) =>
    text.startsWith("cat") ? "old\n" : { exitCode: 1, stderr: "Not permitted\n" };
  const target = new FakeTarget({ commands });
  const { msg } = await runModule({ run: reboot, spec, args: {}, target, connection: "ssh" });
  deepEqual(msg, "Reboot command failed. Error was: ', Not permitted'");
});

Deno.test("reboot() fails when the time is over", async () => {
  const target = new FakeTarget({ commands: () => "old\n" });
  const clock = sleepingClock();
  const args = { reboot_timeout: 20 };
  const { msg, result } = await runModule({
    run: reboot,
    spec,
    args,
    target,
    connection: "ssh",
    clock,
  });
  deepEqual(msg, "Timed out waiting for last boot time check (timeout=20)");
  deepEqual(result["rebooted"], true);
});
