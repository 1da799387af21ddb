import { deepEqual, equal } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { timezone } from "./timezone.ts";
import spec from "./timezone.json" with { type: "json" };

const MISSING = { exitCode: 1 };

function targetOf(commands: Record<string, string>): FakeTarget {
  return new FakeTarget({
    commands: (text) =>
      commands[text] ?? (text.includes("set-") || text.startsWith("file=") ? "" : MISSING),
  });
}

Deno.test("timezone() uses timedatectl where it works", async () => {
  const target = targetOf({
    "timedatectl": "  Time zone: Etc/UTC (UTC, +0000)\n  RTC in local TZ: no\n",
    "test -f /usr/share/zoneinfo/Asia/Tokyo": "",
  });
  const args = { name: "Asia/Tokyo", hwclock: "local" };
  const { changed, diff } = await runModule({ run: timezone, spec, args, target, diff: true });
  equal(changed, true);
  equal(diff.length, 1);
  deepEqual(target.applied, [
    "timedatectl set-timezone Asia/Tokyo",
    "timedatectl set-local-rtc yes",
  ]);
});

Deno.test("timezone() changes nothing where file and link are right", async () => {
  const target = targetOf({
    "test -f /usr/share/zoneinfo/Asia/Tokyo": "",
    "cat /etc/timezone": "Asia/Tokyo\n",
    "readlink /etc/localtime": "/usr/share/zoneinfo/Asia/Tokyo\n",
    "command -v dpkg-reconfigure": "/usr/sbin/dpkg-reconfigure\n",
  });
  const { changed } = await runModule({
    run: timezone,
    spec,
    args: { name: "Asia/Tokyo" },
    target,
  });
  deepEqual([changed, target.applied], [false, []]);
});

Deno.test("timezone() refuses a zone that does not exist", async () => {
  const target = targetOf({});
  const { msg } = await runModule({ run: timezone, spec, args: { name: "No/Where" }, target });
  equal(msg, 'Error message:\ngiven timezone "No/Where" is not available');
});
