import assert from "node:assert/strict";
import { parseStats, statCommand } from "./file_stat.ts";

function outcome(stdout: string) {
  const nothing = new Uint8Array();
  return {
    exitCode: 1,
    stdout,
    stderr: "",
    stdoutBytes: nothing,
    stderrBytes: nothing,
    carriedOut: true,
  };
}

Deno.test("parseStats() finds the paths that exist, whatever their names", () => {
  const paths = ["/missing", "/a|b", "/new\nline", "-option", "/last"];
  assert.deepEqual(statCommand(...paths).argv.slice(3), [
    "/missing",
    "/a|b",
    "/new\nline",
    "./-option",
    "/last",
  ]);
  const stats = parseStats(
    outcome(
      "81a4|6|0|0|1|12|65024|root|root|1|2|/a|b\n" +
        "41ed|4096|1|2|2|13|65024|UNKNOWN|bin|1|2|/new\nline\n" +
        "a1ff|3|0|0|1|14|65024|root|root|1|2|./-option\n" +
        "11b6|0|0|0|1|15|65024|root|root|1|2|/last\n",
    ),
    paths,
  );
  assert.deepEqual([...stats.keys()], ["/a|b", "/new\nline", "-option", "/last"]);
  assert.deepEqual([...stats.values()].map(({ kind }) => kind), [
    "file",
    "directory",
    "link",
    "other",
  ]);
  assert.equal(stats.get("/new\nline")?.owner, "1");
  assert.equal(stats.get("/a|b")?.mode, 0o644);
});
