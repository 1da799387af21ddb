import { deepEqual, throws } from "node:assert/strict";
import { FakeFiles } from "../system/fake_files.ts";
import { files as realFiles } from "../system/files.ts";
import { TemporaryFolder } from "../system/temporary_folder.ts";
import { CallError } from "./call_error.ts";
import { confinedReader } from "./confined_reader.ts";

const files = new FakeFiles({
  "/project/site.yml": "- hosts: all\n",
  "/project/roles/a/tasks/main.yml": "[]\n",
  "/project/out": { link: "/etc" },
  "/project/passwd": { link: "../etc/passwd" },
  "/project/role": { link: "roles/a" },
  "/project2/secret": "no",
  "/etc/passwd": "root",
  "/inventory/hosts": "h",
});
const read = confinedReader(files, () => ["/project", "/inventory/hosts"]);
const bytes = (text: string) => new TextEncoder().encode(text);

const ALLOWED: Readonly<Record<string, unknown>> = {
  "/project/site.yml": { kind: "file", content: bytes("- hosts: all\n") },
  "/project/./roles/../site.yml": { kind: "file", content: bytes("- hosts: all\n") },
  "/project/role/tasks": { kind: "directory", entries: ["main.yml"] },
  "/project/missing.yml": { kind: "missing" },
  "/project/roles/../no/such": { kind: "missing" },
  "/project/site.yml/x": { kind: "missing" },
  "/inventory/hosts": { kind: "file", content: bytes("h") },
};
for (const [path, reply] of Object.entries(ALLOWED)) {
  Deno.test(`confinedReader() reads ${path}`, () => deepEqual(read({ path }), reply));
}

const REFUSED = [
  "/etc/passwd",
  "/etc",
  "/",
  "/project/../etc/passwd",
  "/project/../etc/missing",
  "/project/out",
  "/project/out/passwd",
  "/project/out/missing",
  "/project/passwd",
  "/project2/secret",
  "/project2",
  "/inventory",
  "/inventory/other",
  "/missing/folder/x",
  "etc/passwd",
  "",
];
for (const path of REFUSED) {
  Deno.test(`confinedReader() refuses ${JSON.stringify(path)}`, () => {
    throws(
      () => read({ path }),
      new CallError(
        "denied",
        `Cannot read ${path}: it lies outside of the project and the inventory`,
      ),
    );
  });
}

Deno.test("confinedReader() refuses links that lead out of a real folder", () => {
  using folder = new TemporaryFolder();
  const root = `${folder.path}/project`;
  Deno.mkdirSync(root);
  Deno.writeTextFileSync(`${folder.path}/secret`, "secret");
  Deno.symlinkSync("../secret", `${root}/link`);
  Deno.symlinkSync("..", `${root}/up`);
  const read = confinedReader(realFiles, () => [root]);
  for (const path of [`${root}/link`, `${root}/up/secret`, `${root}/../secret`, "/etc/hostname"]) {
    throws(() => read({ path }), CallError);
  }
});

Deno.test("confinedReader() refuses what might never end", () => {
  const read = confinedReader(realFiles, () => ["/dev"]);
  throws(() => read({ path: "/dev/zero" }), /^CallError: Cannot read \/dev\/zero: it is no file$/);
});

Deno.test("confinedReader() asks for the roots at each read", () => {
  const roots: string[] = [];
  const read = confinedReader(files, () => roots);
  throws(() => read({ path: "/project/site.yml" }), CallError);
  roots.push("/project");
  deepEqual(read({ path: "/project/site.yml" }).kind, "file");
});
