import assert from "node:assert/strict";
import { FakeEnvironment } from "../../system/fake_environment.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import { files } from "../../system/files.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { findConfig } from "./find_config.ts";

const ALL = {
  "/p/ansible.cfg": "",
  "/home/u/.ansible.cfg": "",
  "/etc/ansible/ansible.cfg": "",
  "/else/ansible.cfg": "",
  "/else/other.cfg": "",
};

function found(tree: Readonly<Record<string, string>>, named?: string): string | undefined {
  const variables = { HOME: "/home/u", ...(named === undefined ? {} : { ANSIBLE_CONFIG: named }) };
  const environment = new FakeEnvironment({ variables, workingFolder: "/p" });
  return findConfig({ files: new FakeFiles(tree), environment }).path;
}

Deno.test("findConfig() takes the first there is: variable, working folder, home, system", () => {
  assert.equal(found(ALL, "/else/other.cfg"), "/else/other.cfg");
  assert.equal(found(ALL, "../else"), "/else/ansible.cfg");
  assert.equal(found(ALL, "~/../../else/other.cfg"), "/else/other.cfg");
  assert.equal(found(ALL), "/p/ansible.cfg");
  assert.equal(found({ ...without("/p/ansible.cfg") }), "/home/u/.ansible.cfg");
  assert.equal(found({ "/etc/ansible/ansible.cfg": "" }), "/etc/ansible/ansible.cfg");
  assert.equal(found({}), undefined);
});

Deno.test("findConfig() goes on if what ANSIBLE_CONFIG names is not there", () => {
  assert.equal(found(ALL, "/nowhere.cfg"), "/p/ansible.cfg");
  assert.equal(found(ALL, ""), "/p/ansible.cfg");
});

Deno.test("findConfig() passes over a working folder that everybody may write to, and tells", () => {
  using folder = new TemporaryFolder();
  const workingFolder = Deno.realPathSync(folder.path);
  Deno.writeTextFileSync(`${workingFolder}/ansible.cfg`, "");
  const find = (named: string) => {
    const variables = { HOME: `${workingFolder}/home`, ANSIBLE_CONFIG: named };
    return findConfig({ files, environment: new FakeEnvironment({ variables, workingFolder }) });
  };
  assert.deepEqual(find(""), { path: `${workingFolder}/ansible.cfg`, warnings: [] });
  Deno.chmodSync(workingFolder, 0o777);
  const { path, warnings } = find("");
  assert.notEqual(path, `${workingFolder}/ansible.cfg`);
  assert.equal(warnings.length, 1);
  assert.match(
    warnings[0] ?? "",
    /world writable directory .* ignoring it as an ansible.cfg source/,
  );
  assert.deepEqual(find("ansible.cfg"), { path: `${workingFolder}/ansible.cfg`, warnings: [] });
});

function without(path: keyof typeof ALL): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(ALL).filter(([name]) => name !== path));
}
