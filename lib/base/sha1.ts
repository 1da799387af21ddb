/** @returns The SHA-1 of `bytes` in hexadecimal digits, which Ansible calls the checksum. */
export async function sha1(bytes: Uint8Array): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-1", new Uint8Array(bytes))).toHex();
}
