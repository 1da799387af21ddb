import assert from "node:assert/strict";
import { isDict } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { stat } from "./stat.ts";
import spec from "./stat.json" with { type: "json" };

const FILE = "81a4|6|0|0|1|12|65024|4096|8|0|0|root|UNKNOWN";

async function keys(
  commands: Readonly<Record<string, string | { exitCode: number; stderr?: string }>>,
) {
  const target = new FakeTarget({
    commands: (text) => {
      const found = Object.entries(commands).find(([start]) => text.startsWith(start));
      return found === undefined ? { exitCode: 1 } : found[1];
    },
  });
  const { result, failed, msg } = await runModule({
    run: stat,
    spec,
    args: { path: "/x" },
    target,
  });
  return { stat: isDict(result.stat) ? Object.fromEntries(result.stat) : {}, failed, msg, target };
}

Deno.test("stat() tells what lsattr and file say", async () => {
  const { stat } = await keys({
    "stat -c": `${FILE}|1.5|2.25|3.0`,
    "test -r": "",
    "lsattr -vd /x": "2369725382 ----i---------e------- /x\n",
    "file --mime-type": "/x: text/plain; charset=us-ascii\n",
    "sha1sum": "3ca69e8d6c234a469d16ac28a4a658c92267c423  /x\n",
  });
  assert.equal(stat.attr_flags, "ie");
  assert.deepEqual(stat.attributes, ["immutable", "extents"]);
  assert.equal(stat.version, "2369725382");
  assert.equal(stat.checksum, "3ca69e8d6c234a469d16ac28a4a658c92267c423");
  assert.equal(stat.mtime, 2.25);
  assert.equal(stat.pw_name, "root");
  assert.equal("gr_name" in stat, false);
  // Nothing is there according to `test -e`.
  assert.equal(stat.mimetype, "unknown");
});

Deno.test("stat() tells the media type of what is there", async () => {
  const { stat } = await keys({
    "stat -c": `${FILE}|1|2|3`,
    "test": "",
    "file --mime-type": "/x: text/plain; charset=us-ascii\n",
  });
  assert.equal(stat.mimetype, "text/plain");
  assert.equal(stat.charset, "us-ascii");
  assert.equal(stat.version, null);
});

Deno.test("stat() is content with whole seconds where stat knows no others", async () => {
  const { stat, target } = await keys({
    "stat -c %f|%s|%u|%g|%h|%i|%d|%o|%b|%t|%T|%U|%G|%.9X": `${FILE}|?X|?Y|?Z`,
    "stat -c %f|%s|%u|%g|%h|%i|%d|%o|%b|%t|%T|%U|%G|%X": `${FILE}|7|8|9`,
  });
  assert.ok(target.probed.length > 4);
  assert.equal(stat.exists, true);
  assert.equal(stat.isreg, true);
});

Deno.test("stat() reads no content of a pipe, which might never end", async () => {
  const { target } = await keys({
    "stat -c": "11a4|0|0|0|1|12|1|4096|0|0|0|root|root|1|2|3",
    "test": "",
  });
  assert.ok(!target.probed.some((text) => text.startsWith("sha1sum")));
});

Deno.test("stat() fails where it may not look, and finds nothing where nothing is", async () => {
  const denied = await keys({
    "stat -c": { exitCode: 1, stderr: "stat: cannot statx '/x': Permission denied\n" },
  });
  assert.equal(denied.msg, "Permission denied");
  const missing = await keys({
    "stat -c": { exitCode: 1, stderr: "stat: cannot statx '/x': No such file or directory\n" },
  });
  assert.deepEqual(missing.stat, { exists: false });
});
