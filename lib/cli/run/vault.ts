/** Turns encrypted texts and files into plain ones. */
export interface Vault {
  /** @returns The plain text of `!vault` text or of a file that is a vault as a whole. */
  decryptText(text: string): string;
  /** @returns The content of a vault file decrypted; other content as it is. */
  decryptFile(content: Uint8Array): Uint8Array;
}

/** A vault whose password nobody knows. */
export const LOCKED_VAULT: Vault = {
  decryptText: refuse,
  decryptFile: (content) => isVault(content) ? refuse() : content,
};

function isVault(content: Uint8Array): boolean {
  return new TextDecoder().decode(content.subarray(0, HEADER.length)) === HEADER;
}

const HEADER = "$ANSIBLE_VAULT;";

function refuse(): never {
  throw new Error("Attempting to decrypt but no vault secrets found");
}
