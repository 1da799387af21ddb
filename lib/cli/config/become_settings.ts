import type { Setting } from "./setting.ts";

/**
 * How tasks become another user. The options of Ansible's become methods have no names of their own
 * there: they are called after their variables.
 */
export const BECOME_SETTINGS = {
  BECOME_ALLOW_SAME_USER: {
    type: "bool",
    default: false,
    ini: [["privilege_escalation", "become_allow_same_user"]],
    env: ["ANSIBLE_BECOME_ALLOW_SAME_USER"],
    effect: { kind: "used", as: "whether sudo is called by the user that it leads to" },
  },
  DEFAULT_BECOME_EXE: {
    type: "text",
    default: null,
    ini: [["privilege_escalation", "become_exe"]],
    env: ["ANSIBLE_BECOME_EXE"],
    effect: { kind: "used", as: "ansible_become_exe" },
  },
  DEFAULT_BECOME_FLAGS: {
    type: "text",
    default: null,
    ini: [["privilege_escalation", "become_flags"]],
    env: ["ANSIBLE_BECOME_FLAGS"],
    effect: { kind: "used", as: "ansible_become_flags" },
  },
  SUDO_USER: {
    type: "text",
    default: "root",
    ini: [["privilege_escalation", "become_user"], ["sudo_become_plugin", "user"]],
    env: ["ANSIBLE_BECOME_USER", "ANSIBLE_SUDO_USER"],
    effect: { kind: "used", as: "ansible_sudo_user" },
  },
  SUDO_EXE: {
    type: "text",
    default: "sudo",
    ini: [["privilege_escalation", "become_exe"], ["sudo_become_plugin", "executable"]],
    env: ["ANSIBLE_BECOME_EXE", "ANSIBLE_SUDO_EXE"],
    effect: { kind: "used", as: "ansible_sudo_exe" },
  },
  SUDO_FLAGS: {
    type: "text",
    default: "-H -S -n",
    ini: [["privilege_escalation", "become_flags"], ["sudo_become_plugin", "flags"]],
    env: ["ANSIBLE_BECOME_FLAGS", "ANSIBLE_SUDO_FLAGS"],
    effect: { kind: "used", as: "ansible_sudo_flags" },
  },
  SUDO_PASS: {
    type: "text",
    default: null,
    ini: [["sudo_become_plugin", "password"]],
    env: ["ANSIBLE_BECOME_PASS", "ANSIBLE_SUDO_PASS"],
    effect: { kind: "used", as: "ansible_sudo_pass" },
    isSecret: true,
  },
  SU_USER: {
    type: "text",
    default: "root",
    ini: [["privilege_escalation", "become_user"], ["su_become_plugin", "user"]],
    env: ["ANSIBLE_BECOME_USER", "ANSIBLE_SU_USER"],
    effect: { kind: "used", as: "ansible_su_user" },
  },
  SU_EXE: {
    type: "text",
    default: "su",
    ini: [["privilege_escalation", "become_exe"], ["su_become_plugin", "executable"]],
    env: ["ANSIBLE_BECOME_EXE", "ANSIBLE_SU_EXE"],
    effect: { kind: "used", as: "ansible_su_exe" },
  },
  SU_FLAGS: {
    type: "text",
    default: "",
    ini: [["privilege_escalation", "become_flags"], ["su_become_plugin", "flags"]],
    env: ["ANSIBLE_BECOME_FLAGS", "ANSIBLE_SU_FLAGS"],
    effect: { kind: "used", as: "ansible_su_flags" },
  },
  SU_PASS: {
    type: "text",
    default: null,
    ini: [["su_become_plugin", "password"]],
    env: ["ANSIBLE_BECOME_PASS", "ANSIBLE_SU_PASS"],
    effect: { kind: "used", as: "ansible_su_pass" },
    isSecret: true,
  },
  DOAS_USER: {
    type: "text",
    default: null,
    ini: [["privilege_escalation", "become_user"], ["doas_become_plugin", "user"]],
    env: ["ANSIBLE_BECOME_USER", "ANSIBLE_DOAS_USER"],
    effect: { kind: "used", as: "ansible_doas_user" },
  },
  DOAS_EXE: {
    type: "text",
    default: "doas",
    ini: [["privilege_escalation", "become_exe"], ["doas_become_plugin", "executable"]],
    env: ["ANSIBLE_BECOME_EXE", "ANSIBLE_DOAS_EXE"],
    effect: { kind: "used", as: "ansible_doas_exe" },
  },
  DOAS_FLAGS: {
    type: "text",
    default: "",
    ini: [["privilege_escalation", "become_flags"], ["doas_become_plugin", "flags"]],
    env: ["ANSIBLE_BECOME_FLAGS", "ANSIBLE_DOAS_FLAGS"],
    effect: { kind: "used", as: "ansible_doas_flags" },
  },
  DOAS_PASS: {
    type: "text",
    default: null,
    ini: [["doas_become_plugin", "password"]],
    env: ["ANSIBLE_BECOME_PASS", "ANSIBLE_DOAS_PASS"],
    effect: { kind: "used", as: "ansible_doas_pass" },
    isSecret: true,
  },
} as const satisfies Readonly<Record<string, Setting>>;
