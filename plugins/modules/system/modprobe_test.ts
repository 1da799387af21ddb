import { deepEqual, equal } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { modprobe } from "./modprobe.ts";
import spec from "./modprobe.json" with { type: "json" };

function fake({ checkMode = false, options = "" } = {}) {
  let loaded = "dummy_one 16384 0 - Live 0x0\n";
  return new FakeTarget({
    checkMode,
    commands: (text) => {
      if (text === "command -v modprobe") return "/sbin/modprobe\n";
      if (text.startsWith("test -x ")) return { exitCode: 1 };
      if (text === "cat /proc/modules") return loaded;
      if (text === "uname -r") return "6.1\n";
      if (text === "cat /lib/modules/6.1/modules.builtin") return "kernel/fs/ext4/ext4.ko\n";
      if (text === "grep -rHs  /etc/modules-load.d") return "";
      if (text === "grep -rHs  /etc/modprobe.d") return options;
      if (text === "/sbin/modprobe two a=1 b=2") loaded += "two 1 0 - Live 0x0\n";
      return text.startsWith("/sbin/modprobe ") ? "" : undefined;
    },
  });
}

Deno.test("modprobe() loads a module and keeps it", async () => {
  const options = "/etc/modprobe.d/x.conf:options two a=0\n";
  const target = fake({ options });
  const args = { name: "two", params: "a=1 b=2", persistent: "present" };
  const { changed, result } = await runModule({ run: modprobe, spec, args, target });
  deepEqual([changed, result], [true, { name: "two", params: "a=1 b=2", state: "present" }]);
  deepEqual(target.applied, ["/sbin/modprobe two a=1 b=2"]);
  deepEqual(target.written.map(({ path, content }) => [path, content]), [
    ["/etc/modules-load.d/two.conf", "two\n"],
    ["/etc/modprobe.d/x.conf", "#options two a=0\n"],
    ["/etc/modprobe.d/two.conf", "options two a=1\noptions two b=2\n"],
  ]);
});

Deno.test("modprobe() finds modules that are loaded or built in", async () => {
  for (const name of ["dummy-one", "ext4"]) {
    const target = fake();
    equal((await runModule({ run: modprobe, spec, args: { name }, target })).changed, false, name);
  }
});

Deno.test("modprobe() unloads nothing in check mode, but tells", async () => {
  const target = fake({ checkMode: true });
  const args = { name: "dummy_one", state: "absent" };
  const run = { run: modprobe, spec, args, target, checkMode: true };
  deepEqual([(await runModule(run)).changed, target.applied], [true, []]);
});
