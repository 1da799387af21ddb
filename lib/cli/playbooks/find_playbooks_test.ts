import { deepEqual } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { findPlaybooks, playbookOfRoles } from "./find_playbooks.ts";

const PLAY = "- hosts: all\n";

Deno.test("findPlaybooks() finds what has plays, and roles, in a project's folders", () => {
  const files = new FakeFiles({
    "/p/site.yml": "---\n- import_playbook: playbooks/web.yml\n",
    "/p/playbooks/web.yaml": PLAY,
    "/p/playbooks/broken.yml": "- hosts: [\n",
    "/p/requirements.yml": "- src: geerlingguy.nginx\n",
    "/p/hosts.yml": "all:\n  hosts:\n    a:\n",
    "/p/group_vars/all.yml": PLAY,
    "/p/.github/ci.yml": PLAY,
    "/p/roles/web/tasks/main.yml": "- debug:\n",
    "/p/roles/web/molecule/default/converge.yml": PLAY,
    "/p/roles/nested/db/meta/main.yaml": "dependencies: []\n",
  });
  deepEqual(findPlaybooks(files, "/p"), {
    playbooks: ["/p/playbooks/broken.yml", "/p/playbooks/web.yaml", "/p/site.yml"],
    roles: ["/p/roles/nested/db", "/p/roles/web"],
  });
});

Deno.test("findPlaybooks() takes a folder that is a role for that role alone", () => {
  const files = new FakeFiles({
    "/r/tasks/main.yml": "- debug:\n",
    "/r/molecule/default/converge.yml": PLAY,
  });
  deepEqual(findPlaybooks(files, "/r"), { playbooks: [], roles: ["/r"] });
});

Deno.test("findPlaybooks() looks once into a folder that links lead back to", () => {
  const files = new FakeFiles({ "/p/site.yml": PLAY, "/p/again": { link: "/p" } });
  deepEqual(findPlaybooks(files, "/p"), { playbooks: ["/p/site.yml"], roles: [] });
});

Deno.test("playbookOfRoles() has a play for each role", () => {
  deepEqual(
    playbookOfRoles(["/p/roles/a", "/r"]),
    '- hosts: all\n  roles:\n    - role: "/p/roles/a"\n' +
      '- hosts: all\n  roles:\n    - role: "/r"\n',
  );
});
