import { deepEqual, equal } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { rawModule } from "./raw_module.ts";
import { scriptModule } from "./script_module.ts";
import rawSpec from "./raw.json" with { type: "json" };
import scriptSpec from "./script.json" with { type: "json" };

Deno.test("raw keeps the line ends of what its text prints", async () => {
  await using target = await openLocalTarget();
  const args = { _raw_params: "echo out; echo err >&2" };
  const { changed, rc, stdout, stderr } = await runModule({
    run: rawModule,
    spec: rawSpec,
    args,
    target,
  });
  deepEqual([changed, rc, stdout, stderr, target.roundTrips], [true, 0, "out\n", "err\n", 1]);
});

Deno.test("raw does nothing in check mode", async () => {
  await using target = await openLocalTarget({ checkMode: true });
  const args = { _raw_params: "echo out" };
  const run = { run: rawModule, spec: rawSpec, args, target, checkMode: true };
  deepEqual([(await runModule(run)).skipped, target.roundTrips], [true, 0]);
});

Deno.test("script runs its file from a private folder, which is gone afterwards", async () => {
  const target = scripted({ exitCode: 4, stdout: "said\n" });
  const args = { _raw_params: `'a b.sh' "x  y"`, chdir: "/srv" };
  const outcome = await runModule({ run: scriptModule, spec: scriptSpec, args, target });
  deepEqual([outcome.msg, outcome.rc, outcome.stdout], ["non-zero return code", 4, "said\n"]);
  deepEqual(target.written.map(({ path, mode }) => [path, mode]), [["/tmp/x/a b.sh", "0700"]]);
  deepEqual(target.applied.slice(1), [`cd /srv && '/tmp/x/a b.sh' "x  y"`, "rm -rf /tmp/x"]);
});

Deno.test("script refuses a relative chdir", async () => {
  const args = { _raw_params: "a", chdir: "srv" };
  const target = new FakeTarget();
  const { msg } = await runModule({ run: scriptModule, spec: scriptSpec, args, target });
  equal(msg, "chdir srv must be an absolute path for a Unix-aware remote node");
});

function scripted(said: { exitCode: number; stdout: string }): FakeTarget {
  const entry = { relativePath: "", isDirectory: false, sha1: "", size: 1, mode: "0644" };
  return new FakeTarget({
    source: ({ path }) => ({
      isFound: true,
      searched: [],
      path: `/play/files/${path}`,
      isDirectory: false,
      entries: [{ ...entry, source: path }],
    }),
    commands: (text) =>
      text.startsWith("mktemp") ? "/tmp/x\n" : text.startsWith("rm -rf") ? "" : said,
  });
}
