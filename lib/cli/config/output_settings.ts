import type { Setting } from "./setting.ts";

/**
 * How results are shown to people. Most are options of Ansible's default callback, which have no
 * names of their own: they are called after their variables.
 */
export const OUTPUT_SETTINGS = {
  DEFAULT_STDOUT_CALLBACK: {
    type: "text",
    default: "default",
    ini: [["defaults", "stdout_callback"]],
    env: ["ANSIBLE_STDOUT_CALLBACK"],
    effect: { kind: "used", as: "how results are told: default, json, minimal, oneline, yaml" },
  },
  CALLBACKS_ENABLED: {
    type: "list",
    default: [],
    ini: [["defaults", "callback_whitelist"], ["defaults", "callbacks_enabled"]],
    env: ["ANSIBLE_CALLBACK_WHITELIST", "ANSIBLE_CALLBACKS_ENABLED"],
    effect: { kind: "used", as: "what is told beside the results: profile_tasks, timer" },
  },
  DISPLAY_SKIPPED_HOSTS: {
    type: "bool",
    default: true,
    ini: [["defaults", "display_skipped_hosts"]],
    env: ["ANSIBLE_DISPLAY_SKIPPED_HOSTS"],
    effect: { kind: "used", as: "whether skipped hosts are shown" },
  },
  DISPLAY_OK_HOSTS: {
    type: "bool",
    default: true,
    ini: [["defaults", "display_ok_hosts"]],
    env: ["ANSIBLE_DISPLAY_OK_HOSTS"],
    effect: { kind: "used", as: "whether hosts are shown on which nothing changed" },
  },
  DISPLAY_FAILED_STDERR: {
    type: "bool",
    default: false,
    ini: [["defaults", "display_failed_stderr"]],
    env: ["ANSIBLE_DISPLAY_FAILED_STDERR"],
    effect: { kind: "used", as: "whether failures go to the standard error" },
  },
  CHECK_MODE_MARKERS: {
    type: "bool",
    default: false,
    ini: [["defaults", "check_mode_markers"]],
    env: ["ANSIBLE_CHECK_MODE_MARKERS"],
    effect: { kind: "used", as: "whether plays and tasks in check mode are marked" },
  },
  SHOW_PER_HOST_START: {
    type: "bool",
    default: false,
    ini: [["defaults", "show_per_host_start"]],
    env: ["ANSIBLE_SHOW_PER_HOST_START"],
    effect: { kind: "used", as: "whether the start of tasks is shown for each host" },
  },
  SHOW_CUSTOM_STATS: {
    type: "bool",
    default: false,
    ini: [["defaults", "show_custom_stats"]],
    env: ["ANSIBLE_SHOW_CUSTOM_STATS"],
    effect: { kind: "used", as: "whether what set_stats said is shown" },
  },
  SHOW_TASK_PATH_ON_FAILURE: {
    type: "bool",
    default: false,
    ini: [["defaults", "show_task_path_on_failure"]],
    env: ["ANSIBLE_SHOW_TASK_PATH_ON_FAILURE"],
    effect: { kind: "used", as: "whether the place of a task that failed is shown" },
  },
  CALLBACK_RESULT_FORMAT: {
    type: "text",
    default: "json",
    ini: [["defaults", "callback_result_format"]],
    env: ["ANSIBLE_CALLBACK_RESULT_FORMAT"],
    choices: ["json", "yaml"],
    effect: { kind: "used", as: "the format of results" },
  },
  CALLBACK_FORMAT_PRETTY: {
    type: "bool",
    default: null,
    ini: [["defaults", "callback_format_pretty"]],
    env: ["ANSIBLE_CALLBACK_FORMAT_PRETTY"],
    effect: { kind: "used", as: "whether results are indented" },
  },
} as const satisfies Readonly<Record<string, Setting>>;
