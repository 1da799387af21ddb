import type { Grammar, PeerOption } from "./grammar.ts";
import { ABOUT, VAULT, VERBOSITY } from "./options.ts";

const HELP = [ABOUT[0]] as const;

const OUTPUT = [
  {
    key: "output",
    names: ["--output"],
    kind: "text",
    metavar: "OUTPUT_FILE",
    does: "Write to this file; - is the standard output",
  },
] as const satisfies readonly PeerOption<string>[];

const ENCRYPT_ID = [
  {
    key: "encryptVaultId",
    names: ["--encrypt-vault-id"],
    kind: "text",
    metavar: "ENCRYPT_VAULT_ID",
    does: "Encrypt with the password of this label",
  },
] as const satisfies readonly PeerOption<string>[];

const NEW_PASSWORD = [
  {
    key: "newVaultPasswordFile",
    names: ["--new-vault-password-file"],
    kind: "text",
    metavar: "NEW_VAULT_PASSWORD_FILE",
    rivals: "new password",
    does: "The file with the new password",
  },
  {
    key: "newVaultId",
    names: ["--new-vault-id"],
    kind: "text",
    metavar: "NEW_VAULT_ID",
    rivals: "new password",
    does: "Where the new password comes from: LABEL@SOURCE",
  },
] as const satisfies readonly PeerOption<string>[];

const STRINGS = [
  {
    key: "prompt",
    names: ["-p", "--prompt"],
    kind: "flag",
    does: "Ask for the text",
  },
  {
    key: "showInput",
    names: ["--show-input"],
    kind: "flag",
    does: "Show the text while it is typed",
  },
  {
    key: "names",
    names: ["-n", "--name"],
    kind: "texts",
    metavar: "ENCRYPT_STRING_NAMES",
    does: "The variable of the text; repeatable",
  },
  {
    key: "stdinName",
    names: ["--stdin-name"],
    kind: "text",
    metavar: "ENCRYPT_STRING_STDIN_NAME",
    does: "The variable of the text that the standard input holds",
  },
] as const satisfies readonly PeerOption<string>[];

const FILES = { name: "file_name", count: "any", does: "Files" } as const;

/** What `ansible-vault` can be asked to do, in the order of its usage text. */
export const VAULT_GRAMMARS = {
  create: grammar("create", "Makes an encrypted file", [
    ...HELP,
    ...ENCRYPT_ID,
    ...VAULT,
    ...VERBOSITY,
  ]),
  decrypt: grammar("decrypt", "Decrypts files", [...HELP, ...OUTPUT, ...VAULT, ...VERBOSITY]),
  edit: grammar("edit", "Edits an encrypted file", [
    ...HELP,
    ...ENCRYPT_ID,
    ...VAULT,
    ...VERBOSITY,
  ]),
  view: grammar("view", "Shows encrypted files", [...HELP, ...VAULT, ...VERBOSITY]),
  encrypt: grammar("encrypt", "Encrypts files", [
    ...HELP,
    ...VAULT,
    ...VERBOSITY,
    ...OUTPUT,
    ...ENCRYPT_ID,
  ]),
  encrypt_string: {
    ...grammar("encrypt_string", "Encrypts texts", [
      ...HELP,
      ...VAULT,
      ...VERBOSITY,
      ...OUTPUT,
      ...ENCRYPT_ID,
      ...STRINGS,
    ]),
    operands: { name: "string_to_encrypt", count: "any", does: "The texts" },
  },
  rekey: grammar("rekey", "Gives encrypted files another password", [
    ...HELP,
    ...VAULT,
    ...VERBOSITY,
    ...ENCRYPT_ID,
    ...NEW_PASSWORD,
  ]),
} satisfies Readonly<Record<string, Grammar<string>>>;

/** The options of all of it. */
export type VaultKey = (typeof VAULT_GRAMMARS)[VaultAction]["options"][number]["key"];

function grammar<Key extends string>(
  action: string,
  brief: string,
  options: readonly PeerOption<Key>[],
): Grammar<Key> {
  return { program: `ansible-vault ${action}`, brief, options, operands: FILES };
}

/** What `ansible-vault` can be asked to do. */
export type VaultAction = keyof typeof VAULT_GRAMMARS;
