/** How every vault begins. */
export const VAULT_MARK = "$ANSIBLE_VAULT";

const HEADER = `${VAULT_MARK};`;

/** Bytes of a file that tell whether it is a vault. */
export const VAULT_HEADER_LENGTH: number = HEADER.length;

/** @returns Whether a text, or a file's content, begins as a vault does: it is to be opened first. */
export function hasVaultHeader(content: string | Uint8Array): boolean {
  if (typeof content === "string") return content.startsWith(HEADER);
  return new TextDecoder().decode(content.subarray(0, VAULT_HEADER_LENGTH)) === HEADER;
}
