import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { packageModule } from "./package_module.ts";
import spec from "./package_module.json" with { type: "json" };

async function run(
  manager: string,
  args: Record<string, Value>,
  checkMode = false,
) {
  const target = new FakeTarget({
    checkMode,
    facts: dict({ pkg_mgr: manager }),
    commands: (text) => {
      if (/^(rpm|apk info|pacman -Q)/.test(text)) {
        return { exitCode: text.endsWith("there") ? 0 : 1 };
      }
      if (text.startsWith("dpkg-query")) {
        return "there\tamd64\tinstalled\t1.0\n";
      }
      if (text.startsWith("dpkg")) return "amd64\n";
      if (/^(cat|stat)/.test(text)) return { exitCode: 1 };
      return /upgrade|update/.test(text) ? "Nothing to do.\n" : "done\n";
    },
  });
  const outcome = await runModule({
    run: packageModule,
    spec,
    args,
    target,
    checkMode,
  });
  return { ...outcome, applied: target.applied };
}

Deno.test("package hands everything to apt where that is the manager", async () => {
  const { changed, result, failed } = await run("apt", {
    name: ["there"],
    state: "present",
  });
  ok(!changed && !failed);
  deepEqual(result, { cache_updated: false, cache_update_time: 0 });
  equal(
    (await run("apt", { name: ["there"], state: "installed" })).msg,
    "value of state must be one of: absent, build-dep, fixed, latest, present, got: installed",
  );
});

Deno.test("package installs and removes with other managers", async () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["dnf", "present", ["dnf -y install new"]],
    ["yum", "absent", ["yum -y remove there"]],
    ["apk", "present", ["apk add new"]],
    ["pacman", "absent", ["pacman --noconfirm -R there"]],
    ["zypper", "latest", [
      "zypper --non-interactive install new",
      "zypper --non-interactive update there",
    ]],
  ];
  for (const [manager, state, expected] of cases) {
    const args = { name: ["there", "new"], state };
    const { applied, changed } = await run(manager, args);
    deepEqual([applied, changed], [expected, true], manager);
    const check = await run(manager, args, true);
    deepEqual([check.applied, check.changed], [[], true], manager);
  }
});

Deno.test("package does nothing where all is as asked for", async () => {
  ok(!(await run("dnf", { name: ["there"], state: "present" })).changed);
  ok(!(await run("dnf", { name: ["new"], state: "absent" })).changed);
  ok(!(await run("dnf", { name: ["there"], state: "latest" })).changed);
  ok((await run("dnf", { name: ["there"], state: "latest" }, true)).skipped);
});

Deno.test("package refuses what the manager cannot do", async () => {
  const unknown = await run("portage", { name: ["x"], state: "present" });
  match(
    unknown.msg ?? "",
    /^Cannot manage packages with portage: only apt, dnf, /,
  );
  const options = await run("dnf", {
    name: ["x"],
    state: "present",
    purge: true,
  });
  match(
    options.msg ?? "",
    /^Unsupported parameters for \(dnf\) module: purge\./,
  );
});
