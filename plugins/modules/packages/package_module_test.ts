import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { packageModule } from "./package_module.ts";
import spec from "./package_module.json" with { type: "json" };

const TABLE = " Package Arch Version Repository Size\nInstalling:\n new noarch 1-1 own 1 k\n";

/** Options that the module of dnf gives for every task. */
const DNF = [
  ...["--setopt=gpgcheck=1", "--setopt=localpkg_gpgcheck=1"],
  ...["--setopt=clean_requirements_on_remove=0", "--setopt=install_weak_deps=1"],
].join(" ");

async function run(
  manager: string,
  args: Record<string, Value>,
  checkMode = false,
) {
  const target = new FakeTarget({
    checkMode,
    facts: dict({ pkg_mgr: manager }),
    commands: (text) => {
      const program = /^command -v (\S+)$/.exec(text)?.[1];
      if (program !== undefined) return `/usr/bin/${program}\n`;
      if (text.startsWith("test -x")) return { exitCode: 1 };
      if (text === "id -u") return "0\n";
      if (text.startsWith("rpm -qa")) return "there\t0\t1\t1\tnoarch\n";
      if (text === "cat /etc/apk/world") return "there\n";
      if (text.endsWith("pacman -Q")) return "there 1-1\n";
      if (text.endsWith("pacman -Sl")) return "core new 1-1\ncore there 1-1\n";
      if (text.includes("pacman -Rp")) return "there-1-1\n";
      if (/^rpm -q|apk -v info/.test(text)) return { exitCode: text.endsWith("there") ? 0 : 1 };
      if (text.endsWith(" install new")) return TABLE;
      if (/dnf|yum/.test(text) && text.includes(" remove ")) {
        return text.includes("there") ? TABLE.replace("Installing", "Removing") : "";
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
    ["dnf", "present", [`/usr/bin/dnf -y ${DNF} install new`]],
    ["yum", "absent", [`/usr/bin/dnf -y ${DNF} remove there new`]],
    ["apk", "present", ["/usr/bin/apk add new"]],
    ["pacman", "absent", ["/usr/bin/pacman --remove --noconfirm --noprogressbar there"]],
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
  ok((await run("zypper", { name: ["there"], state: "latest" }, true)).skipped);
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
  equal(
    (await run("dnf", { name: ["x"], state: "fixed" })).msg,
    "value of state must be one of: absent, installed, latest, present, removed, got: fixed",
  );
});
