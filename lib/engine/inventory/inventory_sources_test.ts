import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { DEFAULT_IGNORE_RULES, expandSource } from "./inventory_sources.ts";

const files = new FakeFiles({
  "/work/inv/b": "",
  "/work/inv/a.yml": "",
  "/work/inv/x.ini": "",
  "/work/inv/.hidden": "",
  "/work/inv/skip_me": "",
  "/work/inv/group_vars/all.yml": "",
  "/work/inv/sub/c": "",
  "/work/a,b": "",
});
const place = { files, workingFolder: "/work", ignore: DEFAULT_IGNORE_RULES };

Deno.test("expandSource() takes the files of a folder, sorted, without what is ignored", () => {
  assert.deepEqual(expandSource("inv", place), {
    sources: ["/work/inv/a.yml", "/work/inv/b", "/work/inv/skip_me", "/work/inv/sub/c"]
      .map((path) => ({ kind: "file", path })),
    varsFolder: "/work/inv",
  });
});

Deno.test("expandSource() ignores what the rules say", () => {
  const ignore = { extensions: [".yml"], patterns: ["^skip_"] };
  assert.deepEqual(
    expandSource("inv", { ...place, ignore }).sources,
    ["/work/inv/b", "/work/inv/sub/c", "/work/inv/x.ini"].map((path) => ({ kind: "file", path })),
  );
});

Deno.test("expandSource() takes a text with a comma as hosts unless it is a file", () => {
  assert.deepEqual(expandSource("x,", place), {
    sources: [{ kind: "hosts", text: "x," }],
    varsFolder: undefined,
  });
  assert.deepEqual(expandSource("/work/a,b", place).sources, [{ kind: "file", path: "/work/a,b" }]);
});

Deno.test("expandSource() keeps the folder of a file, and of one that is missing", () => {
  assert.equal(expandSource("inv/b", place).varsFolder, "/work/inv");
  assert.deepEqual(expandSource("none/x", place), {
    sources: [{ kind: "missing", path: "/work/none/x" }],
    varsFolder: "/work/none",
  });
});
