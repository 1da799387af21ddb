import { deepEqual, equal, match } from "node:assert/strict";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { isInstalled } from "../../connections/testing/needs.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { unarchive } from "./unarchive.ts";
import spec from "./unarchive.json" with { type: "json" };

async function packed(folder: string): Promise<string> {
  await Deno.mkdir(`${folder}/in/top`, { recursive: true });
  await Deno.writeTextFile(`${folder}/in/top/a`, "a\n");
  await Deno.mkdir(`${folder}/out`);
  const args = ["-C", `${folder}/in`, "-czf", `${folder}/app.tgz`, "top"];
  equal((await new Deno.Command("tar", { args }).output()).success, true);
  return `${folder}/app.tgz`;
}

Deno.test("unarchive() unpacks once, and again what has changed", async () => {
  using folder = new TemporaryFolder();
  await using target = await openLocalTarget();
  const args = { src: await packed(folder.path), dest: `${folder.path}/out`, remote_src: true };
  const changes: boolean[] = [];
  for (const content of [undefined, undefined, "changed\n"]) {
    if (content !== undefined) await Deno.writeTextFile(`${args.dest}/top/a`, content);
    if (content !== undefined) await Deno.utime(`${args.dest}/top/a`, 1, 1);
    changes.push((await runModule({ run: unarchive, spec, args, target })).changed);
  }
  deepEqual(changes, [true, false, true]);
  equal(await Deno.readTextFile(`${args.dest}/top/a`), "a\n");
});

Deno.test({
  name: "unarchive() predicts what becomes of a zip file (needs zip and unzip)",
  ignore: !["zip", "unzip"].every(isInstalled),
  async fn() {
    using folder = new TemporaryFolder();
    await packed(folder.path);
    const args = { src: `${folder.path}/app.zip`, dest: `${folder.path}/out`, remote_src: true };
    const zip = { args: ["-qr", args.src, "top"], cwd: `${folder.path}/in` };
    equal((await new Deno.Command("zip", zip).output()).success, true);
    const changes: boolean[] = [];
    for (const checkMode of [true, false, true]) {
      await using target = await openLocalTarget({ checkMode });
      changes.push((await runModule({ run: unarchive, spec, args, target, checkMode })).changed);
    }
    deepEqual(changes, [true, true, false]);
  },
});

Deno.test("unarchive() does nothing where what it creates exists", async () => {
  await using target = await openLocalTarget();
  const args = { src: "/nosuch.tar", dest: "/", remote_src: true, creates: "/etc/passwd" };
  const { skipped, result } = await runModule({ run: unarchive, spec, args, target });
  deepEqual([skipped, result], [true, { msg: "skipped, since /etc/passwd exists" }]);
});

Deno.test("unarchive() says what is wrong with the archive and the folder", async () => {
  await using target = await openLocalTarget();
  const messages: (string | undefined)[] = [];
  for (const args of [{ src: "/nosuch.tar", dest: "/tmp" }, { src: "/a.tar", dest: "/nosuch" }]) {
    const run = { run: unarchive, spec, args: { ...args, remote_src: true }, target };
    messages.push((await runModule(run)).msg);
  }
  deepEqual(messages, [
    "Source '/nosuch.tar' does not exist",
    "dest '/nosuch' must be an existing dir",
  ]);
  using folder = new TemporaryFolder();
  await Deno.writeTextFile(`${folder.path}/x`, "no archive");
  const args = { src: `${folder.path}/x`, dest: folder.path, remote_src: true };
  const { msg } = await runModule({ run: unarchive, spec, args, target });
  match(msg ?? "", /^Failed to find handler for ".*\/x"\. Make sure .* installed\.\nCommand "tar"/);
});
