import assert from "node:assert/strict";
import type { Files } from "../../base/files.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import { overlaidFiles } from "./overlaid_files.ts";
import { contentOf, watchedFiles } from "./watched_files.ts";

/** A fake is a class, whose methods no spread takes along. */
function filesWith(texts: Readonly<Record<string, string>>): Files {
  return overlaidFiles(new FakeFiles(texts), "/none", "");
}

Deno.test("watchedFiles() tells of what was read before, and of what is read later, once", () => {
  const plain = filesWith({ "/p/a": "a", "/p/b": "b", "/p/c": "c", "/etc/x": "x" });
  const { files, report } = watchedFiles(plain, (path) => path.startsWith("/p/"));
  assert.equal(files.readText("/p/a"), "a");
  assert.equal(files.readText("/etc/x"), "x");
  assert.equal(files.readText("/p/none"), undefined);
  assert.equal(files.status("/p/c")?.kind, "file");
  const told: string[] = [];
  report((path, content) => told.push(`${path} ${content === contentOf(plain, path)}`));
  files.read("/p/b");
  files.readRange("/p/b", { offset: 0, length: 1 });
  files.readText("/p/a");
  assert.deepEqual(told, ["/p/a true", "/p/b true"]);
});

Deno.test("contentOf() differs as soon as a file does", () => {
  const [one, other] = [filesWith({ "/a": "one" }), filesWith({ "/a": "two" })];
  assert.notEqual(contentOf(one, "/a"), contentOf(other, "/a"));
  assert.equal(contentOf(one, "/absent"), undefined);
});
