import { lines, type RulePage, tasks } from "./page.ts";

/** Rules about modules and what they are given. */
export const MODULE_PAGES = {
  "collection-as-text": {
    brief: "A list or dict stands where a text is meant",
    why:
      "The module gets it as one text, with brackets and all, such as a file named \"['a', 'b']\".",
    bad: tasks("- file:", "    path: [/tmp/x, /tmp/y]", "    state: touch"),
    good: tasks(
      "- file:",
      "    path: '{{ item }}'",
      "    state: touch",
      "  loop: [/tmp/x, /tmp/y]",
    ),
  },
  "conflicting-arguments": {
    brief: "A command is given twice",
    why: "cmd and the text behind the module's name both are the command; only one can be run.",
    bad: tasks("- command: ls", "  args:", "    cmd: pwd"),
    good: tasks("- command:", "    cmd: ls"),
  },
  "exclusive-arguments": {
    brief: "Two arguments exclude each other",
    why: "The module fails when it gets both. An argument that may be omitted is not counted.",
    bad: tasks(
      "- lineinfile:",
      "    path: /etc/motd",
      "    line: hello",
      "    regexp: ^h",
      "    search_string: h",
    ),
    good: tasks("- lineinfile:", "    path: /etc/motd", "    line: hello", "    regexp: ^h"),
  },
  "extra-parameters": {
    brief: "A text stands where only key=value can",
    why: "Only modules such as command and shell take a text as it is.",
    bad: tasks("- file: /tmp/x state=touch"),
    good: tasks("- file: path=/tmp/x state=touch"),
  },
  "internal-argument": {
    brief: "An argument begins with _ansible_",
    why: "Such names are between Ansible and its modules; a task must not set them.",
    bad: tasks("- debug:", "    _ansible_debug: true"),
    good: tasks("- debug:", "    msg: hello"),
  },
  "invalid-argument": {
    brief: "An argument has a value that the module refuses",
    why:
      "The value is literal, so the module would fail on every host: it is of another type, or " +
      "none of the choices.",
    bad: tasks("- file:", "    path: /tmp/x", "    state: dir"),
    good: tasks("- file:", "    path: /tmp/x", "    state: directory"),
  },
  "invalid-arguments": {
    brief: "The arguments of a module are neither a mapping nor key=value",
    why: "No module can be called with a list, or with the name of a variable without braces.",
    bad: tasks("- debug: [msg, hello]"),
    good: tasks("- debug:", "    msg: hello"),
  },
  "missing-argument": {
    brief: "The module needs an argument that the task does not give",
    why: "The module fails on every host. What module_defaults gives counts as given.",
    bad: tasks("- copy:", "    content: hello"),
    good: tasks("- copy:", "    content: hello", "    dest: /tmp/x"),
  },
  "refused-module": {
    brief: "A module is there and cannot be run",
    why: "Part of it is Python that would have to run on this computer, which shep never does.",
  },
  "unknown-argument": {
    brief: "The module does not know an argument",
    why: "The module fails on every host. The argument may be misspelt, be a keyword of the task " +
      "that stands too far to the right, or have gone with a release.",
    bad: tasks("- copy:", "    content: hello", "    destination: /tmp/x"),
    good: tasks("- copy:", "    content: hello", "    dest: /tmp/x"),
  },
  "unknown-group": {
    brief: "module_defaults names a group of modules that there is not",
    why:
      "Groups are what collections list in meta/runtime.yml. The collection is not there, or the " +
      "group's name is misspelt.",
    bad: lines(
      "- hosts: web",
      "  module_defaults:",
      "    group/nowhere: { state: present }",
      "  tasks:",
      "    - ping:",
    ),
  },
  "unknown-module": {
    brief: "There is no module of this name",
    why:
      "Neither is it a module of shep, nor does it lie in a library, a collection or an Ansible " +
      "on this computer.",
    bad: tasks("- debgu: msg=hello"),
    good: tasks("- debug: msg=hello"),
  },
} as const satisfies Readonly<Record<string, RulePage>>;
