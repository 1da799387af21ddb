import { random } from "./random.ts";

/** How a file is replaced. */
export interface Replacement {
  /** `kept` is that of the old file, and 0o600 if there is none. */
  readonly mode: number | "kept";
  /** Whether the old content is overwritten, so that the disk does not hold it any more. */
  readonly oldContent: "shredded" | "left";
}

/**
 * Replaces a file, or makes one: a reader sees the old content or the new one, never a part, and a
 * crash leaves one of them. Of a link the file that it leads to is replaced. Its owner stays, if this
 * user may say so.
 */
export function replaceFile(path: string, content: Uint8Array, options: Replacement): void {
  const old = openOld(path);
  try {
    const target = old?.path ?? path;
    const draft = Deno.makeTempFileSync({ dir: folderOf(target), prefix: ".shep-" });
    try {
      writeWhole(draft, content);
      const mode = options.mode === "kept" ? old?.mode ?? 0o600 : options.mode;
      if (old !== undefined) keepOwner(draft, old);
      Deno.chmodSync(draft, mode);
      Deno.renameSync(draft, target);
    } catch (error) {
      Deno.removeSync(draft);
      throw error;
    }
    // Through another name of the same file its content was not meant to go.
    if (options.oldContent === "shredded" && old?.links === 1) shred(old.path, old.file);
  } finally {
    old?.file?.close();
  }
}

/** Overwrites a file with randomness and removes it. */
export function shredFile(path: string): void {
  using file = openForWriting(path);
  shred(path, file);
  Deno.removeSync(path);
}

interface OldFile {
  readonly path: string;
  readonly mode: number;
  readonly links: number;
  readonly user: number | null;
  readonly group: number | null;
  /** To be overwritten after its name is gone; `undefined` if it may not be written to. */
  readonly file: Deno.FsFile | undefined;
}

function openOld(given: string): OldFile | undefined {
  let path;
  try {
    path = Deno.realPathSync(given);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const { mode, nlink, uid, gid } = Deno.statSync(path);
  return {
    path,
    mode: (mode ?? 0o600) & 0o7777,
    links: nlink ?? 0,
    user: uid,
    group: gid,
    file: openForWriting(path),
  };
}

function openForWriting(path: string): Deno.FsFile | undefined {
  try {
    return Deno.openSync(path, { read: true, write: true });
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) return undefined;
    throw error;
  }
}

function keepOwner(draft: string, { user, group }: OldFile): void {
  try {
    Deno.chownSync(draft, user, group);
  } catch (error) {
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
  }
}

function writeWhole(path: string, content: Uint8Array): void {
  using file = Deno.openSync(path, { write: true });
  writeAll(file, content);
  file.syncSync();
}

function writeAll(file: Deno.FsFile, content: Uint8Array): void {
  for (let written = 0; written < content.length;) {
    written += file.writeSync(content.subarray(written));
  }
}

function shred(path: string, file: Deno.FsFile | undefined): void {
  if (file === undefined) throw new Error(`Cannot overwrite ${path}: permission denied`);
  const { size } = file.statSync();
  file.seekSync(0, Deno.SeekMode.Start);
  writeAll(file, random.bytes(size));
  file.syncSync();
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash) || "/";
}
