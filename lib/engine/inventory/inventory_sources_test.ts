import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { DEFAULT_IGNORE_RULES, expandSource } from "./inventory_sources.ts";

const files = new FakeFiles({
  "/here/inv/b": "",
  "/here/inv/a.yml": "",
  "/here/inv/x.ini": "",
  "/here/inv/.hidden": "",
  "/here/inv/skip_me": "",
  "/here/inv/group_vars/all.yml": "",
  "/here/inv/sub/c": "",
  "/here/a,b": "",
});
const place = { files, workingFolder: "/here", ignore: DEFAULT_IGNORE_RULES };

Deno.test("expandSource() takes the files of a folder, sorted, without what is ignored", () => {
  assert.deepEqual(expandSource("inv", place), {
    sources: ["/here/inv/a.yml", "/here/inv/b", "/here/inv/skip_me", "/here/inv/sub/c"]
      .map((path) => ({ kind: "file", path })),
    varsFolder: "/here/inv",
  });
});

Deno.test("expandSource() ignores what the rules say", () => {
  const ignore = { extensions: [".yml"], patterns: ["^skip_"] };
  assert.deepEqual(
    expandSource("inv", { ...place, ignore }).sources,
    ["/here/inv/b", "/here/inv/sub/c", "/here/inv/x.ini"].map((path) => ({ kind: "file", path })),
  );
});

Deno.test("expandSource() takes a text with a comma as hosts unless it is a file", () => {
  assert.deepEqual(expandSource("x,", place), {
    sources: [{ kind: "hosts", text: "x," }],
    varsFolder: undefined,
  });
  assert.deepEqual(expandSource("/here/a,b", place).sources, [{ kind: "file", path: "/here/a,b" }]);
});

Deno.test("expandSource() keeps the folder of a file, and of one that is missing", () => {
  assert.equal(expandSource("inv/b", place).varsFolder, "/here/inv");
  assert.deepEqual(expandSource("none/x", place), {
    sources: [{ kind: "missing", path: "/here/none/x" }],
    varsFolder: "/here/none",
  });
});
