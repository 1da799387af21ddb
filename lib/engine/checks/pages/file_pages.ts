import { lines, type RulePage, tasks } from "./page.ts";

/** Rules about what a file is. */
export const FILE_PAGES = {
  "argument-splitting": {
    brief: "Arguments on one line have quotes or braces that do not end",
    why: "A line of key=value pairs is split at blanks outside of quotes and templates. One that " +
      "stays open makes it impossible to say where an argument ends.",
    bad: tasks("- debug: msg='hello"),
    good: tasks("- debug: msg='hello'"),
  },
  "file-encoding": {
    brief: "A file is not UTF-8",
    why: "Bytes that are none become the character U+FFFD, and are written so, too.",
    bad: tasks("- debug:", "    msg: caf\ufffd"),
    good: tasks("- debug:", "    msg: caf\u00e9"),
  },
  "malformed-metadata": {
    brief: "The metadata of a role are not a mapping",
    why: "meta/main.yml holds a mapping with keys such as dependencies.",
    bad: lines("- hosts: web", "  roles: [listed]"),
    good: lines("- hosts: web", "  roles: [mapped]"),
    files: {
      "roles/listed/meta/main.yml": "- dependencies\n",
      "roles/mapped/meta/main.yml": "dependencies: []\n",
    },
  },
  "malformed-playbook": {
    brief: "A playbook is not a list of plays",
    why: "A playbook is a list; each entry is a play with hosts, or imports another playbook.",
    bad: lines("hosts: web", "tasks: []"),
    good: lines("- hosts: web", "  tasks: []"),
  },
  "malformed-tasks": {
    brief: "A file of tasks is not a list",
    why: "A file that import_tasks or include_tasks names, or a role's tasks/main.yml, holds a " +
      "list of tasks alone, not plays.",
    bad: tasks("- import_tasks: one.yml"),
    good: tasks("- import_tasks: list.yml"),
    files: { "one.yml": "debug: msg=hello\n", "list.yml": "- debug: msg=hello\n" },
  },
  "parse-failure": {
    brief: "The plugin that reads playbooks gave up on a file",
    why: "A plugin that takes the place of the built-in one could not read the file, and said " +
      "nothing about where.",
  },
  "unreadable-file": {
    brief: "A file may not be read",
    why: "The user who starts a run needs to be allowed to read all that it loads.",
  },
  "vars-file": {
    brief: "A file of variables is not a mapping",
    why: "Files such as group_vars/all.yml, and those of -e @FILE, hold a mapping of names to " +
      "values.",
  },
  "vault-secret": {
    brief: "A vaulted file cannot be opened",
    why: "What is in it cannot be checked without its password: name one with " +
      "--vault-password-file or --vault-id.",
  },
  "yaml-aliases": {
    brief: "The aliases of a file unfold to more than anybody can mean",
    why: "Aliases of aliases double with each line; a file of a few lines could fill the memory.",
    bad: lines(
      "- hosts: web",
      "  vars:",
      "    a: &a [x, x, x, x, x, x, x, x, x, x]",
      "    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]",
      "    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]",
      "    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]",
      "    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]",
      "    f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]",
      "    g: [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]",
    ),
    good: lines("- hosts: web", "  vars:", "    a: &a [x]", "    b: [*a, *a]"),
  },
  "yaml-construct": {
    brief: "A value is YAML, but nothing that Ansible can use",
    why: "Most often a template that is not quoted: YAML takes its braces for a mapping.",
    bad: tasks("- debug:", "    msg: {{ inventory_hostname }}"),
    good: tasks("- debug:", '    msg: "{{ inventory_hostname }}"'),
  },
  "yaml-documents": {
    brief: "A file holds more than one document",
    why: "Ansible reads one document of a file; a second '---' starts another.",
    bad: lines("- hosts: web", "---", "- hosts: web"),
    good: lines("---", "- hosts: web", "- hosts: web"),
  },
  "yaml-duplicate-key": {
    brief: "A key stands twice in one mapping",
    why: "The last one wins without a word; what the first one said is lost.",
    bad: tasks("- debug:", "    msg: one", "    msg: two"),
    good: tasks("- debug:", "    msg: two"),
  },
  "yaml-mode": {
    brief: "A mode has no leading zero",
    why: "Without it 644 is a decimal number, and the file gets the mode 1204. In quotes the " +
      "leading zero is safe from every reader of YAML.",
    bad: tasks("- file:", "    path: /tmp/x", "    mode: 644"),
    good: tasks("- file:", "    path: /tmp/x", '    mode: "0644"'),
  },
  "yaml-number": {
    brief: "A number loses digits where a text is meant",
    why: "YAML makes a number of 1.10, which is printed as 1.1. Quotes keep a version as it is.",
    bad: tasks("- copy:", "    content: 1.10", "    dest: /tmp/version"),
    good: tasks("- copy:", '    content: "1.10"', "    dest: /tmp/version"),
  },
  "yaml-sexagesimal": {
    brief: "Numbers with colons are read in base 60",
    why: "YAML 1.1 takes 22:22 for a number of minutes and seconds: it becomes 1342.",
    bad: lines("- hosts: web", "  vars:", "    ports: [22:22]"),
    good: lines("- hosts: web", "  vars:", '    ports: ["22:22"]'),
  },
  "yaml-syntax": {
    brief: "A file is not YAML",
    why: "Nothing of the file can be used. The place is where reading had to stop: what is wrong " +
      "may stand a line earlier.",
    bad: lines("- hosts: web", "  tasks: [debug"),
    good: lines("- hosts: web", "  tasks: []"),
  },
  "yaml-truth": {
    brief: "A word such as yes is a boolean where a text is meant",
    why: "YAML 1.1 reads yes, no, on and off as booleans; a text made of one is 'True' or 'False'.",
    bad: tasks("- copy:", "    content: yes", "    dest: /tmp/answer"),
    good: tasks("- copy:", '    content: "yes"', "    dest: /tmp/answer"),
  },
} as const satisfies Readonly<Record<string, RulePage>>;
