import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { pacman } from "./pacman.ts";
import spec from "./pacman.json" with { type: "json" };

const LISTS: Readonly<Record<string, string>> = {
  "-Q": "foo 1.0-1\nlib 1-1\nold 1-1\n",
  "-Sl": "own bar 1.0-1\nown baz 1.0-1\nown foo 2.0-1 [installed: 1.0-1]\n",
  "-Sgg": "tools bar\ntools baz\n",
  "-Qu": "foo 1.0-1 -> 2.0-1\nold 1-1 -> 2-1 [ignored]\n",
  "-Qe": "foo 1.0-1\nold 1-1\n",
  "-Qd": "lib 1-1\n",
};
const SIMULATED: Readonly<Record<string, string>> = {
  bar: "bar 1.0-1\nbaz 1.0-1\n",
  "own/bar": "bar 1.0-1\n",
  "bar baz": "bar 1.0-1\nbaz 1.0-1\n",
  foo: "foo 2.0-1\n",
  "/x.pkg": "loading packages...\nx 3-1\n",
};

async function run(
  args: Record<string, Value>,
  { checkMode = false, program = "/usr/bin/pacman" } = {},
) {
  const target = new FakeTarget({
    checkMode,
    commands: (text) => {
      if (text === "command -v pacman") return `${program}\n`;
      if (text.startsWith("test -x")) return { exitCode: 1 };
      const words = text.slice(text.indexOf(" ") + 1);
      const list = LISTS[words];
      if (list !== undefined) return list;
      const [, what = ""] = /--print-format %n %v (.*)$/.exec(words) ?? [];
      if (what !== "") return SIMULATED[what] ?? "";
      if (words.startsWith("-Rp")) return "foo-1.0-1\n";
      if (words === "-Sp --print-format %n own/bar") return "bar\n";
      if (words === "-Up --print-format %n /x.pkg") return "loading packages...\nx\n";
      if (/^-[SU]p/.test(words)) return { exitCode: 1, stderr: "error: no\n" };
      return words.startsWith("--") ? "done\n" : undefined;
    },
  });
  const { changed, msg, result, diff } = await runModule({
    ...{ run: pacman, spec, args, target, checkMode },
  });
  const applied = target.applied.map((text) => text.slice(text.indexOf(" ") + 1));
  return { changed, msg: msg ?? result["msg"], packages: result["packages"], diff, applied };
}

const INSTALL = "--noconfirm --noprogressbar --needed";

Deno.test("pacman() installs what is missing, groups and files among it", async () => {
  deepEqual(await run({ name: "bar" }), {
    changed: true,
    msg: "Installed 2 package(s)",
    packages: ["bar", "baz"],
    diff: [{ before: "", after: "bar-1.0-1\nbaz-1.0-1\n" }],
    applied: [`${INSTALL} --sync bar`],
  });
  deepEqual((await run({ name: "tools" })).applied, [`${INSTALL} --sync bar baz`]);
  deepEqual((await run({ name: ["own/bar", ""] })).applied, [`${INSTALL} --sync own/bar`]);
  deepEqual((await run({ name: "/x.pkg", extra_args: "--asdeps" })).applied, [
    `${INSTALL} --asdeps --upgrade /x.pkg`,
  ]);
  const there = await run({ name: "foo" });
  deepEqual([there.changed, there.msg, there.packages], [
    false,
    "package(s) already installed",
    [],
  ]);
  const latest = await run({ name: ["foo", "old"], state: "latest" }, { checkMode: true });
  deepEqual([latest.changed, latest.msg, latest.applied], [
    true,
    "Would have installed 1 packages",
    [],
  ]);
  deepEqual(latest.diff, [{ before: "foo-1.0-1-explicit\n", after: "foo-2.0-1-explicit\n" }]);
  equal((await run({ name: "none" })).msg, "Failed to list package none");
});

Deno.test("pacman() says why packages are there", async () => {
  equal((await run({ name: "foo", reason: "dependency" })).changed, false);
  const all = await run({ name: "foo", reason: "dependency", reason_for: "all" });
  deepEqual(all.applied, ["--noconfirm --database --asdeps foo"]);
});

Deno.test("pacman() removes and upgrades", async () => {
  const removed = await run({
    name: ["foo", "none"],
    state: "absent",
    force: true,
    remove_nosave: true,
  });
  deepEqual(removed.applied, [
    "--remove --noconfirm --noprogressbar --nodeps --nodeps --nosave foo",
  ]);
  deepEqual([removed.msg, removed.packages], ["Removed 1 package(s)", ["foo-1.0-1"]]);
  equal((await run({ name: "bar", state: "absent" })).msg, "package(s) already absent");
  const upgraded = await run({ upgrade: true, update_cache: true, force: true });
  deepEqual(upgraded.applied, [
    "--sync --refresh --refresh",
    "--sync --sysupgrade --quiet --noconfirm",
  ]);
  deepEqual([upgraded.msg, upgraded.packages], ["Updated package db\nSystem upgraded", ["foo"]]);
});

Deno.test("pacman() cannot ask other programs in check mode", async () => {
  const outcome = await run({ name: "bar", executable: "/opt/yay" }, { checkMode: true });
  equal(outcome.msg, "Cannot tell in check mode what /opt/yay would do");
  const real = await run({ name: "bar", executable: "/opt/yay" });
  deepEqual(real.applied.at(-1), `${INSTALL} --sync bar`);
});
