import type { Setting } from "./setting.ts";

/** What plays, templates and facts are where playbooks do not say. */
export const PLAY_SETTINGS = {
  DEFAULT_MANAGED_STR: {
    type: "text",
    default: "Ansible managed",
    ini: [["defaults", "ansible_managed"]],
    env: [],
    effect: { kind: "used", as: "the variable ansible_managed of templates" },
  },
  TAGS_RUN: {
    type: "list",
    default: [],
    ini: [["tags", "run"]],
    env: ["ANSIBLE_RUN_TAGS"],
    effect: { kind: "used", as: "--tags" },
  },
  TAGS_SKIP: {
    type: "list",
    default: [],
    ini: [["tags", "skip"]],
    env: ["ANSIBLE_SKIP_TAGS"],
    effect: { kind: "used", as: "--skip-tags" },
  },
  INJECT_FACTS_AS_VARS: {
    type: "bool",
    default: true,
    ini: [["defaults", "inject_facts_as_vars"]],
    env: ["ANSIBLE_INJECT_FACT_VARS"],
    effect: { kind: "used", as: "whether facts are variables besides ansible_facts" },
  },
  DEFAULT_GATHER_SUBSET: {
    type: "list",
    default: null,
    ini: [["defaults", "gather_subset"]],
    env: ["ANSIBLE_GATHER_SUBSET"],
    effect: { kind: "used", as: "gather_subset of plays that do not say" },
  },
  DEFAULT_GATHER_TIMEOUT: {
    type: "int",
    default: null,
    ini: [["defaults", "gather_timeout"]],
    env: ["ANSIBLE_GATHER_TIMEOUT"],
    effect: { kind: "used", as: "gather_timeout of plays that do not say" },
  },
  DEFAULT_FACT_PATH: {
    type: "text",
    default: null,
    ini: [["defaults", "fact_path"]],
    env: ["ANSIBLE_FACT_PATH"],
    effect: { kind: "used", as: "fact_path of plays that do not say" },
  },
} as const satisfies Readonly<Record<string, Setting>>;
