import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { fingerprintOf, watchedFiles } from "./watched_files.ts";

Deno.test("watchedFiles() tells of what was read before, and of what is read later, once", () => {
  const plain = new FakeFiles({ "/p/a": "a", "/p/b": "b", "/p/c": "c", "/etc/x": "x" });
  const { files, report } = watchedFiles(plain, (path) => path.startsWith("/p/"));
  assert.equal(files.readText("/p/a"), "a");
  assert.equal(files.readText("/etc/x"), "x");
  assert.equal(files.readText("/p/none"), undefined);
  assert.equal(files.status("/p/c")?.kind, "file");
  const told: string[] = [];
  report((path, found) => told.push(`${path} ${found === fingerprintOf(plain, path)}`));
  files.read("/p/b");
  files.readRange("/p/b", { offset: 0, length: 1 });
  files.readText("/p/a");
  assert.deepEqual(told, ["/p/a true", "/p/b true"]);
});

Deno.test("fingerprintOf() differs as soon as a file does", () => {
  const [one, other] = [new FakeFiles({ "/a": "one" }), new FakeFiles({ "/a": "two" })];
  assert.notEqual(fingerprintOf(one, "/a"), fingerprintOf(other, "/a"));
  assert.equal(fingerprintOf(one, "/absent"), undefined);
});
