import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeClock } from "../../../lib/system/fake_clock.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { isInstalled } from "../../connections/testing/needs.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { apt } from "./apt.ts";
import spec from "./apt.json" with { type: "json" };

/** A Debian with a few packages: `name: [installed version, versions that are offered]`. */
const PACKAGES: Readonly<
  Record<string, readonly [string | undefined, readonly string[]]>
> = {
  old: ["1.0-1", ["1.0-1", "1.2-1"]],
  current: ["2.0", ["2.0"]],
  missing: [undefined, ["3.0", "3.1", "4.0"]],
  automatic: ["1", ["1"]],
  provided: [undefined, []],
  unmet: [undefined, []],
};

const LISTS_TIME = 1_767_225_600;

interface Options {
  readonly checkMode?: boolean;
  readonly aptGet?: {
    readonly exitCode?: number;
    readonly stdout?: string;
    readonly stderr?: string;
  };
}

async function run(
  args: Record<string, Value>,
  { checkMode = false, aptGet = {} }: Options = {},
) {
  const target = new FakeTarget({
    checkMode,
    commands: (text, { argv = [] }) => {
      if (text.startsWith("dpkg-query")) {
        return argv.slice(5).map(installedLine).join("");
      }
      if (text.startsWith("apt-cache policy")) {
        return argv.slice(2).map(policyOf).join("");
      }
      if (text === "apt-cache pkgnames") {
        return Object.keys(PACKAGES).join("\n");
      }
      if (text === "apt-cache showpkg provided") {
        return "Reverse Provides: \ncurrent 2.0 (= )\n";
      }
      if (text.startsWith("apt-cache showpkg")) return "Reverse Provides: \n";
      if (text === "dpkg --print-architecture") return "amd64\n";
      if (text === "cat /var/lib/apt/extended_states") {
        return "Package: automatic\nArchitecture: amd64\nAuto-Installed: 1\n\n";
      }
      if (text === "stat -c %Y /var/lib/apt/lists") return `${LISTS_TIME}\n`;
      if (text.startsWith("stat")) return { exitCode: 1 };
      return text.startsWith("apt-get") ? aptGet : "";
    },
  });
  const clock = new FakeClock(LISTS_TIME * 1000 + 60_000);
  const outcome = await runModule({
    run: apt,
    spec,
    args,
    target,
    checkMode,
    clock,
    diff: true,
  });
  const brief = (text: string) => text.replace(/ -o D[pP]kg::\S+/g, "");
  return {
    ...outcome,
    applied: target.applied.map(brief),
    simulated: target.probed.filter((text) => text.startsWith("apt-get")).map(
      brief,
    ),
  };
}

function installedLine(name: string): string {
  const version = PACKAGES[name]?.[0];
  return version === undefined ? "" : `${name}\tamd64\tinstalled\t${version}\n`;
}

function policyOf(name: string): string {
  const known = PACKAGES[name];
  if (known === undefined) return "";
  const [installed, versions] = known;
  const table = versions.map((version) =>
    ` ${version === installed ? "***" : "   "} ${version} 500\n        500 http://x Packages\n`
  );
  return `${name}:\n  Installed: ${installed ?? "(none)"}\n` +
    `  Candidate: ${versions.at(-1) ?? "(none)"}\n  Version table:\n${table.join("")}`;
}

