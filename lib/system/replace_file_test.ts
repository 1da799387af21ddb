import { deepEqual, equal, notDeepEqual, throws } from "node:assert/strict";
import { replaceFile, shredFile } from "./replace_file.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const OLD = new TextEncoder().encode("a long old content that nobody is to find\n");
const NEW = new TextEncoder().encode("new\n");

function modeOf(path: string): number {
  return (Deno.lstatSync(path).mode ?? 0) & 0o777;
}

function namesIn(folder: string): readonly string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** What is left of a file whose name is gone. */
function rest(file: Deno.FsFile): Uint8Array {
  const content = new Uint8Array(file.statSync().size);
  file.seekSync(0, Deno.SeekMode.Start);
  file.readSync(content);
  return content;
}

Deno.test("replaceFile() makes a file for its user alone, and leaves no draft", () => {
  using folder = new TemporaryFolder();
  replaceFile(`${folder.path}/x`, NEW, { mode: "kept", oldContent: "left" });
  deepEqual(Deno.readFileSync(`${folder.path}/x`), NEW);
  equal(modeOf(`${folder.path}/x`), 0o600);
  deepEqual(namesIn(folder.path), ["x"]);
});

Deno.test("replaceFile() keeps the mode, or sets it", () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/x`;
  Deno.writeFileSync(path, OLD);
  Deno.chmodSync(path, 0o640);
  replaceFile(path, NEW, { mode: "kept", oldContent: "left" });
  equal(modeOf(path), 0o640);
  replaceFile(path, NEW, { mode: 0o600, oldContent: "left" });
  equal(modeOf(path), 0o600);
});

Deno.test("replaceFile() replaces what a link leads to", () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(`${folder.path}/real`);
  Deno.writeFileSync(`${folder.path}/real/x`, OLD);
  Deno.symlinkSync("real/x", `${folder.path}/link`);
  replaceFile(`${folder.path}/link`, NEW, { mode: "kept", oldContent: "left" });
  equal(Deno.lstatSync(`${folder.path}/link`).isSymlink, true);
  deepEqual(Deno.readFileSync(`${folder.path}/real/x`), NEW);
  deepEqual(namesIn(`${folder.path}/real`), ["x"]);
});

for (const oldContent of ["shredded", "left"] as const) {
  Deno.test(`replaceFile() with old content ${oldContent}`, () => {
    using folder = new TemporaryFolder();
    const path = `${folder.path}/x`;
    Deno.writeFileSync(path, OLD);
    using before = Deno.openSync(path);
    replaceFile(path, NEW, { mode: "kept", oldContent });
    deepEqual(Deno.readFileSync(path), NEW);
    if (oldContent === "left") deepEqual(rest(before), OLD);
    else notDeepEqual(rest(before), OLD);
  });
}

Deno.test("replaceFile() does not shred what has another name", () => {
  using folder = new TemporaryFolder();
  Deno.writeFileSync(`${folder.path}/x`, OLD);
  Deno.linkSync(`${folder.path}/x`, `${folder.path}/other`);
  replaceFile(`${folder.path}/x`, NEW, { mode: "kept", oldContent: "shredded" });
  deepEqual(Deno.readFileSync(`${folder.path}/other`), OLD);
});

Deno.test("replaceFile() leaves the old file and no draft if it fails", () => {
  using folder = new TemporaryFolder();
  throws(() => replaceFile(`${folder.path}/no/x`, NEW, { mode: "kept", oldContent: "left" }));
  Deno.mkdirSync(`${folder.path}/dir/full`, { recursive: true });
  throws(() => replaceFile(`${folder.path}/dir`, NEW, { mode: "kept", oldContent: "left" }));
  deepEqual(namesIn(folder.path), ["dir"]);
});

Deno.test("shredFile() overwrites before it removes", () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/x`;
  Deno.writeFileSync(path, OLD);
  using before = Deno.openSync(path);
  shredFile(path);
  deepEqual(namesIn(folder.path), []);
  notDeepEqual(rest(before), OLD);
});
