import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { group } from "./group.ts";
import spec from "./group.json" with { type: "json" };

const isRoot = Deno.uid() === 0;

async function run(args: Record<string, Value>, options: { readonly checkMode?: boolean } = {}) {
  await using target = await openLocalTarget(options);
  const outcome = await runModule({ run: group, spec, args, target, ...options });
  return { ...outcome, roundTrips: target.roundTrips };
}

Deno.test({
  name: "group() makes, changes and removes a group (needs root)",
  ignore: !isRoot,
  async fn() {
    const name = `shep${Deno.pid}g`;
    const gid = 40_000 + Deno.pid % 10_000;
    try {
      const planned = await run({ name }, { checkMode: true });
      deepEqual([planned.changed, planned.result], [true, {}]);
      const made = await run({ name, gid });
      deepEqual([made.changed, made.result, made.roundTrips], [
        true,
        { name, state: "present", system: false, gid },
        2,
      ]);
      const same = await run({ name, gid });
      deepEqual([same.changed, same.result], [false, made.result]);
      const check = await run({ name, gid: gid + 1 }, { checkMode: true });
      deepEqual([check.changed, check.result["gid"]], [true, gid]);
      equal((await run({ name, gid: gid + 1 })).result["gid"], gid + 1);
      const taken = await run({ name, gid: 26 });
      ok(taken.failed);
      match(taken.msg ?? "", /GID '26' already exists/);
      ok((await run({ name, gid: 26, non_unique: true })).changed);
    } finally {
      const removed = await run({ name, state: "absent" });
      deepEqual(removed.result, { name, state: "absent" });
      equal((await run({ name, state: "absent" })).changed, false);
    }
  },
});

Deno.test("group() uses busybox where there is nothing else", async () => {
  const target = new FakeTarget({
    commands: (text) => {
      if (text === "getent group") return { exitCode: 127 };
      if (text === "cat /etc/group") return "root:x:0:\n";
      if (text === "command -v addgroup") return "/usr/sbin/addgroup\n";
      if (/^(command|test) /.test(text)) return { exitCode: 1 };
      return text.startsWith("/usr/sbin/addgroup") ? "" : { exitCode: 127 };
    },
  });
  const args = { name: "web", gid: 1750, system: true };
  await runModule({ run: group, spec, args, target });
  equal(target.applied[0], "/usr/sbin/addgroup -g 1750 -S web");
});

Deno.test("group() says which program is missing", async () => {
  const target = new FakeTarget({ commands: () => ({ exitCode: 1 }) });
  const { msg } = await runModule({ run: group, spec, args: { name: "web" }, target });
  match(msg ?? "", /^Failed to find required executable "groupadd" in paths: /);
});

Deno.test("group() passes on what a number is chosen between, and forces what is to go", async () => {
  const applied = async (args: Record<string, Value>, present = "") => {
    const target = new FakeTarget({
      commands: (text) => {
        if (text === "getent group") return present;
        const program = /^command -v (group\w+)$/.exec(text)?.[1];
        if (program !== undefined) return `/usr/sbin/${program}\n`;
        return /^(command|test) /.test(text) ? { exitCode: 1 } : "";
      },
    });
    const { msg } = await runModule({ run: group, spec, args: { name: "web", ...args }, target });
    return msg ?? target.applied[0];
  };
  const bounds = { gid_min: 500, gid_max: 600 };
  equal(await applied(bounds), "/usr/sbin/groupadd -K GID_MIN=500 -K GID_MAX=600 web");
  const gone = { state: "absent", force: true };
  equal(await applied(gone, "web:x:500:\n"), "/usr/sbin/groupdel -f web");
  equal(await applied({ ...bounds, local: true }), "'gid_min' can not be used with 'local'");
});
