import { deepEqual, equal, match } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { git } from "./git.ts";
import spec from "./git.json" with { type: "json" };

async function run(args: Record<string, Value>, checkMode = false) {
  await using target = await openLocalTarget({ checkMode });
  return await runModule({ run: git, spec, args, target, checkMode, diff: true });
}

async function sh(script: string): Promise<string> {
  const { stdout, success } = await new Deno.Command("sh", { args: ["-ec", script] }).output();
  equal(success, true, script);
  return new TextDecoder().decode(stdout).trim();
}

async function withSource(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await sh(`cd ${folder}; git init -q -b main source; cd source; echo one > a; git add a
      git -c user.name=a -c user.email=a@example.org commit -qm one`);
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("git() predicts a clone in check mode, makes it, and then finds it right", () =>
  withSource(async (folder) => {
    const head = await sh(`git -C ${folder}/source rev-parse HEAD`);
    const args = { repo: `${folder}/source`, dest: `${folder}/new/clone` };
    const expected = { before: null, after: head };
    for (const checkMode of [true, false]) {
      const { changed, result, diff } = await run(args, checkMode);
      deepEqual({ changed, result }, { changed: true, result: expected });
      deepEqual(diff, [{ prepared: `>> Newly checked out ${head}` }]);
    }
    equal(await Deno.readTextFile(`${folder}/new/clone/a`), "one\n");
    const again = await run(args);
    deepEqual([again.changed, again.result["remote_url_changed"]], [false, false]);
  }));

Deno.test("git() keeps modified files unless it is forced", () =>
  withSource(async (folder) => {
    const args = { repo: `${folder}/source`, dest: `${folder}/clone` };
    await run(args);
    await Deno.writeTextFile(`${folder}/clone/a`, "mine\n");
    for (const checkMode of [true, false]) {
      const { failed, msg } = await run(args, checkMode);
      equal(failed, true);
      equal(msg, `Local modifications exist in the destination: ${folder}/clone (force=no).`);
    }
    equal((await run({ ...args, force: true }, true)).changed, false);
    equal((await run({ ...args, force: true })).changed, true);
    equal(await Deno.readTextFile(`${folder}/clone/a`), "one\n");
  }));

Deno.test("git() refuses options of ssh where check mode would have to run them", () =>
  withSource(async (folder) => {
    const args = { repo: `${folder}/source`, dest: `${folder}/clone`, key_file: "/k" };
    match((await run(args, true)).msg ?? "", /^Cannot ask the remote in check mode/);
  }));
