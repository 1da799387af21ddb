import { compareCodePoints } from "../base/compare_code_points.ts";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { FileEntry, FileKind, FileRange, Files, FileStatus } from "../base/files.ts";

/**
 * The files of this computer. What is there but cannot be read throws, as Deno does; a text, as a
 * finding about its file.
 */
export const files: Files = {
  read: (path) => unlessMissing(() => Deno.readFileSync(path)),
  readRange: (path, range) => unlessMissing(() => readRange(path, range)),
  readText: (path) => unlessMissing(() => readText(path)),
  list,
  status: (path) => unlessMissing(() => status(path)),
  linkTarget,
  realPath: (path) => unlessMissing(() => Deno.realPathSync(path)),
};

/** What Deno lets nobody look at without all permissions, such as a device, is no plain file. */
function status(path: string): FileStatus {
  try {
    return statusOf(Deno.statSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return { kind: "other", mode: 0, size: 0 };
    throw error;
  }
}

function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.PermissionDenied)) throw cause;
    throw new DiagnosticError([{
      rule: "unreadable-file",
      severity: "error",
      message: `an error occurred while trying to read the file '${path}': Permission denied`,
      position: { file: path, line: 1, column: 1 },
    }], { cause });
  }
}

function readRange(path: string, { offset, length }: FileRange): Uint8Array {
  using file = Deno.openSync(path);
  file.seekSync(offset, Deno.SeekMode.Start);
  const bytes = new Uint8Array(length);
  let size = 0;
  while (size < length) {
    const count = file.readSync(bytes.subarray(size));
    if (count === null) break;
    size += count;
  }
  return bytes.subarray(0, size);
}

function list(path: string): readonly FileEntry[] | undefined {
  const entries = unlessMissing(() => [...Deno.readDirSync(path)]);
  return entries
    ?.map((entry): FileEntry => ({ name: entry.name, kind: kindOfEntry(path, entry) }))
    .sort((a, b) => compareCodePoints(a.name, b.name));
}

function linkTarget(path: string): string | undefined {
  const info = unlessMissing(() => Deno.lstatSync(path));
  return info?.isSymlink ? Deno.readLinkSync(path) : undefined;
}

function kindOfEntry(folder: string, entry: Deno.DirEntry): FileKind {
  if (!entry.isSymlink) return kindOf(entry);
  const target = unlessMissing(() => Deno.statSync(`${folder}/${entry.name}`));
  return target ? kindOf(target) : "other";
}

function statusOf(info: Deno.FileInfo): FileStatus {
  return {
    kind: kindOf(info),
    mode: (info.mode ?? 0) & 0o7777,
    size: info.size,
    ...(info.mtime && { modifiedAt: info.mtime.getTime() }),
  };
}

function kindOf(of: { readonly isFile: boolean; readonly isDirectory: boolean }): FileKind {
  return of.isFile ? "file" : of.isDirectory ? "directory" : "other";
}

/** A path through a file (`hosts/x` where `hosts` is a file) or a loop of links leads nowhere. */
function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotADirectory) return undefined;
    if (error instanceof Deno.errors.FilesystemLoop) return undefined;
    throw error;
  }
}
