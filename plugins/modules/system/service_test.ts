import { deepEqual, equal, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { service } from "./service.ts";
import spec from "./service.json" with { type: "json" };

const ignore = Deno.uid() !== 0 || !isThere("/usr/sbin/update-rc.d") ||
  isThere("/run/systemd/system");

/** A real init script that only notes what it was told. */
class TestService implements Disposable {
  readonly name: string;
  readonly #log: string;

  constructor(suffix: string) {
    this.name = `shep${Deno.pid}${suffix}`;
    this.#log = Deno.makeTempFileSync();
    Deno.writeTextFileSync(`/etc/init.d/${this.name}`, this.#script(), { mode: 0o755 });
  }

  async run(args: Record<string, Value>, options: { readonly checkMode?: boolean } = {}) {
    await using target = await openLocalTarget(options);
    const all = { name: this.name, use: "service", ...args };
    return await runModule({ run: service, spec, args: all, target, ...options });
  }

  /** What the script was told since the last call. */
  told(): string {
    const text = Deno.readTextFileSync(this.#log).trim();
    Deno.writeTextFileSync(this.#log, "");
    return text;
  }

  [Symbol.dispose](): void {
    Deno.removeSync(`/etc/init.d/${this.name}`);
    new Deno.Command("update-rc.d", { args: [this.name, "remove"], stdout: "null", stderr: "null" })
      .outputSync();
    for (const file of [this.#log, `${this.#log}.run`]) if (isThere(file)) Deno.removeSync(file);
  }

  #script(): string {
    return `#!/bin/sh
### BEGIN INIT INFO
# Provides:          ${this.name}
# Required-Start:
# Required-Stop:
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
### END INIT INFO
[ "$1" = status ] || echo "$@" >>${this.#log}
case $1 in
start) touch ${this.#log}.run ;;
stop) rm ${this.#log}.run ;;
status) [ -e ${this.#log}.run ] && echo "$0 is running" || { echo "$0 is stopped"; exit 3; } ;;
esac
`;
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

Deno.test({
  name: "service() starts and stops through an init script (needs root and no systemd)",
  ignore,
  async fn() {
    using test = new TestService("a");
    const planned = await test.run({ state: "started" }, { checkMode: true });
    deepEqual([planned.changed, planned.result], [true, { msg: "service state changed" }]);
    equal(test.told(), "");
    const started = await test.run({ state: "started", arguments: "--now 'a b'" });
    deepEqual([started.changed, started.result], [true, { name: test.name, state: "started" }]);
    equal(test.told(), "start --now a b");
    ok(!(await test.run({ state: "started" })).changed);
    ok((await test.run({ state: "reloaded" })).changed);
    equal(test.told(), "reload");
    equal((await test.run({ state: "restarted" })).result["state"], "started");
    equal(test.told(), "stop\nstart");
    equal((await test.run({ state: "stopped" })).result["state"], "stopped");
    ok(!(await test.run({ state: "stopped" })).changed);
    ok((await test.run({ state: "restarted" })).changed);
  },
});

Deno.test({
  name: "service() enables and disables through run levels (needs root and no systemd)",
  ignore,
  async fn() {
    using test = new TestService("b");
    const link = `/etc/rc3.d/S01${test.name}`;
    ok((await test.run({ enabled: true }, { checkMode: true })).changed);
    ok(!isThere(link));
    deepEqual((await test.run({ enabled: true })).result, { name: test.name, enabled: true });
    ok(isThere(link));
    ok(!(await test.run({ enabled: true })).changed);
    ok((await test.run({ enabled: false })).changed);
    ok(!isThere(link));
    ok((await test.run({ enabled: true })).changed);
  },
});

Deno.test("service() says that there is no such service", async () => {
  await using target = await openLocalTarget();
  const args = { name: "nosuchservice", state: "started", use: "service" };
  const { msg } = await runModule({ run: service, spec, args, target });
  equal(msg, "Could not find the requested service nosuchservice: host");
});

Deno.test("service() hands everything to systemd where that runs", async () => {
  const target = new FakeTarget({
    facts: dict({ service_mgr: "systemd" }),
    commands: (text) =>
      text === "systemctl show web" ? "LoadState=loaded\nActiveState=inactive\n" : { exitCode: 1 },
  });
  const args = { name: "web", state: "started", sleep: 2 };
  const { warnings, msg } = await runModule({ run: service, spec, args, target });
  deepEqual(warnings, ['Ignoring "sleep" as it is not used in "systemd"']);
  equal(msg, "Unable to start service web: ");
  deepEqual(target.applied, ["systemctl start web"]);
});

Deno.test("service() reloads systemd without a service, and nothing else does", async () => {
  const run = async (manager: string, args: Record<string, Value>) => {
    const facts = dict({ service_mgr: manager });
    const target = new FakeTarget({ facts, commands: () => "" });
    const { msg } = await runModule({ run: service, spec, args, target });
    return msg ?? target.applied;
  };
  deepEqual(await run("systemd", { daemon_reload: true }), ["systemctl daemon-reload"]);
  equal(
    await run("systemd", { daemon_reload: true, state: "started" }),
    "missing parameter(s) required by 'state': name",
  );
  equal(await run("sysvinit", { daemon_reload: true }), "missing required arguments: name");
});

Deno.test("service() uses OpenRC where that is the init system", async () => {
  const target = new FakeTarget({
    facts: dict({ service_mgr: "openrc" }),
    commands: (text) => {
      const program = /^command -v (rc-service|rc-update)$/.exec(text)?.[1];
      if (program !== undefined) return `/sbin/${program}\n`;
      if (text === "/sbin/rc-update show") return "      crond | default\n  web | boot\n";
      if (text === "/sbin/rc-service web status") return { exitCode: 32, stderr: "crashed" };
      return /^(command|test|cat|find) /.test(text) ? { exitCode: 1 } : "";
    },
  });
  const args = { name: "web", state: "started", enabled: true };
  const { result } = await runModule({ run: service, spec, args, target });
  deepEqual(target.applied, [
    "/sbin/rc-update add web default",
    "/sbin/rc-service web zap",
    "/sbin/rc-service web start",
  ]);
  deepEqual(result, { name: "web", enabled: true, state: "started" });
});
