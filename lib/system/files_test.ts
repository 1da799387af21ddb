import { deepEqual, equal, throws } from "node:assert/strict";
import type { Files } from "../base/files.ts";
import { FakeFiles } from "./fake_files.ts";
import { files } from "./files.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** The same tree on disk and in memory: the fake has to answer as the real files do. */
function test(name: string, check: (files: Files, root: string) => void) {
  Deno.test(`files ${name}`, () => {
    using folder = new TemporaryFolder();
    const root = Deno.realPathSync(folder.path);
    Deno.mkdirSync(`${root}/empty`);
    Deno.mkdirSync(`${root}/vars`);
    Deno.writeTextFileSync(`${root}/hosts`, "\uFEFFå\n");
    Deno.chmodSync(`${root}/hosts`, 0o644);
    Deno.writeFileSync(`${root}/bytes`, new Uint8Array([0xff, 0x00, 0x61]), { mode: 0o600 });
    Deno.chmodSync(`${root}/bytes`, 0o755);
    for (const name of ["b", "a", "B", "ab", "\u{1F411}", "\uFFFD"]) {
      Deno.writeTextFileSync(`${root}/vars/${name}`, name);
    }
    for (const [name, target] of LINKS) Deno.symlinkSync(target, `${root}/${name}`);
    check(files, root);
  });
  Deno.test(`FakeFiles ${name}`, () => {
    const fake = new FakeFiles({
      "/p/hosts": "\uFEFFå\n",
      "/p/bytes": { content: new Uint8Array([0xff, 0x00, 0x61]), mode: 0o755 },
      ...Object.fromEntries(LINKS.map(([name, target]) => [`/p/${name}`, { link: target }])),
    });
    for (const name of ["b", "a", "B", "ab", "\u{1F411}", "\uFFFD"]) {
      fake.write(`/p/vars/${name}`, name);
    }
    fake.makeFolder("/p/empty");
    check(fake, "/p");
  });
}

const LINKS = [
  ["to_hosts", "hosts"],
  ["to_vars", "./vars"],
  ["to_nothing", "nowhere"],
  ["loop", "loop"],
] as const;

test("read bytes and text", (files, root) => {
  deepEqual(files.read(`${root}/bytes`), new Uint8Array([0xff, 0x00, 0x61]));
  equal(files.readText(`${root}/bytes`), "\uFFFD\0a");
  equal(files.readText(`${root}/hosts`), "\uFEFFå\n");
  equal(files.readText(`${root}/to_vars/../to_hosts`), "\uFEFFå\n");
});

test("list entries by code point with links followed", (files, root) => {
  deepEqual(files.list(`${root}/to_vars`)?.map((entry) => entry.name), [
    "B",
    "a",
    "ab",
    "b",
    "\uFFFD",
    "\u{1F411}",
  ]);
  deepEqual(files.list(root), [
    { name: "bytes", kind: "file" },
    { name: "empty", kind: "directory" },
    { name: "hosts", kind: "file" },
    { name: "loop", kind: "other" },
    { name: "to_hosts", kind: "file" },
    { name: "to_nothing", kind: "other" },
    { name: "to_vars", kind: "directory" },
    { name: "vars", kind: "directory" },
  ]);
  deepEqual(files.list(`${root}/empty`), []);
});

test("answer undefined for what is not there", (files, root) => {
  for (const name of ["nope", "hosts/below", "to_nothing", "loop", "nope/../hosts/x"]) {
    equal(files.read(`${root}/${name}`), undefined, name);
    equal(files.readText(`${root}/${name}`), undefined, name);
    equal(files.list(`${root}/${name}`), undefined, name);
    equal(files.status(`${root}/${name}`), undefined, name);
    equal(files.realPath(`${root}/${name}`), undefined, name);
  }
  equal(files.list(`${root}/hosts`), undefined);
});

test("tell where links lead", (files, root) => {
  equal(files.linkTarget(`${root}/to_vars`), "./vars");
  equal(files.linkTarget(`${root}/to_nothing`), "nowhere");
  equal(files.linkTarget(`${root}/loop`), "loop");
  for (const name of ["hosts", "vars", "nope", "hosts/below"]) {
    equal(files.linkTarget(`${root}/${name}`), undefined, name);
  }
});

test("tell kind, mode and size", (files, root) => {
  const known = (name: string) => {
    const { modifiedAt: _, ...rest } = files.status(`${root}/${name}`) ?? {};
    return rest;
  };
  deepEqual(known("bytes"), { kind: "file", mode: 0o755, size: 3 });
  deepEqual(known("to_hosts"), { kind: "file", mode: 0o644, size: 6 });
  equal(files.status(`${root}/to_vars`)?.kind, "directory");
});

test("resolve links to the real path", (files, root) => {
  equal(files.realPath(`${root}/to_vars/a`), `${root}/vars/a`);
  equal(files.realPath(`${root}/./empty/../hosts`), `${root}/hosts`);
});

test("refuse to read a folder", (files, root) => {
  throws(() => files.read(root), Deno.errors.IsADirectory);
});

Deno.test("FakeFiles.remove() takes away all below a path and nothing beside it", () => {
  const fake = new FakeFiles({ "/a/b": "1", "/ab": "2", "/a/c/d": "3" });
  fake.remove("/a");
  deepEqual(fake.list("/"), [{ name: "ab", kind: "file" }]);
});
