import assert from "node:assert/strict";
import { absolutePath, folderOf, isBelow, joinPath, nameOf } from "./posix_path.ts";

Deno.test("joinPath() puts one slash between folder and name", () => {
  assert.equal(joinPath("a", "b"), "a/b");
  assert.equal(joinPath("a/", "b"), "a/b");
  assert.equal(joinPath("", "b"), "b");
  assert.equal(joinPath("a", "/b"), "/b");
});

Deno.test("folderOf() and nameOf() split at the last slash", () => {
  assert.deepEqual(["a/b", "/a", "a", "/", "a/"].map(folderOf), ["a", "/", "", "/", "a"]);
  assert.deepEqual(["a/b", "/a", "a", "a/"].map(nameOf), ["b", "a", "a", ""]);
});

Deno.test("isBelow() knows what lies in a folder from what only begins like it", () => {
  for (const path of ["/a/b", "/a/b/c"]) assert.equal(isBelow(path, "/a"), true, path);
  for (const path of ["/a", "/ab", "/"]) assert.equal(isBelow(path, "/a"), false, path);
  assert.equal(isBelow("/a", "/"), true);
});

Deno.test("absolutePath() resolves dots against the working folder", () => {
  assert.equal(absolutePath("a/../b/./c//d", "/here"), "/here/b/c/d");
  assert.equal(absolutePath("/a/../../b", "/here"), "/b");
  assert.equal(absolutePath("..", "/here"), "/");
  assert.equal(absolutePath(".", "/here/x/"), "/here/x");
});
