import { lines, type RulePage, tasks } from "./page.ts";

/** Rules about roles, files and includes. */
export const ROLE_PAGES = {
  "import-circle": {
    brief: "A file imports itself",
    why:
      "Imports are unfolded before the run; a circle has no end. An include is followed when it " +
      "is reached, and may end by a condition.",
    bad: tasks("- import_tasks: circle.yml"),
    good: tasks("- import_tasks: straight.yml"),
    files: { "circle.yml": "- import_tasks: circle.yml\n", "straight.yml": "- debug:\n" },
  },
  "import-loop": {
    brief: "An import stands in a loop",
    why: "Imports are unfolded before the run, when there are no items; an include can loop.",
    bad: tasks("- import_tasks: one.yml", "  loop: [1, 2]"),
    good: tasks("- include_tasks: one.yml", "  loop: [1, 2]"),
    files: { "one.yml": "- debug:\n" },
  },
  "invalid-import": {
    brief: "import_playbook does not name a playbook",
    why: "It takes the path of a playbook and nothing else.",
    bad: lines("- import_playbook:"),
    good: lines("- import_playbook: other.yml"),
    files: { "other.yml": "- hosts: web\n" },
  },
  "invalid-include": {
    brief: "An include or import has options that it does not know, or lacks one",
    why: "It is refused before the run starts. Variables for what is included go to vars.",
    bad: tasks("- include_tasks:", "    file: one.yml", "    colour: red"),
    good: tasks("- include_tasks:", "    file: one.yml", "  vars:", "    colour: red"),
    files: { "one.yml": "- debug:\n" },
  },
  "invalid-role": {
    brief: "An entry of roles names no role",
    why: "An entry is the name of a role, or a mapping with role or name.",
    bad: lines("- hosts: web", "  roles:", "    - tags: x"),
    good: lines("- hosts: web", "  roles:", "    - role: one", "      tags: x"),
    files: { "roles/one/tasks/main.yml": "- debug:\n" },
  },
  "malformed-roles": {
    brief: "roles is not a list",
    why: "A play lists its roles, even if there is only one.",
    bad: lines("- hosts: web", "  roles: one"),
    good: lines("- hosts: web", "  roles: [one]"),
    files: { "roles/one/tasks/main.yml": "- debug:\n" },
  },
  "missing-file": {
    brief: "A file is not where it is looked for",
    why:
      "It is needed on this computer: tasks that are included, the source of a copy, a template, " +
      "a file of variables. Names that are templates, and absolute ones of sources, are not looked " +
      "for; where a condition may skip the task it is a warning.",
    bad: tasks("- template:", "    src: nowhere.j2", "    dest: /tmp/x"),
    good: tasks("- template:", "    src: here.j2", "    dest: /tmp/x"),
    files: { "templates/here.j2": "hello\n" },
  },
  "missing-role": {
    brief: "A role is not where roles are looked for",
    why: "It may not be installed yet, or roles_path may not name its folder.",
    bad: lines("- hosts: web", "  roles: [two]"),
    good: lines("- hosts: web", "  roles: [one]"),
    files: { "roles/one/tasks/main.yml": "- debug:\n" },
  },
  "missing-role-file": {
    brief: "A role does not have the file that tasks_from or its kin name",
    why: "It is looked for in the role's tasks, vars, defaults or handlers.",
    bad: tasks("- import_role:", "    name: one", "    tasks_from: install"),
    good: tasks("- import_role:", "    name: one", "    tasks_from: main"),
    files: { "roles/one/tasks/main.yml": "- debug:\n" },
  },
  "outside-role": {
    brief: "vars_from or its kin leads out of the role",
    why: "Such a file lies in the role's own folder.",
  },
  "role-recursion": {
    brief: "A role depends on itself",
    why: "Dependencies run before the role; a circle has no first one.",
    bad: lines("- hosts: web", "  roles: [one]"),
    good: lines("- hosts: web", "  roles: [two]"),
    files: {
      "roles/one/meta/main.yml": "dependencies: [one]\n",
      "roles/two/tasks/main.yml": "- debug:\n",
    },
  },
  "static-name": {
    brief: "The name of an import or of a role depends on a host",
    why:
      "It is needed before there is a host: only variables of the play, of its files and roles " +
      "and of -e are known then. include_tasks and include_role find theirs on the host.",
    bad: tasks("- import_tasks: '{{ ansible_os_family }}.yml'"),
    good: tasks("- include_tasks: '{{ ansible_os_family }}.yml'"),
  },
} as const satisfies Readonly<Record<string, RulePage>>;
