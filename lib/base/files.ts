/** What a path is: links are followed, so a link to a folder is a `directory`. */
export type FileKind = "file" | "directory" | "other";

/** An entry of a folder. */
export interface FileEntry {
  readonly name: string;
  readonly kind: FileKind;
}

/** What is known about a path without reading it. */
export interface FileStatus {
  readonly kind: FileKind;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  /** Bytes. */
  readonly size: number;
  /** When the content changed last: milliseconds since 1970-01-01T00:00:00Z, if that is known. */
  readonly modifiedAt?: number;
}

/** A piece of a file, in bytes. */
export interface FileRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * The controller's files as the engine reads them. The real one is `lib/system/files.ts`, the one
 * for tests `lib/system/fake_files.ts`. All paths are absolute or relative to the working folder.
 */
export interface Files {
  /** @returns The content, or `undefined` if there is no such file. */
  read(path: string): Uint8Array | undefined;
  /** @returns What there is of a piece of the content, or `undefined` if there is no such file. */
  readRange(path: string, range: FileRange): Uint8Array | undefined;
  /** @returns The text decoded as UTF-8, or `undefined` if there is no such file. */
  readText(path: string): string | undefined;
  /** @returns The entries sorted by name in code point order, or `undefined` if no such folder. */
  list(path: string): readonly FileEntry[] | undefined;
  /** @returns What `path` is, or `undefined` if there is nothing. */
  status(path: string): FileStatus | undefined;
  /** @returns Where a link leads, as it is written, or `undefined` if there is no link. */
  linkTarget(path: string): string | undefined;
  /** @returns The absolute path with links resolved, or `undefined` if there is nothing. */
  realPath(path: string): string | undefined;
}
