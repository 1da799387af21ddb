/** @returns 24 hexadecimal digits that nobody can guess. */
export function randomToken(): string {
  return crypto.getRandomValues(new Uint8Array(12)).toHex();
}
