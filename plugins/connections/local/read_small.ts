/** Up to here a file is read or written at once. */
export const SMALL = 1024 * 1024;

/**
 * @returns The bytes of a plain file, or `undefined` if it is large, or something else that might
 * never end.
 * @throws {Error} If it cannot be read.
 */
export function readSmall(path: string): Uint8Array<ArrayBuffer> | undefined {
  const { isFile, size } = Deno.statSync(path);
  return isFile && size <= SMALL ? Deno.readFileSync(path) : undefined;
}
