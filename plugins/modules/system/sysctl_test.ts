import { deepEqual, equal } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { sysctl } from "./sysctl.ts";
import spec from "./sysctl.json" with { type: "json" };

function fake(options: { readonly live: string; readonly file?: string; readonly error?: string }) {
  return new FakeTarget({
    commands: (text) => {
      if (text === "test -f /etc/sysctl.conf") {
        return { exitCode: options.file === undefined ? 1 : 0 };
      }
      if (text === "cat /etc/sysctl.conf") return options.file ?? { exitCode: 1 };
      if (text === "command -v sysctl") return "/sbin/sysctl\n";
      if (text.startsWith("test -x")) return { exitCode: 1 };
      if (text === "/sbin/sysctl -e -n a.b") return options.live;
      return text.startsWith("/sbin/sysctl ") ? { stderr: options.error ?? "" } : undefined;
    },
  });
}

const ARGS = { name: "a.b", value: "1 2" };

Deno.test("sysctl() sets, writes and loads what differs, in this order", async () => {
  const target = fake({ live: "1\t3\n", file: "x=1\na.b = 1 3" });
  const run = { run: sysctl, spec, args: { ...ARGS, sysctl_set: true }, target };
  equal((await runModule(run)).changed, true);
  deepEqual(target.applied, [
    "/sbin/sysctl -w a.b=1 2",
    "/sbin/sysctl -p /etc/sysctl.conf",
  ]);
  deepEqual(target.written, [{ path: "/etc/sysctl.conf", content: "x=1\na.b=1 2\n" }]);
});

Deno.test("sysctl() changes nothing where file and kernel agree, whatever separates words", async () => {
  const target = fake({ live: "1\t2\n", file: "a.b=1 2\n" });
  const run = { run: sysctl, spec, args: { ...ARGS, sysctl_set: true }, target };
  equal((await runModule(run)).changed, false);
  deepEqual([target.applied, target.written], [[], []]);
});

Deno.test("sysctl() fails on what sysctl says even if it exits with 0", async () => {
  const error = 'sysctl: setting key "a.b": Invalid argument\n';
  const target = fake({ live: "1\n", error });
  const args = { ...ARGS, sysctl_set: true };
  const { msg } = await runModule({ run: sysctl, spec, args, target });
  equal(msg, `setting a.b failed: ${error}`);
});