Deno.test("apt() decides by state and version what to install", async () => {
  const cases: readonly (readonly [Record<string, Value>, string | undefined])[] = [
    [{ package: ["current", "old"] }, undefined],
    [{ package: ["current", "missing"] }, "install missing=4.0"],
    [{ package: ["current", "old"], state: "latest" }, "install old=1.2-1"],
    [{ package: ["missing=3.*"] }, "install missing=3.1"],
    [{ package: ["missing=3.0"] }, "install missing=3.0"],
    [{ package: ["old=1.0-1"] }, undefined],
    [{ package: ["old=1.2-1"] }, "install old=1.2-1"],
    [{ package: ["old=1.*"] }, "install old=1.*"],
    [{ package: ["old>=1.1"] }, "install old=1.2-1"],
    [{ package: ["old>=1.0"] }, undefined],
    [{ package: ["provided"] }, undefined],
    [{ package: ["missing"], only_upgrade: true }, undefined],
    [
      { package: ["old"], only_upgrade: true, state: "latest" },
      "--only-upgrade install old=1.2-1",
    ],
    [{ package: ["mis*"] }, "install missing=4.0"],
    [{ package: ["missing"], state: "build-dep" }, "build-dep missing"],
    [
      {
        package: ["missing"],
        install_recommends: false,
        default_release: "next",
        force: true,
      },
      "--force-yes install missing=4.0 -t next -o APT::Install-Recommends=no",
    ],
    [
      { package: ["missing", "current"], state: "absent" },
      "-q remove current",
    ],
    [
      { package: ["old"], state: "absent", purge: true },
      "-q --purge remove old",
    ],
  ];
  for (const [args, expected] of cases) {
    const { applied, changed, failed, msg } = await run(args);
    ok(!failed, msg);
    deepEqual(
      applied,
      expected === undefined ? [] : [`apt-get -y ${expected}`],
    );
    equal(changed, expected !== undefined);
  }
});

Deno.test("apt() simulates in check mode", async () => {
  const aptGet = {
    stdout: "Reading state information...\nnew: x\n0 upgraded, 1 newly\nInst x\n",
  };
  const args = { package: ["missing"] };
  const { applied, simulated, changed, result, diff } = await run(args, {
    checkMode: true,
    aptGet,
  });
  deepEqual([applied, simulated], [[], [
    "apt-get -y --simulate install missing=4.0",
  ]]);
  ok(changed);
  deepEqual(result, {
    stdout: aptGet.stdout,
    stderr: "",
    cache_updated: false,
    cache_update_time: LISTS_TIME,
  });
  deepEqual(diff, [{ prepared: "new: x\n0 upgraded, 1 newly" }]);
});

Deno.test("apt() marks packages that came as dependencies", async () => {
  const { applied, changed } = await run({ package: ["automatic", "current"] });
  deepEqual([applied, changed], [["apt-mark manual automatic"], false]);
});

Deno.test("apt() fails with Ansible's messages", async () => {
  const failure = async (args: Record<string, Value>, options: Options = {}) =>
    (await run(args, options)).msg;
  equal(
    await failure({ package: ["nosuch"] }),
    "No package matching 'nosuch' is available",
  );
  equal(
    await failure({ package: ["no*"] }),
    "No package(s) matching 'no*' available",
  );
  equal(
    await failure({ package: ["missing=9"] }),
    "no available installation candidate for missing=9",
  );
  equal(await failure({ package: ["a=b=c"] }), "invalid package spec: a=b=c");
  const aptGet = { exitCode: 100, stderr: "E: broken\n" };
  equal(
    await failure({ package: ["missing"] }, { aptGet }),
    `'/usr/bin/apt-get -y -o "Dpkg::Options::=--force-confdef" -o "Dpkg::Options::=--force-confold"` +
      "       install 'missing=4.0'' failed: E: broken\n",
  );
  equal(
    await failure({ package: ["current"], state: "absent" }, { aptGet }),
    "'apt-get remove 'current'' failed: E: broken\n",
  );
});

Deno.test("apt() fetches its lists only when they are too old", async () => {
  const fresh = await run({ update_cache: true, cache_valid_time: 3600 });
  deepEqual([fresh.applied, fresh.changed], [[], false]);
  deepEqual(fresh.result, {
    cache_updated: false,
    cache_update_time: LISTS_TIME,
  });
  const old = await run({ update_cache: true });
  equal(old.applied[0], "apt-get update -q -o APT::Update::Error-Mode=any");
  const planned = await run({ update_cache: true }, { checkMode: true });
  deepEqual([planned.applied, planned.changed], [[], true]);
});

