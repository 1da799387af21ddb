import { equal } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { collectionPlaybook } from "./collection_playbook.ts";

const files = new FakeFiles({
  "/c/playbooks/site.yml": "",
  "/c/playbooks/other.yaml": "",
  "/c/playbooks/deep/er.yml": "",
  "/c/playbooks/yml.yml": "",
});

for (
  const [name, expected] of [
    ["site", "/c/playbooks/site.yml"],
    ["site.yml", "/c/playbooks/site.yml"],
    ["site.yaml", undefined],
    ["other", "/c/playbooks/other.yaml"],
    ["deep.er", "/c/playbooks/deep/er.yml"],
    ["deep.er.yml", "/c/playbooks/deep/er.yml"],
    ["yml", "/c/playbooks/yml.yml"],
    ["nowhere", undefined],
  ] as const
) {
  Deno.test(`collectionPlaybook() of ${name} is ${expected}`, () => {
    equal(collectionPlaybook(files, "/c", name), expected);
  });
}
