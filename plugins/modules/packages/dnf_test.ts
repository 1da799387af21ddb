import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { type ModuleOutcome, runModule } from "../testing/run_module.ts";
import { dnf } from "./dnf.ts";
import spec from "./dnf.json" with { type: "json" };

/** Builds packages of its own, and a repository of them that dnf knows alone. */
const SETUP = `
set -e
cd "$1"
build() {
  printf 'Name: %s\\nVersion: %s\\nRelease: 1\\nSummary: x\\nLicense: MIT\\nBuildArch: noarch\\n%s\\n%%description\\nx\\n%%files\\n' \\
    "$1" "$2" "$3" >"$1-$2.spec"
  rpmbuild -bb --define "_topdir $PWD/top" "$1-$2.spec" >/dev/null 2>&1
}
build foo 1.0 ''; build foo 2.0 ''; build bar 1.0 'Requires: a-package-with-quite-a-long-name-for-a-table'
build a-package-with-quite-a-long-name-for-a-table 1.0 ''
mkdir repo root repos.d
cp top/RPMS/noarch/*.rpm repo
cat >comps.xml <<X
<comps><group><id>tools</id><name>Tools</name><packagelist>
<packagereq type="mandatory">foo</packagereq></packagelist></group></comps>
X
createrepo_c -q -g "$PWD/comps.xml" repo 2>/dev/null
cat >dnf.conf <<X
[main]
cachedir=$PWD/cache
persistdir=$PWD/persist
logdir=$PWD/log
reposdir=$PWD/repos.d
pluginpath=$PWD/none
[own]
name=own
baseurl=file://$PWD/repo
gpgcheck=0
X
`;

const LONG = "a-package-with-quite-a-long-name-for-a-table-1.0-1.noarch";
const WOULD = "Check mode: No changes made, but would have if not in check mode";

Deno.test({
  name: "dnf() manages packages of a repository (needs root, dnf, rpmbuild and createrepo_c)",
  ignore: Deno.uid() !== 0 || !areThere("dnf", "rpmbuild", "createrepo_c"),
  async fn(t) {
    const folder = await Deno.makeTempDir();
    try {
      await sh(SETUP, folder);
      await steps(t, folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

async function steps(t: Deno.TestContext, folder: string): Promise<void> {
  const common = {
    conf_file: `${folder}/dnf.conf`,
    installroot: `${folder}/root`,
    releasever: "1",
    disable_gpg_check: true,
  };
  const run = async (args: Record<string, Value>, checkMode = false) => {
    await using target = await openLocalTarget({ checkMode });
    return await runModule({ run: dnf, spec, args: { ...common, ...args }, target, checkMode });
  };
  const told = (outcome: ModuleOutcome) => [outcome.changed, outcome.msg, outcome.result];
  const done = (changed: boolean, msg: string, ...results: string[]) => [
    changed,
    undefined,
    { msg, rc: 0, results },
  ];
  const expect = (name: string, args: Record<string, Value>, expected: unknown[], check = false) =>
    t.step(name, async () => deepEqual(told(await run(args, check)), expected));
  const both = [`Installed: ${LONG}`, "Installed: bar-1.0-1.noarch"];
  await expect("check mode", { name: ["bar"] }, done(true, WOULD, ...both), true);
  await expect("installs", { name: ["bar"] }, done(true, "", ...both));
  await expect("again", { name: "bar" }, done(false, "Nothing to do"));
  await expect("a version", { name: "foo-1.0" }, done(true, "", "Installed: foo-1.0-1.noarch"));
  await expect("present stays", { name: "foo" }, done(false, "Nothing to do"));
  const upgraded = ["Installed: foo-2.0-1.noarch", "Removed: foo-1.0-1.noarch"];
  await expect(
    "latest, check",
    { name: "foo", state: "latest" },
    done(true, WOULD, ...upgraded),
    true,
  );
  await expect("latest", { name: "foo", state: "latest" }, done(true, "", ...upgraded));
  await expect("all latest", { name: "*", state: "latest" }, done(false, "Nothing to do"));
  await expect("no older", { name: "foo-1.0-1" }, done(false, "Nothing to do"));
  const file = `${folder}/repo/foo-1.0-1.noarch.rpm`;
  await expect("no older file", { name: file }, done(false, "Nothing to do", `Installed ${file}`));
  await expect(
    "older if allowed",
    { name: "foo-1.0-1", allow_downgrade: true },
    done(true, "", "Installed: foo-1.0-1.noarch", "Removed: foo-2.0-1.noarch"),
  );
  await expect(
    "removes",
    { name: ["foo", "none"], state: "absent" },
    done(true, "", "Removed: foo-1.0-1.noarch"),
  );
  await expect(
    "no pattern",
    { name: "x*", state: "absent" },
    done(false, "Nothing to do", "x* is not installed"),
  );
  await expect(
    "a group",
    { name: "@tools" },
    done(true, WOULD, "Group tools installed.", "Installed: foo-2.0-1.noarch"),
    true,
  );
  await expect(
    "only updates",
    { name: ["foo", "bar"], update_only: true, state: "latest" },
    done(
      false,
      "Nothing to do",
      "Packages providing foo not installed due to update_only specified",
    ),
  );
  await expect("unneeded", { autoremove: true }, done(false, "Nothing to do"));
  await expect("lists", { update_cache: true }, done(false, "Cache updated"));
  await expect("unknown", { name: ["none", "foo", "never"] }, [
    false,
    "Failed to install some of the specified packages",
    { failures: ["No package none available.", "No package never available."], rc: 1, results: [] },
  ]);
  await expect("unknown group", { name: "@none" }, [
    false,
    "No group none available.",
    { results: [] },
  ]);
  await expect("no files go", { name: file, state: "absent" }, [
    false,
    "Cannot remove paths -- please specify package name.",
    { results: [] },
  ]);
  await t.step("tells what there is", async () => {
    const { result } = await run({ list: "foo" }, true);
    const { results } = result;
    equal(Array.isArray(results) && results.length, 2);
    const first = Array.isArray(results) ? results[0] : undefined;
    deepEqual(first instanceof Map ? Object.fromEntries(first) : undefined, {
      arch: "noarch",
      envra: "0:foo-1.0-1.noarch",
      epoch: "0",
      name: "foo",
      nevra: "0:foo-1.0-1.noarch",
      release: "1",
      repo: "own",
      version: "1.0",
      yumstate: "available",
    });
    deepEqual((await run({ list: "repos" })).result["results"], [
      new Map([["repoid", "own"], ["state", "enabled"]]),
    ]);
  });
}

function areThere(...programs: readonly string[]): boolean {
  return programs.every((program) => {
    try {
      new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" })
        .outputSync();
      return true;
    } catch {
      return false;
    }
  });
}

async function sh(script: string, folder: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("sh", { args: ["-c", script, "sh", folder] })
    .output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
