import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { type FakeOutcome, FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { systemd } from "./systemd.ts";
import { parseShow } from "./systemctl_show.ts";
import spec from "./systemd.json" with { type: "json" };

/** A unit as a fake systemd knows it. */
interface FakeUnit {
  readonly active?: string;
  readonly load?: string;
  readonly enabled?: string;
  readonly failing?: string;
  readonly extra?: string;
  readonly hasInitScript?: boolean;
  /** There is no systemctl. */
  readonly isMissing?: boolean;
}

async function run(args: Record<string, Value>, unit: FakeUnit, checkMode = false) {
  const { active = "inactive", load = "loaded", enabled = "disabled" } = unit;
  const target = new FakeTarget({
    checkMode,
    commands: (text): FakeOutcome | string => {
      const words = text.split(" ").filter((word) => !word.startsWith("--")).slice(1);
      if (text === "command -v systemctl") return { exitCode: unit.isMissing ? 127 : 0 };
      if (unit.isMissing) return { exitCode: 127 };
      if (text.startsWith("test -f")) return { exitCode: unit.hasInitScript ? 0 : 1 };
      if (!text.startsWith("systemctl")) return { exitCode: 1 };
      if (words[0] === "show") {
        return `Id=web.service\nLoadState=${load}\nActiveState=${active}\n${unit.extra ?? ""}`;
      }
      if (words[0] === "is-enabled") {
        return { exitCode: enabled === "enabled" ? 0 : 1, stdout: `${enabled}\n` };
      }
      return words[0] === unit.failing ? { exitCode: 5, stderr: "no way\n" } : "";
    },
  });
  const outcome = await runModule({ run: systemd, spec, args, target, checkMode });
  return { ...outcome, applied: target.applied };
}

Deno.test("systemd acts only where the unit is in another state", async () => {
  const cases: readonly (readonly [state: string, active: string, action: string | undefined])[] = [
    ["started", "inactive", "start"],
    ["started", "failed", "start"],
    ["started", "active", undefined],
    ["started", "activating", undefined],
    ["stopped", "active", "stop"],
    ["stopped", "deactivating", "stop"],
    ["stopped", "inactive", undefined],
    ["restarted", "active", "restart"],
    ["restarted", "inactive", "start"],
    ["reloaded", "active", "reload"],
    ["reloaded", "inactive", "start"],
  ];
  for (const [state, active, action] of cases) {
    const { changed, applied, result } = await run({ name: "web", state }, { active });
    const commands = action === undefined ? [] : [`systemctl ${action} web`];
    deepEqual([applied, changed], [commands, action !== undefined], `${state} ${active}`);
    equal(result["state"], state === "stopped" ? "stopped" : "started");
    const check = await run({ name: "web", state }, { active }, true);
    deepEqual([check.applied, check.changed], [[], changed], `${state} ${active} in check mode`);
  }
});

Deno.test("systemd enables, masks and starts in this order", async () => {
  const args = { name: "web", enabled: true, masked: false, state: "started" };
  const { applied, result, changed } = await run(args, { enabled: "masked" });
  deepEqual(applied, ["systemctl unmask web", "systemctl enable web", "systemctl start web"]);
  deepEqual([changed, result["enabled"]], [true, true]);
  const same = await run({ name: "web", enabled: true, masked: false }, { enabled: "enabled" });
  deepEqual([same.changed, same.applied], [false, []]);
  const alias = await run({ name: "web", enabled: true }, { enabled: "indirect" });
  deepEqual(alias.applied, ["systemctl enable web"]);
});

Deno.test("systemd reads its units again first, and not in check mode", async () => {
  const args = { name: "web", state: "restarted", daemon_reload: true, daemon_reexec: true };
  const { applied } = await run(args, { active: "active" });
  deepEqual(applied, [
    "systemctl daemon-reload",
    "systemctl daemon-reexec",
    "systemctl restart web",
  ]);
  deepEqual((await run({ daemon_reload: true }, {}, true)).applied, []);
  const failed = await run({ daemon_reload: true }, { failing: "daemon-reload" });
  equal(failed.msg, "failure 5 during daemon-reload: no way\n");
});

Deno.test("systemd says that there is no systemctl", async () => {
  for (const args of [{ daemon_reload: true }, { name: "web", state: "started" }]) {
    for (const checkMode of [false, true]) {
      const { msg } = await run(args, { isMissing: true }, checkMode);
      equal(msg, 'Failed to find required executable "systemctl" in paths: PATH');
    }
  }
});

Deno.test("systemd passes its options to systemctl", async () => {
  const args = { name: "web", state: "started", scope: "user", no_block: true, force: true };
  const { applied } = await run(args, {});
  deepEqual(applied, ["systemctl --user --no-block --force start web"]);
});

Deno.test("systemd fails with Ansible's messages", async () => {
  const missing = { load: "not-found" };
  equal(
    (await run({ name: "web", state: "started" }, missing)).msg,
    "Could not find the requested service web: host",
  );
  const stopped = await run({ name: "web", state: "started" }, { failing: "start" });
  equal(stopped.msg, "Unable to start service web: no way\n");
  const disabled = await run({ name: "web", enabled: true }, { failing: "enable" });
  equal(disabled.msg, "Unable to enable service web: no way\n");
  const broken = await run({ name: "web", state: "started" }, { extra: "LoadError=bad line\n" });
  equal(broken.msg, "Error loading unit file 'web': bad line");
  match((await run({ name: "w*", state: "started" }, {})).msg ?? "", /found '\*' in service name/);
});

Deno.test("systemd warns of an init script that it does not manage", async () => {
  const unit = { load: "not-found", hasInitScript: true };
  const { warnings, failed } = await run({ name: "web", state: "started" }, unit);
  ok(!failed);
  equal(
    warnings[0],
    "The service (web) is actually an init script but the system is managed by systemd",
  );
});

Deno.test("parseShow() reads values of several lines", () => {
  const text =
    "A=1\nExecStart={ path=/bin/x ; argv[]=/bin/x\n more ; }\nDescription={ odd\nB=x=y\n";
  deepEqual(
    [...parseShow(text)],
    [
      ["A", "1"],
      ["ExecStart", "{ path=/bin/x ; argv[]=/bin/x\n more ; }"],
      ["Description", "{ odd"],
      ["B", "x=y"],
    ],
  );
});
