import { equal, ok } from "node:assert/strict";
import { files } from "./files.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

Deno.test("TemporaryFolder is private and gone at the end of its block", () => {
  let path;
  {
    using folder = new TemporaryFolder();
    path = folder.path;
    equal(files.status(path)?.mode, 0o700);
    Deno.mkdirSync(`${path}/a/b`, { recursive: true });
    Deno.writeTextFileSync(`${path}/a/b/c`, "");
  }
  equal(files.status(path), undefined);
});

Deno.test("TemporaryFolder is made below the folder asked for", () => {
  using outer = new TemporaryFolder();
  using inner = new TemporaryFolder(outer.path);
  ok(inner.path.startsWith(`${outer.path}/shep-`));
});

Deno.test("TemporaryFolder may have been removed before", () => {
  using folder = new TemporaryFolder();
  Deno.removeSync(folder.path);
});
