/**
 * Replaces a file that only its user may read, or makes it with its folders. A reader sees the old
 * content or the new one, never a part, and a crash leaves one of them.
 */
export function writePrivateFile(path: string, text: string): void {
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = Deno.makeTempFileSync({ dir: folder, prefix: ".shep-" });
  try {
    using file = Deno.openSync(draft, { write: true });
    const bytes = new TextEncoder().encode(text);
    for (let written = 0; written < bytes.length;) {
      written += file.writeSync(bytes.subarray(written));
    }
    file.syncSync();
    Deno.renameSync(draft, path);
  } catch (error) {
    Deno.removeSync(draft);
    throw error;
  }
}
