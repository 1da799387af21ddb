import type { Setting } from "./setting.ts";

/**
 * How targets are reached. The options of Ansible's ssh connection have no names of their own there:
 * they are called after their variables. SHEP_FAST_KEX is one of shep alone.
 */
export const CONNECTION_SETTINGS = {
  HOST_KEY_CHECKING: {
    type: "bool",
    default: true,
    ini: [["defaults", "host_key_checking"], ["ssh_connection", "host_key_checking"]],
    env: ["ANSIBLE_HOST_KEY_CHECKING", "ANSIBLE_SSH_HOST_KEY_CHECKING"],
    effect: { kind: "used", as: "ansible_host_key_checking" },
  },
  SSH_ARGS: {
    type: "text",
    default: "-C -o ControlMaster=auto -o ControlPersist=60s",
    ini: [["ssh_connection", "ssh_args"]],
    env: ["ANSIBLE_SSH_ARGS"],
    effect: { kind: "used", as: "ansible_ssh_args" },
  },
  SSH_COMMON_ARGS: {
    type: "text",
    default: "",
    ini: [["ssh_connection", "ssh_common_args"]],
    env: ["ANSIBLE_SSH_COMMON_ARGS"],
    effect: { kind: "used", as: "--ssh-common-args" },
  },
  SSH_EXTRA_ARGS: {
    type: "text",
    default: "",
    ini: [["ssh_connection", "ssh_extra_args"]],
    env: ["ANSIBLE_SSH_EXTRA_ARGS"],
    effect: { kind: "used", as: "--ssh-extra-args" },
  },
  SSH_EXECUTABLE: {
    type: "text",
    default: "ssh",
    ini: [["ssh_connection", "ssh_executable"]],
    env: ["ANSIBLE_SSH_EXECUTABLE"],
    effect: { kind: "used", as: "ansible_ssh_executable" },
  },
  SSH_RETRIES: {
    type: "int",
    default: 0,
    ini: [["connection", "retries"], ["ssh_connection", "retries"]],
    env: ["ANSIBLE_SSH_RETRIES"],
    effect: { kind: "used", as: "ansible_ssh_retries" },
  },
  SHEP_FAST_KEX: {
    type: "bool",
    default: false,
    ini: [["ssh_connection", "fast_kex"]],
    env: ["SHEP_FAST_KEX"],
    effect: { kind: "used", as: "--fast-kex" },
  },
  ANSIBLE_PIPELINING: {
    type: "bool",
    default: false,
    ini: [["defaults", "pipelining"], ["connection", "pipelining"], [
      "ssh_connection",
      "pipelining",
    ]],
    env: ["ANSIBLE_PIPELINING", "ANSIBLE_SSH_PIPELINING"],
    effect: { kind: "needless", why: "all tasks of a host go through one shell anyway" },
  },
  SSH_CONTROL_PATH: {
    type: "text",
    default: null,
    ini: [["ssh_connection", "control_path"]],
    env: ["ANSIBLE_SSH_CONTROL_PATH"],
    effect: { kind: "needless", why: "a host has one connection for the whole run anyway" },
  },
  SSH_CONTROL_PATH_DIR: {
    type: "text",
    default: "~/.ansible/cp",
    ini: [["ssh_connection", "control_path_dir"]],
    env: ["ANSIBLE_SSH_CONTROL_PATH_DIR"],
    effect: { kind: "needless", why: "a host has one connection for the whole run anyway" },
  },
  SSH_TRANSFER_METHOD: {
    type: "text",
    default: null,
    ini: [["ssh_connection", "transfer_method"]],
    env: ["ANSIBLE_SSH_TRANSFER_METHOD"],
    choices: ["sftp", "scp", "piped", "smart"],
    effect: { kind: "needless", why: "files go through the same shell as commands" },
  },
  SCP_IF_SSH: {
    type: "text",
    default: "smart",
    ini: [["ssh_connection", "scp_if_ssh"]],
    env: ["ANSIBLE_SCP_IF_SSH"],
    effect: { kind: "needless", why: "files go through the same shell as commands" },
  },
  INTERPRETER_PYTHON: {
    type: "text",
    default: "auto",
    ini: [["defaults", "interpreter_python"]],
    env: ["ANSIBLE_PYTHON_INTERPRETER"],
    effect: { kind: "used", as: "ansible_python_interpreter" },
  },
} as const satisfies Readonly<Record<string, Setting>>;
