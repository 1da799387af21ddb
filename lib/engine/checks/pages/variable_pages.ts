import { lines, type RulePage, tasks } from "./page.ts";

/** Rules about templates and variables. */
export const VARIABLE_PAGES = {
  "condition-delimiters": {
    brief: "A condition stands in braces",
    why: "when, until and their kin are expressions already. With braces the text that comes out " +
      "is evaluated again, so that a value of a host becomes a program.",
    bad: tasks("- debug:", "  when: '{{ group_names | length > 1 }}'"),
    good: tasks("- debug:", "  when: group_names | length > 1"),
  },
  "native-semantics": {
    brief: "Ansible 2.19 and later do something else",
    why: "Since 2.19 a condition must yield a boolean, and a text that looks like a list or dict " +
      "stays a text. It is told where that is certain.",
    bad: tasks("- debug:", "  when: group_names | length"),
    good: tasks("- debug:", "  when: group_names | length > 0"),
  },
  "template-syntax": {
    brief: "A template cannot be read",
    why:
      "It would fail wherever it is evaluated. Texts of playbooks, of files of variables and of " +
      "templates that tasks name are looked at.",
    bad: tasks("- debug:", "    msg: '{{ inventory_hostname }'"),
    good: tasks("- debug:", "    msg: '{{ inventory_hostname }}'"),
  },
  "unknown-filter": {
    brief: "There is no filter of this name",
    why: "It fails where it is evaluated. Filters in Python are not run: COMPATIBILITY.md lists " +
      "those that there are.",
    bad: tasks("- debug:", "    msg: '{{ inventory_hostname | uper }}'"),
    good: tasks("- debug:", "    msg: '{{ inventory_hostname | upper }}'"),
  },
  "unknown-lookup": {
    brief: "There is no lookup of this name",
    why: "It fails where it is evaluated, and with_… of it stops the run before it starts.",
    bad: tasks("- debug:", "  with_itmes: [1]"),
    good: tasks("- debug:", "  with_items: [1]"),
  },
  "unknown-test": {
    brief: "There is no test of this name",
    why: "It fails where it is evaluated. Tests in Python are not run.",
    bad: tasks("- debug:", "  when: inventory_hostname is strng"),
    good: tasks("- debug:", "  when: inventory_hostname is string"),
  },
  "invalid-vars": {
    brief: "vars is not a mapping",
    why: "vars holds names with their values; so do the defaults and vars of a role.",
    bad: lines("- hosts: web", "  vars: colour"),
    good: lines("- hosts: web", "  vars: {colour: red}"),
  },
  "magic-variable": {
    brief: "A variable has the name of one that a run sets itself",
    why:
      "Of most names the run's own value wins, and what is set is never seen; of some, such as " +
      "inventory_hostname, what is set hides the host's real name.",
    bad: lines("- hosts: web", "  vars: {groups: [a]}"),
    good: lines("- hosts: web", "  vars: {user_groups: [a]}"),
  },
  "misspelt-variable": {
    brief: "A variable that may be absent looks like another one, misspelt",
    why: "Because default or defined guards it, a run does not fail, and never sees a value. It " +
      "is told of names that are used once, that no file defines, and that a letter too many, too " +
      "few or in the wrong place keeps from being one that a file does define.",
    bad: tasks("- command: id", "  register: asked", "- debug:", "    msg: '{{ askd.rc | d(0) }}'"),
    good: tasks(
      "- command: id",
      "  register: asked",
      "- debug:",
      "    msg: '{{ asked.rc | d(0) }}'",
    ),
  },
  "undefined-variable": {
    brief: "Nothing defines a variable",
    why: "It is told where it is certain: -i names an inventory, no play, file, role or task " +
      "defines the name, nothing asks whether it is defined or has a default for it, and no task " +
      "reads variables from files that are not known. Name with -e what the command line gives.",
    bad: lines(
      "- hosts: web",
      "  vars: {colour: red}",
      "  tasks:",
      "    - debug:",
      "        msg: '{{ color }}'",
    ),
    good: lines(
      "- hosts: web",
      "  vars: {colour: red}",
      "  tasks:",
      "    - debug:",
      "        msg: '{{ colour }}'",
    ),
  },
  "variable-name": {
    brief: "A variable has a name that templates cannot use",
    why: "A name is made of letters, digits and underscores, does not begin with a digit, and is " +
      "no word of Python.",
    bad: lines("- hosts: web", "  vars: {my-colour: red}"),
    good: lines("- hosts: web", "  vars: {my_colour: red}"),
  },
  "vars-list": {
    brief: "vars is a list of mappings",
    why: "It works, and is to go: one mapping says the same.",
    bad: lines("- hosts: web", "  vars:", "    - colour: red"),
    good: lines("- hosts: web", "  vars:", "    colour: red"),
  },
  "unknown-rule": {
    brief: "A comment ignores a rule that there is not",
    why: "It has no effect: the rule may be misspelt. shep explain lists all.",
    bad: lines("- hosts: web # shep: ignore yaml-mod"),
    good: lines("- hosts: web"),
  },
  "unused-ignore": {
    brief: "A comment ignores a rule that finds nothing there",
    why: "What it was for is mended, or stands elsewhere. The comment stands on the line of the " +
      "finding, or alone on the line above; ignore-file instead of ignore covers the whole file.",
    bad: lines("- hosts: web # shep: ignore yaml-mode"),
    good: tasks(
      "- file:",
      "    path: /tmp/x",
      "    mode: 644 # shep: ignore yaml-mode",
    ),
  },
} as const satisfies Readonly<Record<string, RulePage>>;
