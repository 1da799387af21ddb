import { VaultCipher } from "./vault_cipher.ts";
import { VaultError } from "./vault_error.ts";
import { formatVaultText, isVaultText, parseVaultText, type VaultParts } from "./vault_text.ts";

/** The label of a password that was given none. */
export const DEFAULT_LABEL = "default";

/** A password, and the id that says which vaults it is for. */
export interface VaultSecret {
  readonly label: string;
  readonly password: Uint8Array;
}

/** What opens vaults. */
export interface VaultOptions {
  /** In the order in which they are tried. */
  readonly secrets: readonly VaultSecret[];
  /**
   * Whether all passwords are tried, or those alone whose label the vault has in its header:
   * Ansible's `vault_id_match`.
   */
  readonly tries: "all" | "labelled";
  /** The label that vaults without one are taken to have; `DEFAULT_LABEL` if left out. */
  readonly defaultLabel?: string;
}

/** What came out of a vault, and what opened it. */
export interface Opened {
  readonly plain: Uint8Array;
  readonly secret: VaultSecret;
  /** The label in the vault's header. */
  readonly label: string | undefined;
}

/** Opens and makes vaults. What was opened once is kept, since variables are asked for often. */
export class Vault {
  readonly #options: VaultOptions;
  readonly #cipher = new VaultCipher();
  readonly #opened = new Map<string, Opened>();

  constructor(options: VaultOptions) {
    this.#options = options;
  }

  /**
   * @param file Where `text` comes from, if it is a whole file.
   * @throws {VaultError} If it is no vault, or no password opens it.
   */
  open(text: string, file?: string): Opened {
    const known = this.#opened.get(text);
    if (known !== undefined) return known;
    const where = file === undefined ? "" : ` on ${file}`;
    if (!isVaultText(text)) {
      const what = file === undefined ? "" : `. ${file} is not a vault encrypted file`;
      throw new VaultError(`input is not vault encrypted data${what}`);
    }
    const parts = parse(text, file);
    if (this.#options.secrets.length === 0) {
      throw new VaultError(`Attempting to decrypt but no vault secrets found${where}`);
    }
    const { defaultLabel = DEFAULT_LABEL } = this.#options;
    for (const secret of this.#candidates(parts.label ?? defaultLabel)) {
      const plain = this.#cipher.decrypt(parts, secret.password);
      if (plain === undefined) continue;
      const opened = { plain, secret, label: parts.label };
      this.#opened.set(text, opened);
      return opened;
    }
    throw new VaultError(
      `Decryption failed (no vault secrets were found that could decrypt)${where}`,
    );
  }

  /**
   * @param salt 32 random bytes, different for every vault.
   * @throws {VaultError} If `plain` is a vault already.
   */
  seal(plain: Uint8Array, { secret, salt }: {
    readonly secret: VaultSecret;
    readonly salt: Uint8Array;
  }): string {
    if (isVaultText(new TextDecoder().decode(plain))) {
      throw new VaultError("input is already encrypted");
    }
    const { label, password } = secret;
    const parts = this.#cipher.encrypt(plain, { password, salt });
    return formatVaultText(label === DEFAULT_LABEL ? parts : { ...parts, label });
  }

  /** The passwords to try, first those that are meant for vaults of that label. */
  #candidates(label: string): readonly VaultSecret[] {
    const { secrets, tries } = this.#options;
    const meant = secrets.filter((secret) => secret.label === label);
    if (tries === "labelled") return meant;
    return [...meant, ...secrets.filter((secret) => secret.label !== label)];
  }
}

function parse(text: string, file: string | undefined): VaultParts {
  try {
    return parseVaultText(text);
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    const where = file === undefined ? "" : ` in ${file}`;
    throw new VaultError(`There was a vault format error${where}: ${cause.message}`, { cause });
  }
}
