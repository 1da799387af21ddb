import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { apk } from "./apk.ts";
import spec from "./apk.json" with { type: "json" };

const DONE = "(1/2) Installing lib (1-r0)\n(2/2) Installing curl (8.0-r0)\nOK: 9 MiB\n";

async function run(args: Record<string, Value>, checkMode = false) {
  const target = new FakeTarget({
    checkMode,
    commands: (text) => {
      if (text === "command -v apk") return "/sbin/apk\n";
      if (text.startsWith("test -x")) return { exitCode: 1 };
      if (text === "cat /etc/apk/world") return "bash vim@edge\nnano>2 .deps\n";
      const words = text.replace(/^\/sbin\/apk( --\S+=\S+| --no-cache)* /, "");
      if (words === "-v info -d .deps") return ".deps description:\n.deps: virtual meta package\n";
      if (words.startsWith("-v info -d")) return "x-1 description:\nx\n";
      if (words === "-v info -R .deps") return ".deps-0 depends on:\nzlib\nbash\n";
      if (words.startsWith("-v info -e")) return { exitCode: /bash|held/.test(words) ? 0 : 1 };
      if (words === "version bash") return "Installed: Available:\nbash-5.1-r0   < 5.2-r0\n";
      if (words.startsWith("version ")) return "Installed: Available:\nzlib-1-r0   = 1-r0\n";
      if (/^upgrade/.test(words)) return "OK: 5 MiB\n";
      if (words.includes("broken")) return { exitCode: 1, stderr: "ERROR: unsatisfiable\n" };
      return DONE;
    },
  });
  const { changed, msg, result } = await runModule({ run: apk, spec, args, target, checkMode });
  const simulated = target.probed.filter((text) => text.includes("--simulate"));
  return {
    changed,
    msg: msg ?? result["msg"],
    packages: result["packages"],
    applied: target.applied,
    simulated,
  };
}

Deno.test("apk() installs what was not asked for before", async () => {
  const { simulated, ...outcome } = await run({ name: ["curl", "bash", "vim", "nano"] });
  deepEqual([outcome, simulated], [{
    changed: true,
    msg: "installed curl package(s)",
    packages: ["lib", "curl"],
    applied: ["/sbin/apk add curl"],
  }, []]);
  equal((await run({ name: "bash" })).msg, "package(s) already installed");
  deepEqual((await run({ name: "bas", no_cache: true, repository: ["http://r"] })).applied, [
    "/sbin/apk --no-cache --repository=http://r --repositories-file=/dev/null add bas",
  ]);
  equal((await run({ name: "broken" })).msg, "failed to install broken");
  const check = await run({ name: "curl" }, true);
  deepEqual([check.changed, check.applied, check.simulated], [
    true,
    [],
    ["/sbin/apk add --simulate curl"],
  ]);
});

Deno.test("apk() upgrades what is out of date, also behind virtual packages", async () => {
  const latest = async (name: string) => (await run({ name, state: "latest" })).applied;
  deepEqual(await latest("bash"), ["/sbin/apk add --upgrade bash"]);
  deepEqual(await latest("nano"), []);
  deepEqual(await latest(".deps"), ["/sbin/apk add --upgrade bash"]);
  const all = await run({ upgrade: true, available: true, update_cache: true });
  deepEqual([all.changed, all.msg], [false, "packages already upgraded"]);
  deepEqual(all.applied, ["/sbin/apk update", "/sbin/apk upgrade --available"]);
  const lists = await run({ update_cache: true });
  deepEqual([lists.changed, lists.msg], [true, "updated repository indexes"]);
});

Deno.test("apk() removes packages and says what stays", async () => {
  const check = await run({ name: ["bash", "none"], state: "absent" }, true);
  deepEqual([check.changed, check.simulated], [true, ["/sbin/apk del --simulate --purge bash"]]);
  equal((await run({ name: "held", state: "absent" })).msg, "failed to remove held package(s)");
  equal((await run({ name: "none", state: "removed" })).msg, "package(s) already removed");
});
