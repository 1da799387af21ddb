import type { PeerOption } from "./grammar.ts";

/**
 * The options that several peers have, as data; each list in the order of Ansible's usage texts.
 * `does` is in words of our own.
 */

/** All peers'. */
export const ABOUT = [
  { key: "help", names: ["-h", "--help"], kind: "help", does: "Show this and exit" },
  { key: "version", names: ["--version"], kind: "version", does: "Show the version and exit" },
] as const satisfies readonly PeerOption<string>[];

/** `-v`. */
export const VERBOSITY = [
  {
    key: "verbosity",
    names: ["-v", "--verbose"],
    kind: "count",
    does: "Show more; repeat it for more still, such as -vvv",
  },
] as const satisfies readonly PeerOption<string>[];

/** How to log in. */
export const CONNECTION = [
  {
    key: "privateKey",
    names: ["--private-key", "--key-file"],
    kind: "text",
    metavar: "PRIVATE_KEY_FILE",
    does: "The key that ssh logs in with",
  },
  {
    key: "user",
    names: ["-u", "--user"],
    kind: "text",
    metavar: "REMOTE_USER",
    does: "Log in as this user",
  },
  {
    key: "connection",
    names: ["-c", "--connection"],
    kind: "text",
    metavar: "CONNECTION",
    does: "How to reach hosts (default=ssh)",
  },
  {
    key: "timeout",
    names: ["-T", "--timeout"],
    kind: "number",
    metavar: "TIMEOUT",
    does: "Give up a login after this many seconds (default=10)",
  },
  {
    key: "sshCommonArgs",
    names: ["--ssh-common-args"],
    kind: "text",
    metavar: "SSH_COMMON_ARGS",
    does: "Arguments for ssh",
  },
  {
    key: "sftpExtraArgs",
    names: ["--sftp-extra-args"],
    kind: "text",
    metavar: "SFTP_EXTRA_ARGS",
    does: "Refused: files travel over ssh, not sftp",
  },
  {
    key: "scpExtraArgs",
    names: ["--scp-extra-args"],
    kind: "text",
    metavar: "SCP_EXTRA_ARGS",
    does: "Refused: files travel over ssh, not scp",
  },
  {
    key: "sshExtraArgs",
    names: ["--ssh-extra-args"],
    kind: "text",
    metavar: "SSH_EXTRA_ARGS",
    does: "More arguments for ssh",
  },
  {
    key: "askPass",
    names: ["-k", "--ask-pass"],
    kind: "flag",
    rivals: "login password",
    does: "Ask for the password of logins",
  },
  {
    key: "passwordFile",
    names: ["--connection-password-file", "--conn-pass-file"],
    kind: "text",
    metavar: "CONNECTION_PASSWORD_FILE",
    rivals: "login password",
    does: "The file with the password of logins",
  },
] as const satisfies readonly PeerOption<string>[];

/** Becoming another user. */
export const BECOME = [
  { key: "become", names: ["-b", "--become"], kind: "flag", does: "Become another user" },
  {
    key: "becomeMethod",
    names: ["--become-method"],
    kind: "text",
    metavar: "BECOME_METHOD",
    does: "How to become it (default=sudo)",
  },
  {
    key: "becomeUser",
    names: ["--become-user"],
    kind: "text",
    metavar: "BECOME_USER",
    does: "The user to become (default=root)",
  },
  {
    key: "askBecomePass",
    names: ["-K", "--ask-become-pass"],
    kind: "flag",
    rivals: "become password",
    does: "Ask for the password of -b",
  },
  {
    key: "becomePasswordFile",
    names: ["--become-password-file", "--become-pass-file"],
    kind: "text",
    metavar: "BECOME_PASSWORD_FILE",
    rivals: "become password",
    does: "The file with the password of -b",
  },
] as const satisfies readonly PeerOption<string>[];

/** `-C` and `-D`. */
export const CHECK = [
  {
    key: "check",
    names: ["-C", "--check"],
    kind: "flag",
    does: "Change nothing: tell what would change",
  },
  { key: "diff", names: ["-D", "--diff"], kind: "flag", does: "Show what changes in files" },
] as const satisfies readonly PeerOption<string>[];

/** `-i`. */
export const INVENTORY = [
  {
    key: "inventory",
    names: ["-i", "--inventory", "--inventory-file"],
    kind: "texts",
    metavar: "INVENTORY",
    does: "A file, a folder, a script, or host names with a comma; repeatable",
  },
] as const satisfies readonly PeerOption<string>[];

/** `-i`, and which of its hosts. */
export const HOSTS = [
  ...INVENTORY,
  { key: "listHosts", names: ["--list-hosts"], kind: "flag", does: "Only list the hosts" },
  {
    key: "limit",
    names: ["-l", "--limit"],
    kind: "text",
    metavar: "SUBSET",
    does: "These hosts of the inventory alone",
  },
] as const satisfies readonly PeerOption<string>[];

/** `-e`. */
export const EXTRA_VARS = [
  {
    key: "extraVars",
    names: ["-e", "--extra-vars"],
    kind: "texts",
    metavar: "EXTRA_VARS",
    does: "Variables that win over all others: key=value, YAML, JSON or @FILE; repeatable",
  },
] as const satisfies readonly PeerOption<string>[];

/** Passwords of vaults. */
export const VAULT = [
  {
    key: "vaultIds",
    names: ["--vault-id"],
    kind: "texts",
    metavar: "VAULT_IDS",
    does: "Where a vault password comes from: LABEL@SOURCE; repeatable",
  },
  {
    key: "askVaultPass",
    names: ["--ask-vault-password", "--ask-vault-pass"],
    kind: "flag",
    rivals: "vault password",
    does: "Ask for the vault password",
  },
  {
    key: "vaultPasswordFiles",
    names: ["--vault-password-file", "--vault-pass-file"],
    kind: "texts",
    metavar: "VAULT_PASSWORD_FILES",
    rivals: "vault password",
    does: "The file with a vault password; repeatable",
  },
] as const satisfies readonly PeerOption<string>[];

/** What tasks run with: `-e`, passwords of vaults, `-f` and `-M`. */
export const RUN = [
  ...EXTRA_VARS,
  ...VAULT,
  {
    key: "forks",
    names: ["-f", "--forks"],
    kind: "number",
    metavar: "FORKS",
    does: "Run on this many hosts at a time (default: 25 for each core)",
  },
  {
    key: "modulePath",
    names: ["-M", "--module-path"],
    kind: "texts",
    metavar: "MODULE_PATH",
    does: "Look for modules in these folders first; colons between them",
  },
] as const satisfies readonly PeerOption<string>[];

/** `--playbook-dir`. */
export const PLAYBOOK_FOLDER = [
  {
    key: "playbookFolder",
    names: ["--playbook-dir"],
    kind: "text",
    metavar: "BASEDIR",
    does: "The folder whose group_vars, roles and files count, as a playbook there would have it",
  },
] as const satisfies readonly PeerOption<string>[];
