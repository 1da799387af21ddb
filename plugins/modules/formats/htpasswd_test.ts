import assert from "node:assert/strict";
import type { Value } from "../../../lib/plugin/sdk.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { htpasswd } from "./htpasswd.ts";
import spec from "./htpasswd.json" with { type: "json" };

async function run(args: Readonly<Record<string, Value>>, checkMode = false) {
  await using target = await openLocalTarget({ checkMode });
  return await runModule({ run: htpasswd, spec, args, target, checkMode });
}

Deno.test("htpasswd() keeps a user with a password", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/new/users`;
  const args = { path, name: "joe", password: "one", mode: "0640" };
  const first = await run(args, true);
  assert.deepEqual([first.changed, first.result.msg], [true, `Created ${path} and added joe`]);
  assert.throws(() => Deno.statSync(path), Deno.errors.NotFound);
  assert.equal((await run(args)).changed, true);
  assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o640);
  assert.equal((await run(args)).result.msg, "joe already present");
  Deno.writeTextFileSync(path, `# ours\nann:x\n${Deno.readTextFileSync(path)}`);
  const { changed, result } = await run({ ...args, password: "two", crypt_scheme: "bcrypt" });
  assert.deepEqual([changed, result.msg], [true, "Add/update joe"]);
  assert.match(Deno.readTextFileSync(path), /^# ours\nann:x\njoe:\$2b\$12\$.{53}\n$/);
  assert.equal((await run({ path, name: "joe", state: "absent" })).result.msg, "Remove joe");
  assert.equal((await run({ path, name: "joe", state: "absent" })).result.msg, "joe not present");
  assert.equal(Deno.readTextFileSync(path), "# ours\nann:x\n");
});

Deno.test("htpasswd() refuses what it cannot do", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/users`;
  const cases = [
    [{ password: "x", create: false }, `Destination ${path} does not exist`],
    [{}, "secret must be unicode or bytes, not None"],
    [{ name: "a:b", password: "x" }, "user contains invalid characters: b'a:b'"],
    [{ password: "x", crypt_scheme: "des_crypt" }, /^Cannot hash with des_crypt: /],
  ] as const;
  for (const [args, expected] of cases) {
    const { failed, msg = "" } = await run({ path, name: "joe", ...args });
    assert.equal(failed, true);
    if (typeof expected === "string") assert.equal(msg, expected);
    else assert.match(msg, expected);
  }
  assert.deepEqual([...Deno.readDirSync(folder.path)], []);
});
