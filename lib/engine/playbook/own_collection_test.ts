import { equal } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { ownCollection } from "./own_collection.ts";

const files = new FakeFiles({
  "/srv/checkout/galaxy.yml": "---\nname: 'web'\nnamespace: acme\n",
  "/srv/checkout/playbooks/site.yml": "",
});

for (
  const [name, folder, expected] of [
    ["acme.web", "/srv/checkout", "/srv/checkout"],
    ["acme.web", "/srv/checkout/playbooks/deep", "/srv/checkout"],
    ["acme.other", "/srv/checkout/playbooks", undefined],
    ["acme.web", "/srv", undefined],
    ["acme.web", "/", undefined],
    ["my.own", "/c/ansible_collections/my/own", "/c/ansible_collections/my/own"],
    ["my.own", "/c/ansible_collections/my/own/playbooks/sub", "/c/ansible_collections/my/own"],
    ["my.other", "/c/ansible_collections/my/own/playbooks", undefined],
    ["my.own", "/c/ansible_collections/my", undefined],
  ] as const
) {
  Deno.test(`ownCollection() of ${name} in ${folder} is ${expected}`, () => {
    equal(ownCollection(files, name, folder), expected);
  });
}
