import { DEFAULT_LABEL, Vault, type VaultSecret } from "../../engine/vault/vault.ts";
import { VaultError } from "../../engine/vault/vault_error.ts";
import { isVaultFile } from "../../engine/vault/vault_text.ts";
import type { Completed } from "../../system/processes.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { expandPath } from "../config/expand_path.ts";
import type { SecretSource } from "./secret_source.ts";

/** How passwords are asked for. */
export interface AskOptions {
  /** `twice` is for new passwords. */
  readonly asks: "once" | "twice";
  /** The label of passwords that are given none. */
  readonly usual?: string;
}

/**
 * Reads vault passwords. A source that gives none is told, and the others are used.
 *
 * @returns The passwords, in that order.
 * @throws {CommandError} If no source at all gives one: what was wrong with the last.
 */
export async function readSecrets(
  app: App,
  sources: readonly SecretSource[],
  options: AskOptions,
): Promise<readonly VaultSecret[]> {
  const secrets: VaultSecret[] = [];
  let failure: CommandError | undefined;
  for (const source of sources) {
    try {
      const password = source.kind === "prompt"
        ? ask(app, source, options)
        : await fromFile(app, source, secrets);
      secrets.push({ label: source.label || (options.usual ?? DEFAULT_LABEL), password });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const what = source.kind === "prompt" ? "vault password prompt" : "vault password file";
      app.warn(`Error in ${what} (${source.label ?? "None"}): ${error.message}`);
      failure = error;
    }
  }
  if (failure !== undefined && secrets.length === 0) throw failure;
  return secrets;
}

function ask(
  app: App,
  { label, question }: SecretSource & { readonly kind: "prompt" },
  { asks }: AskOptions,
): Uint8Array {
  const of = question === "named" ? ` (${label})` : "";
  const word = question === "named" ? "vault" : "Vault";
  const questions = asks === "twice"
    ? [
      `New ${word} password${of}: `,
      `Confirm ${question === "named" ? "new" : "New"} ${word} password${of}: `,
    ]
    : [`Vault password${of}: `];
  const answers = questions.map((text) => {
    const answer = app.system.terminal.ask(text, { echo: "off" });
    if (answer === undefined) throw new CommandError(`EOFError (ctrl-d) on prompt for (${label})`);
    if (answer.trim() === "") throw new CommandError("Invalid vault password was provided");
    return answer.trim();
  });
  const [first = "", second = first] = answers;
  if (first !== second) throw new CommandError("Passwords do not match");
  return new TextEncoder().encode(first);
}

async function fromFile(
  app: App,
  { label, path: given }: SecretSource & { readonly kind: "file" },
  known: readonly VaultSecret[],
): Promise<Uint8Array> {
  const { files, environment } = app.system;
  const path = expandPath(given, environment.workingFolder(), environment);
  const status = files.status(path);
  if (status === undefined) {
    throw new CommandError(`The vault password file ${path} was not found`);
  }
  if (status.kind === "directory") throw new CommandError(`Cannot read ${path}: it is a folder`);
  if ((status.mode & 0o111) !== 0) return await fromProgram(app, path, label);
  const content = trimmed(files.read(path) ?? new Uint8Array(), /^[\t-\r ]+|[\t-\r ]+$/g);
  // A password may be in a vault that one of those before opens.
  const plain = isVaultFile(content) ? opened(content, path, known) : content;
  return required(trimmed(plain, /^[\r\n]+|[\r\n]+$/g), `from file (${path})`);
}

function opened(content: Uint8Array, path: string, secrets: readonly VaultSecret[]): Uint8Array {
  try {
    const vault = new Vault({ secrets, tries: "all" });
    return vault.open(new TextDecoder().decode(content), path).plain;
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    throw new CommandError(cause.message, { cause });
  }
}

/** A `-client` is told the label, and its messages are kept for the error. */
async function fromProgram(
  app: App,
  path: string,
  label: string | undefined,
): Promise<Uint8Array> {
  const isClient = /-client(?:\.[^./]*)?$/.test(path);
  const what = isClient ? "client script" : "script";
  requireProgram(app, path, what);
  const done = await app.system.processes.attend({
    program: path,
    args: isClient && label !== undefined ? ["--vault-id", label] : [],
    captures: isClient ? ["stdout", "stderr"] : ["stdout"],
  });
  const { ending } = done;
  if (ending.kind === "exited" && ending.code === 0) {
    return required(trimmed(done.stdout, /^[\r\n]+|[\r\n]+$/g), `from script (${path})`);
  }
  const which = isClient ? ` for vault-id=${label ?? "None"}` : "";
  if (isClient && ending.kind === "exited" && ending.code === UNKNOWN_LABEL) {
    throw new CommandError(
      `Vault password client script ${path} did not find a secret${which}: ${said(done)}`,
    );
  }
  const how = ending.kind === "exited" ? `returned non-zero (${ending.code})` : "was killed";
  const when = isClient ? ` when getting secret${which}` : "";
  throw new CommandError(`Vault password ${what} ${path} ${how}${when}: ${said(done)}`);
}

/** The exit code of a client that has no password for a label. */
const UNKNOWN_LABEL = 2;

/** Were it run as one, a password that may be executed by mistake would be shown by the shell. */
function requireProgram(app: App, path: string, what: string): void {
  const content = app.system.files.read(path) ?? new Uint8Array();
  const start = new TextDecoder().decode(content.subarray(0, 4));
  if (start.startsWith("#!") || start === "\x7fELF") return;
  throw new CommandError(
    `Problem running vault password ${what} ${path} (Exec format error). ` +
      "If this is not a script, remove the executable bit from the file.",
  );
}

function said({ stderr }: Completed): string {
  return new TextDecoder().decode(stderr).trim() || "it says nothing more";
}

function required(password: Uint8Array, from: string): Uint8Array {
  if (password.length > 0) return password;
  throw new CommandError(`Invalid vault password was provided ${from}`);
}

/** Passwords are bytes; what is cut off them is ASCII, and so are the letters that stand for them. */
function trimmed(content: Uint8Array, ends: RegExp): Uint8Array {
  const text = Array.from(content, (byte) => String.fromCharCode(byte)).join("");
  return Uint8Array.from(text.replace(ends, ""), (char) => char.charCodeAt(0));
}
