/** What keeps a vault from being opened or made; the message is Ansible's. */
export class VaultError extends Error {
  override readonly name = "VaultError";
}