Deno.test("apt() upgrades and cleans up", async () => {
  const none = { stdout: "\n0 upgraded, 0 newly installed, 0 to remove\n" };
  const some = { stdout: "\n3 upgraded, 0 newly installed, 0 to remove\n" };
  const safe = await run({ upgrade: "yes" }, { aptGet: some });
  deepEqual([safe.applied, safe.changed], [[
    "apt-get -y upgrade --with-new-pkgs",
  ], true]);
  const dist = await run({ upgrade: "dist", autoremove: true }, {
    aptGet: none,
  });
  deepEqual([dist.applied, dist.changed], [[
    "apt-get -y dist-upgrade --auto-remove",
  ], false]);
  const all = await run({ package: ["*"], state: "latest" }, { aptGet: none });
  deepEqual(all.applied, ["apt-get -y upgrade --with-new-pkgs"]);
  const removed = { stdout: "The following packages will be REMOVED:\n x\n" };
  const autoremove = await run({ autoremove: true, purge: true }, {
    aptGet: removed,
  });
  deepEqual([autoremove.applied, autoremove.changed], [[
    "apt-get -y --purge autoremove",
  ], true]);
  const autoclean = await run({ autoclean: true, package: [] });
  deepEqual([autoclean.applied, autoclean.changed], [
    ["apt-get -y autoclean"],
    false,
  ]);
  deepEqual((await run({ clean: true })).applied, ["apt-get clean"]);
});

Deno.test({
  name: "apt() installs, upgrades and removes a real package file (needs root and apt)",
  ignore: Deno.uid() !== 0 || !isInstalled("apt-get") || !isInstalled("dpkg-deb"),
  async fn() {
    using folder = new TemporaryFolder();
    const name = `shep-test-${Deno.pid}`;
    const task = async (
      args: Record<string, Value>,
      options: { checkMode?: boolean } = {},
    ) => {
      await using target = await openLocalTarget(options);
      return await runModule({ run: apt, spec, args, target, ...options });
    };
    const [first, second] = ["1.0", "2.0"].map((version) => buildDeb(folder.path, name, version));
    try {
      const planned = await task({ deb: first ?? "" }, { checkMode: true });
      ok(planned.changed && !planned.failed, planned.msg);
      const installed = await task({ deb: first ?? "", policy_rc_d: 101 });
      ok(installed.changed && !installed.failed, installed.msg);
      ok(!(await task({ deb: first ?? "" })).changed);
      ok(!(await task({ package: [name] })).changed);
      ok((await task({ deb: second ?? "" })).changed);
      equal(
        (await task({ deb: first ?? "" })).msg,
        "A later version is already installed",
      );
      ok(
        (await task({ package: [name], state: "absent" }, { checkMode: true }))
          .changed,
      );
      ok((await task({ package: [name], state: "absent" })).changed);
      ok(!(await task({ package: [name], state: "absent" })).changed);
    } finally {
      const removed = await task({
        package: [name],
        state: "absent",
        purge: true,
      });
      ok(removed.changed && !removed.failed, removed.msg);
    }
    match(
      (await task({ deb: "/no/such.deb" })).msg ?? "",
      /^Unable to install package: E:Could not open file \/no\/such\.deb/,
    );
  },
});

function buildDeb(folder: string, name: string, version: string): string {
  const root = `${folder}/${version}`;
  Deno.mkdirSync(`${root}/DEBIAN`, { recursive: true });
  Deno.mkdirSync(`${root}/etc`);
  Deno.writeTextFileSync(`${root}/etc/${name}.conf`, version);
  Deno.writeTextFileSync(`${root}/DEBIAN/conffiles`, `/etc/${name}.conf\n`);
  Deno.writeTextFileSync(
    `${root}/DEBIAN/control`,
    `Package: ${name}\nVersion: ${version}\nArchitecture: all\n` +
      "Maintainer: Nobody <nobody@example.org>\nDescription: nothing\n",
  );
  const file = `${folder}/${name}_${version}.deb`;
  const args = ["-b", root, file];
  ok(
    new Deno.Command("dpkg-deb", { args, stdout: "null" }).outputSync().success,
  );
  // apt reads package files as another user.
  Deno.chmodSync(folder, 0o755);
  return file;
}
