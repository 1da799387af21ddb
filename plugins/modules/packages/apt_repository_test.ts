import { deepEqual, equal, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { aptRepository } from "./apt_repository.ts";
import spec from "./apt_repository.json" with { type: "json" };

const MAIN = "/etc/apt/sources.list";
const EXTRA = "/etc/apt/sources.list.d/extra.list";

const FILES = [
  `${MAIN}:# comment`,
  `${MAIN}:deb http://a.example.org/debian stable main # ours`,
  `${MAIN}:#deb-src  http://a.example.org/debian   stable main`,
  `${EXTRA}:deb http://b.example.org x y`,
  "/etc/apt/sources.list.d/.hidden.list:deb http://c.example.org x y",
].join("\n");

async function run(
  args: Record<string, Value>,
  { checkMode = false, fails = false } = {},
) {
  const target = new FakeTarget({
    checkMode,
    commands: (text) => {
      if (text.startsWith("grep")) return `${FILES}\n`;
      return fails && text.startsWith("apt-get") ? { exitCode: 100, stderr: "no net" } : "";
    },
  });
  const all = { update_cache_retries: 1, ...args };
  const outcome = await runModule({
    run: aptRepository,
    spec,
    args: all,
    target,
    checkMode,
    diff: true,
  });
  const written = target.written.map(({ path, content }) => [path, content]);
  const applied = target.applied.filter((text) => !text.startsWith("stat"))
    .map((text) => text.split(" -o")[0]);
  return { ...outcome, written, applied };
}

Deno.test("aptRepository() adds a line to a file named after its address", async () => {
  const repo = "deb [arch=amd64] https://me:pw@apt.example.org/x-y/debian stable  main";
  const line = "deb [arch=amd64] https://me:pw@apt.example.org/x-y/debian stable main\n";
  const path = "/etc/apt/sources.list.d/apt_example_org_x_y_debian.list";
  const { written, applied, changed, result, diff } = await run({ repo });
  deepEqual([written, applied, changed], [
    [[path, line]],
    ["apt-get update -q"],
    true,
  ]);
  deepEqual(result, { repo, state: "present" });
  deepEqual(diff, [{
    before: "",
    after: line,
    beforeHeader: "/dev/null",
    afterHeader: path,
  }]);
  const check = await run({ repo }, { checkMode: true });
  deepEqual([check.written, check.applied, check.changed], [[], [], true]);
  const named = await run({ repo, filename: "extra", update_cache: false });
  deepEqual(named.written, [[EXTRA, `deb http://b.example.org x y\n${line}`]]);
  deepEqual(named.applied, []);
});

Deno.test("aptRepository() leaves a line that is there and enables one that is off", async () => {
  ok(!(await run({ repo: "deb http://b.example.org   x y" })).changed);
  const { written } = await run({
    repo: "deb-src http://a.example.org/debian stable main",
  });
  deepEqual(written, [[
    MAIN,
    "# comment\ndeb http://a.example.org/debian stable main # ours\n" +
    "deb-src http://a.example.org/debian stable main\n",
  ]]);
});

Deno.test("aptRepository() removes a line, and the file with the last one", async () => {
  const state = "absent";
  const last = await run({ repo: "deb http://b.example.org x y", state });
  deepEqual(last.applied, [`rm -f -- ${EXTRA}`, "apt-get update -q"]);
  const one = await run({
    repo: "deb http://a.example.org/debian stable main",
    state,
  });
  deepEqual(one.written, [[
    MAIN,
    "# comment\n# deb-src http://a.example.org/debian stable main\n",
  ]]);
  ok(!(await run({ repo: "deb http://none.example.org x", state })).changed);
});

Deno.test("aptRepository() takes a line back that apt cannot fetch", async () => {
  const { msg, applied } = await run(
    { repo: "deb http://new.example.org x y" },
    { fails: true },
  );
  equal(msg, "Failed to update apt cache: no net");
  equal(
    applied.at(-1),
    "rm -f -- /etc/apt/sources.list.d/new_example_org.list",
  );
});

Deno.test("aptRepository() refuses what is no line of sources", async () => {
  equal(
    (await run({ repo: "nonsense" })).msg,
    "Invalid repository string: nonsense",
  );
  equal(
    (await run({ repo: "" })).msg,
    "Please set argument 'repo' to a non-empty value",
  );
  ok((await run({ repo: "ppa:a/b" })).failed);
});
