import { lines, type RulePage, tasks } from "./page.ts";

/** Rules about plays, blocks and tasks. */
export const PLAY_PAGES = {
  "conflicting-action": {
    brief: "A task names two modules",
    why: "Every key of a task that is no keyword is taken for a module. Often a keyword is " +
      "misspelt, or an argument stands too far to the left.",
    bad: tasks("- debug: msg=hello", "  wehn: true"),
    good: tasks("- debug: msg=hello", "  when: true"),
  },
  "conflicting-keywords": {
    brief: "Two keywords say the same thing",
    why: "user is the old name of remote_user; with both it is not clear which one counts.",
    bad: lines("- hosts: web", "  user: a", "  remote_user: b"),
    good: lines("- hosts: web", "  remote_user: b"),
  },
  "duplicate-loop": {
    brief: "A task loops twice",
    why: "A task has one loop: with_… and loop exclude each other.",
    bad: tasks("- debug:", "  loop: [1]", "  with_items: [2]"),
    good: tasks("- debug:", "  loop: [1, 2]"),
  },
  "handler-block": {
    brief: "A block of handlers holds another block",
    why: "A handler is notified by its name, and a block has no name that counts.",
    bad: lines(
      "- hosts: web",
      "  tasks:",
      "    - command: make",
      "      notify: Tell",
      "  handlers:",
      "    - block:",
      "        - block:",
      "            - name: Tell",
      "              debug:",
    ),
    good: lines(
      "- hosts: web",
      "  tasks:",
      "    - command: make",
      "      notify: Tell",
      "  handlers:",
      "    - block:",
      "        - name: Tell",
      "          debug:",
    ),
  },
  "invalid-hosts": {
    brief: "A play does not say which hosts it is for",
    why: "hosts is a pattern or a list of patterns, and every play has it.",
    bad: lines("- tasks: []"),
    good: lines("- hosts: web", "  tasks: []"),
  },
  "invalid-keyword-value": {
    brief: "A keyword has a list or a mapping where it takes a text",
    why: "No template can make it right; a run refuses it before it starts.",
    bad: lines("- hosts: web", "  name: [Prepare]"),
    good: lines("- hosts: web", "  name: Prepare"),
  },
  "invalid-loop": {
    brief: "A loop has nothing to loop over",
    why: "with_… without a value has no items.",
    bad: tasks("- debug:", "  with_items:"),
    good: tasks("- debug:", "  with_items: []"),
  },
  "invalid-tags": {
    brief: "Tags are not texts",
    why: "tags is a text, or a list of texts.",
    bad: lines("- hosts: web", "  tags: {name: x}"),
    good: lines("- hosts: web", "  tags: [x]"),
  },
  "invalid-value": {
    brief: "A keyword has a value that it cannot have",
    why: "The value is literal, so it would be the same on every host: a run would fail there.",
    bad: tasks("- debug:", "  retries: many"),
    good: tasks("- debug:", "  retries: 3"),
  },
  "invalid-vars-files": {
    brief: "vars_files is not a list of names",
    why: "Each entry is a file, or a list of files of which the first that exists counts.",
    bad: lines("- hosts: web", "  vars_files: [{name: x}]"),
    good: lines("- hosts: web", "  vars_files: []"),
  },
  "invalid-vars-prompt": {
    brief: "An entry of vars_prompt is not as it should be",
    why: "Each entry is a mapping with the name of the variable, and options that are known.",
    bad: lines("- hosts: web", "  vars_prompt:", "    - prompt: Who"),
    good: lines("- hosts: web", "  vars_prompt:", "    - name: who", "      prompt: Who"),
  },
  "loop-control": {
    brief: "loop_control is not a mapping",
    why: "It holds options such as label and loop_var; each may be a template, but not the whole.",
    bad: tasks("- debug:", "  loop: [1]", "  loop_control: label"),
    good: tasks("- debug:", "  loop: [1]", "  loop_control: {label: x}"),
  },
  "malformed-block": {
    brief: "A block is not a list of tasks",
    why: "block, rescue and always each hold a list.",
    bad: tasks("- block: debug"),
    good: tasks("- block:", "    - debug:"),
  },
  "no-action": {
    brief: "A task names no module",
    why: "A task without a module does nothing; often the module is indented too far.",
    bad: tasks("- name: Tell"),
    good: tasks("- name: Tell", "  debug:"),
  },
  "no-effect": {
    brief: "A keyword has no effect where it stands",
    why: "import_playbook takes it, as Ansible does, and does nothing about it.",
    bad: lines("- import_playbook: other.yml", "  become: true"),
    good: lines("- import_playbook: other.yml"),
    files: { "other.yml": "- hosts: web\n  become: true\n" },
  },
  "rescue-alone": {
    brief: "rescue or always stands without a block",
    why: "They say what to do after the tasks of a block; without one there is no before.",
    bad: tasks("- rescue:", "    - debug:"),
    good: tasks("- block:", "    - debug:", "  rescue:", "    - debug:"),
  },
  "unknown-handler": {
    brief: "A task notifies a handler that is not there",
    why: "When the task changes something, the run fails: no handler of the play or of its roles " +
      "has this name, and none listens to it.",
    bad: lines(
      "- hosts: web",
      "  tasks:",
      "    - command: make",
      "      notify: Restrat",
      "  handlers:",
      "    - name: Restart",
      "      debug:",
    ),
    good: lines(
      "- hosts: web",
      "  tasks:",
      "    - command: make",
      "      notify: Restart",
      "  handlers:",
      "    - name: Restart",
      "      debug:",
    ),
  },
  "unknown-keyword": {
    brief: "A key is no keyword where it stands",
    why: "It may be misspelt, or belong to another level: some keywords are for plays alone, " +
      "others for tasks alone.",
    bad: lines("- hosts: web", "  takss: []"),
    good: lines("- hosts: web", "  tasks: []"),
  },
  "unknown-meta": {
    brief: "meta does not know this action",
    why: "meta acts on the run itself, and knows a few words alone.",
    bad: tasks("- meta: flush_handler"),
    good: tasks("- meta: flush_handlers"),
  },
  "unlisted-host": {
    brief: "A task is delegated to a host that no inventory has",
    why: "It is connected to by that name, without any of the variables that a host of the " +
      "inventory has. It is told of names without a dot, which are seldom addresses.",
    bad: tasks("- debug:", "  delegate_to: wbe1"),
    good: tasks("- debug:", "  delegate_to: web1"),
  },
  "unmatched-host": {
    brief: "A pattern of hosts matches nothing in the inventory",
    why:
      "A run only warns of it and goes on without these hosts. It is looked for where -i names " +
      "an inventory, and no task adds hosts whose names are not known.",
    bad: lines("- hosts: wbe"),
    good: lines("- hosts: web"),
  },
  "unused-handler": {
    brief: "Nothing notifies a handler",
    why: "It never runs. It may be a leftover, or its name is not the one that tasks notify.",
    bad: lines("- hosts: web", "  handlers:", "    - name: Restart", "      debug:"),
    good: lines(
      "- hosts: web",
      "  tasks:",
      "    - command: make",
      "      notify: Restart",
      "  handlers:",
      "    - name: Restart",
      "      debug:",
    ),
  },
} as const satisfies Readonly<Record<string, RulePage>>;
