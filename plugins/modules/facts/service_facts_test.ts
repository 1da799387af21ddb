import { deepEqual, equal } from "node:assert/strict";
import { isDict, type Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { serviceFacts } from "./service_facts.ts";
import spec from "./service_facts.json" with { type: "json" };

const MISSING = { exitCode: 127 };
const NOTHING = {
  "cat /proc/1/comm": "init\n",
  "systemctl list-units --no-pager --type service --all": MISSING,
  "systemctl list-unit-files --no-pager --type service --all": MISSING,
  "command -v chkconfig": MISSING,
  "service --status-all": MISSING,
  "rc-status -a -s -m": MISSING,
  "rc-update show -v": MISSING,
};

async function factsOf(commands: Record<string, string>) {
  const target = new FakeTarget({ commands: { ...NOTHING, ...commands } });
  const outcome = await runModule({ run: serviceFacts, spec, args: {}, target });
  return { ...outcome, services: plain(outcome.facts["services"] ?? null) };
}

function plain(value: Value): unknown {
  return isDict(value) ? Object.fromEntries([...value].map(([k, v]) => [k, plain(v)])) : value;
}

Deno.test("serviceFacts() reads what systemd and the files of units say", async () => {
  const { services } = await factsOf({
    "cat /proc/1/comm": "systemd\n",
    "systemctl list-units --no-pager --type service --all": [
      "  UNIT             LOAD      ACTIVE   SUB     DESCRIPTION",
      "  cron.service     loaded    active   running Regular programs",
      "* lost.service     not-found inactive dead    lost.service",
      "  once.service     loaded    active   exited  Once",
      "",
    ].join("\n"),
    "systemctl list-unit-files --no-pager --type service --all": [
      "UNIT FILE     STATE   PRESET",
      "cron.service  enabled enabled",
      "idle.service  disabled enabled",
      "",
    ].join("\n"),
    "systemctl show idle.service --property=ActiveState": "ActiveState=inactive\n",
  });
  const source = "systemd";
  deepEqual(services, {
    "cron.service": { name: "cron.service", state: "running", status: "enabled", source },
    "lost.service": { name: "lost.service", state: "stopped", status: "not-found", source },
    "once.service": { name: "once.service", state: "stopped", status: "active", source },
    "idle.service": { name: "idle.service", state: "inactive", status: "disabled", source },
  });
});

Deno.test("serviceFacts() reads what OpenRC says", async () => {
  const { services } = await factsOf({
    "rc-status -a -s -m": " crond [  started  ]\n sshd [  stopped  ]\n",
    "rc-update show -v": "  crond | default\n  sshd |\n",
  });
  deepEqual(services, {
    crond: { name: "crond", runlevels: ["default"], state: "started", source: "openrc" },
    sshd: { name: "sshd", runlevels: null, state: "stopped", source: "openrc" },
  });
});

Deno.test("serviceFacts() is skipped where there are no services", async () => {
  const { skipped, services } = await factsOf({});
  equal(skipped, true);
  equal(services, null);
});
