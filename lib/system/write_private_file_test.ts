import { deepEqual, equal, throws } from "node:assert/strict";
import { TemporaryFolder } from "./temporary_folder.ts";
import { writePrivateFile } from "./write_private_file.ts";

Deno.test("writePrivateFile() makes folders and file for its user alone", () => {
  using folder = new TemporaryFolder();
  writePrivateFile(`${folder.path}/a/b/c.json`, "{}\n");
  equal(Deno.readTextFileSync(`${folder.path}/a/b/c.json`), "{}\n");
  equal((Deno.statSync(`${folder.path}/a/b/c.json`).mode ?? 0) & 0o777, 0o600);
  equal((Deno.statSync(`${folder.path}/a`).mode ?? 0) & 0o777, 0o700);
});

Deno.test("writePrivateFile() replaces the file and leaves no draft", () => {
  using folder = new TemporaryFolder();
  writePrivateFile(`${folder.path}/x`, "a long first text");
  writePrivateFile(`${folder.path}/x`, "second");
  equal(Deno.readTextFileSync(`${folder.path}/x`), "second");
  deepEqual([...Deno.readDirSync(folder.path)].map((entry) => entry.name), ["x"]);
});

Deno.test("writePrivateFile() leaves no draft when it cannot replace the file", () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(`${folder.path}/x/y`, { recursive: true });
  throws(() => writePrivateFile(`${folder.path}/x`, "text"));
  deepEqual([...Deno.readDirSync(folder.path)].map((entry) => entry.name), ["x"]);
});
