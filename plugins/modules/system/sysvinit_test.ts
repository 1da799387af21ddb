import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { sysvinit } from "./sysvinit.ts";
import spec from "./sysvinit.json" with { type: "json" };

interface Machine {
  readonly status?: { readonly exitCode?: number; readonly stdout?: string };
  readonly programs?: readonly string[];
  readonly checkMode?: boolean;
}

async function run(
  args: Record<string, Value>,
  { status = { exitCode: 3 }, programs = ["update-rc.d", "service"], checkMode = false }: Machine =
    {},
) {
  const target = new FakeTarget({
    checkMode,
    commands: (text) => {
      if (text === "test -e /etc/init.d/web") return "";
      if (text.startsWith("test -")) return { exitCode: 1 };
      if (text.startsWith("find ")) return "/etc/rc2.d/S01web\n/etc/rc3.d/S01web\n";
      if (text.startsWith("command -v ")) {
        const name = text.slice("command -v ".length);
        return programs.includes(name) ? `/usr/sbin/${name}\n` : { exitCode: 1 };
      }
      if (text.startsWith("ps ")) return "root 1 /usr/bin/spider\n";
      if (text.endsWith(" status")) return status;
      if (text.endsWith("web stop broken")) return { exitCode: 1, stderr: "no\n" };
      return { stdout: "done" };
    },
  });
  const clock = {
    wallNow: () => 0,
    monotonicNow: () => 0,
    sleep: () => Promise.resolve(),
  };
  const outcome = await runModule({
    ...{ run: sysvinit, spec, target, checkMode },
    args: { name: "web", ...args },
    clock,
  });
  return { ...outcome, applied: target.applied };
}

const UP = { stdout: "web is running\n" };

/** Each: the task, the machine, and what is run. */
const CASES: readonly (readonly [Record<string, Value>, Machine, readonly string[]])[] = [
  [{ state: "started" }, {}, ["/etc/init.d/web start"]],
  [{ state: "started" }, { status: UP }, []],
  [{ state: "started" }, { status: { stdout: "web is not running\n", exitCode: 3 } }, [
    "/etc/init.d/web start",
  ]],
  [{ state: "stopped" }, { status: UP }, ["/etc/init.d/web stop"]],
  [{ state: "stopped", arguments: "-a 'b c'" }, { status: {} }, ["/etc/init.d/web stop -a b c"]],
  [{ state: "reloaded" }, {}, ["/etc/init.d/web reload"]],
  [{ state: "restarted" }, {}, ["/etc/init.d/web stop", "/etc/init.d/web start"]],
  [{ state: "restarted" }, { checkMode: true }, []],
  [{ state: "started", pattern: "spider" }, {}, []],
  [{ enabled: true }, {}, []],
  [{ enabled: false }, {}, ["/usr/sbin/update-rc.d web disable"]],
  [{ enabled: true, runlevels: ["2", "3"] }, {}, []],
  [{ enabled: true, runlevels: [3, 5] }, {}, ["/usr/sbin/update-rc.d web enable 3 5"]],
  [{ enabled: false, runlevels: [3, 5] }, { programs: ["chkconfig"] }, [
    "/usr/sbin/chkconfig --level 35 web off",
  ]],
];

Deno.test("sysvinit() runs the script and the tools of the system", async () => {
  for (const [args, machine, applied] of CASES) {
    const outcome = await run(args, machine);
    deepEqual(outcome.applied, applied, JSON.stringify(args));
    equal(outcome.changed, applied.length > 0 || machine.checkMode === true, JSON.stringify(args));
  }
});

Deno.test("sysvinit() tells what became of each part", async () => {
  const { result } = await run({ state: "started", enabled: true, runlevels: "2" });
  const none = [["changed", false], ["rc", null], ["stdout", null], ["stderr", null]] as const;
  const ran = [["changed", true], ["rc", 0], ["stdout", "done"], ["stderr", ""]] as const;
  deepEqual(result, {
    name: "web",
    status: new Map<Value, Value>([
      ["enabled", new Map<Value, Value>([...none, ["runlevels", ["2"]]])],
      ["started", new Map<Value, Value>(ran)],
    ]),
  });
});

Deno.test("sysvinit() says what it cannot do", async () => {
  const missing = await run({ name: "none", state: "started" });
  equal(missing.msg, "Could not find the requested service none: ");
  const failed = await run({ state: "stopped", arguments: "broken" }, { status: UP });
  deepEqual([failed.msg, failed.rc, failed.stderr], ["Failed to stop service: web", 1, "no\n"]);
  const tools = await run({ enabled: false }, { programs: [] });
  equal(tools.msg?.startsWith("Cannot disable service web"), true);
  const doubtful = await run({ state: "started" }, { status: { exitCode: 77 } });
  deepEqual([doubtful.changed, doubtful.warnings.length], [true, 1]);
});
