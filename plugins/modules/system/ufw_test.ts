import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { ufw } from "./ufw.ts";
import spec from "./ufw.json" with { type: "json" };

const STATUS = `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)
`;
const RULE = "### tuple ### allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in\n";
const RULE6 = "### tuple ### allow tcp 22 ::/0 any ::/0 in\n";
const NUMBERED = "[ 1] 22 ALLOW IN x\n[ 2] 23 ALLOW IN x\n[ 3] 22 (v6) ALLOW IN x (v6)\n";

async function run(
  args: Record<string, Value>,
  { checkMode = false, simulated = RULE + RULE6, version = "ufw 0.36.2" } = {},
) {
  let rules = RULE + RULE6;
  const target = new FakeTarget({
    checkMode,
    commands: (text) => {
      if (/^command -v (ufw|grep)$/.test(text)) return `/usr/sbin/${text.split(" ")[2]}\n`;
      if (text.startsWith("test -x")) return { exitCode: 1 };
      if (text.endsWith("status verbose")) return STATUS;
      if (text.endsWith("status numbered")) return NUMBERED;
      if (text.includes("/grep -h")) return rules;
      if (text.endsWith("--version")) return version;
      if (text.includes("--dry-run")) return simulated;
      if (text.includes("broken")) return { exitCode: 1, stderr: "ERROR: Bad port\n" };
      if (text.includes("443")) rules += RULE.replace("22", "443");
      return "";
    },
  });
  const outcome = await runModule({ run: ufw, spec, args, target, checkMode });
  const applied = target.applied.map((text) => text.replace("/usr/sbin/ufw ", ""));
  return { ...outcome, applied, dry: target.probed.filter((text) => text.includes("--dry-run")) };
}

Deno.test("ufw() changes what its files tell", async () => {
  const { changed, applied, result } = await run({ rule: "allow", port: "443", comment: "a b" });
  deepEqual([changed, applied], [true, ["allow from any to any port 443 comment a b"]]);
  equal(result["msg"], STATUS.trimEnd());
  const commands = result["commands"];
  equal(
    Array.isArray(commands) && commands[3],
    "/usr/sbin/ufw allow from any to any port 443 comment 'a b'",
  );
  equal((await run({ rule: "allow", port: "22" })).changed, false);
  const old = await run({ rule: "allow", port: "22", comment: "x" }, { version: "ufw 0.34" });
  deepEqual(old.applied, ["allow from any to any port 22"]);
  equal((await run({ rule: "allow", port: "broken" })).msg, "ERROR: Bad port\n");
});

Deno.test("ufw() compares a simulation with the rules in check mode", async () => {
  const check = (args: Record<string, Value>, simulated = RULE + RULE6) =>
    run(args, { checkMode: true, simulated });
  const { changed, dry, applied } = await check({ rule: "allow", port: "22", proto: "tcp" });
  deepEqual([changed, applied], [false, []]);
  deepEqual(dry, ["/usr/sbin/ufw --dry-run allow from any to any port 22 proto tcp"]);
  const from = { rule: "allow", src: "10.0.0.1" };
  equal((await check(from, RULE)).changed, false);
  equal((await check(from, RULE.replace("22", "23"))).changed, true);
  equal((await check({ rule: "allow" }, "Skipping adding existing rule\n")).changed, false);
});

Deno.test("ufw() places rules among those there are", async () => {
  const words = async (args: Record<string, Value>) =>
    (await run({ rule: "allow", port: "1", ...args })).applied[0]?.split(" allow")[0];
  equal(await words({ insert: 2 }), "insert 2");
  equal(await words({ insert: 0, insert_relative_to: "first-ipv6" }), "insert 3");
  equal(await words({ insert: 0, insert_relative_to: "last-ipv4" }), "insert 2");
  equal(await words({ insert: 0, insert_relative_to: "last-ipv6" }), "insert 3");
  equal(await words({ insert: 1, insert_relative_to: "first-ipv4" }), "insert 2");
  equal(await words({ insert: 9, delete: true }), "delete");
  const beyond = await run({ rule: "allow", insert: 5, insert_relative_to: "first-ipv4" });
  deepEqual(beyond.applied, ["allow from any to any"]);
});

Deno.test("ufw() sets state, defaults and logging", async () => {
  const { applied, changed } = await run({ state: "reloaded", policy: "deny", logging: "low" });
  deepEqual([applied, changed], [["-f reload", "default deny", "logging low"], true]);
  const check = async (args: Record<string, Value>) =>
    (await run(args, { checkMode: true })).changed;
  deepEqual(
    [
      await check({ state: "enabled" }),
      await check({ state: "disabled" }),
      await check({ default: "deny" }),
      await check({ default: "deny", direction: "outgoing" }),
      await check({ default: "deny", direction: "routed" }),
      await check({ logging: "on" }),
      await check({ logging: "full" }),
      await check({ logging: "off" }),
    ],
    [false, true, false, true, false, false, true, true],
  );
});

Deno.test("ufw() refuses directions that mean nothing", async () => {
  equal(
    (await run({ default: "deny", direction: "in" })).msg,
    'For default, direction must be one of "outgoing", "incoming" and "routed", or direction ' +
      "must not be specified.",
  );
  equal(
    (await run({ rule: "deny", interface_in: "a", interface_out: "b" })).msg,
    "Only route rules can combine interface_in and interface_out",
  );
});
