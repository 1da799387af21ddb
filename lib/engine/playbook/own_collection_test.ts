import { equal } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { ownCollection } from "./own_collection.ts";

const files = new FakeFiles({
  "/work/checkout/galaxy.yml": "---\nname: 'web'\nnamespace: acme\n",
  "/work/checkout/playbooks/site.yml": "",
});

for (
  const [name, folder, expected] of [
    ["acme.web", "/work/checkout", "/work/checkout"],
    ["acme.web", "/work/checkout/playbooks/deep", "/work/checkout"],
    ["acme.other", "/work/checkout/playbooks", undefined],
    ["acme.web", "/work", undefined],
    ["acme.web", "/", undefined],
  ] as const
) {
  Deno.test(`ownCollection() of ${name} in ${folder} is ${expected}`, () => {
    equal(ownCollection(files, name, folder), expected);
  });
}
