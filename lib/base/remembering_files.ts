import type { FileEntry, FileRange, Files, FileStatus } from "./files.ts";

/**
 * Files whose state and text are asked for once: searches for roles, modules and task files ask for
 * the same paths thousands of times. Where something may change them, `forget()` has to be called.
 */
export class RememberingFiles implements Files {
  readonly #files: Files;
  readonly #statuses = new Map<string, FileStatus | undefined>();
  readonly #texts = new Map<string, string | undefined>();
  readonly #realPaths = new Map<string, string | undefined>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Has everything asked for anew. */
  forget(): void {
    this.#statuses.clear();
    this.#texts.clear();
    this.#realPaths.clear();
  }

  status(path: string): FileStatus | undefined {
    const known = this.#statuses.get(path);
    if (known !== undefined || this.#statuses.has(path)) return known;
    const status = this.#files.status(path);
    this.#statuses.set(path, status);
    return status;
  }

  realPath(path: string): string | undefined {
    const known = this.#realPaths.get(path);
    if (known !== undefined || this.#realPaths.has(path)) return known;
    const realPath = this.#files.realPath(path);
    this.#realPaths.set(path, realPath);
    return realPath;
  }

  readRange(path: string, range: FileRange): Uint8Array | undefined {
    return this.#files.readRange(path, range);
  }

  linkTarget(path: string): string | undefined {
    return this.#files.linkTarget(path);
  }

  read(path: string): Uint8Array | undefined {
    return this.#files.read(path);
  }

  readText(path: string): string | undefined {
    const known = this.#texts.get(path);
    if (known !== undefined || this.#texts.has(path)) return known;
    const text = this.status(path) === undefined ? undefined : this.#files.readText(path);
    this.#texts.set(path, text);
    return text;
  }

  list(path: string): readonly FileEntry[] | undefined {
    return this.#files.list(path);
  }
}
