import type { Files } from "../../base/files.ts";
import { nodeCrypto } from "../../base/node_crypto.ts";

/** Files of which is known which were read, and what was in them. */
export interface WatchedFiles {
  readonly files: Files;
  /** Calls `keep` with every file that was read, and with those that are read from then on. */
  report(keep: (path: string, fingerprint: string) => void): void;
}

/** Larger ones are told apart by their size alone. */
const LARGE = 4 * 1024 * 1024;

/** @param isWatched Which paths count. */
export function watchedFiles(files: Files, isWatched: (path: string) => boolean): WatchedFiles {
  const fingerprints = new Map<string, string>();
  let keep: (path: string, fingerprint: string) => void = () => {};
  const note = (path: string) => {
    if (fingerprints.has(path) || !isWatched(path)) return;
    const fingerprint = fingerprintOf(files, path);
    if (fingerprint === undefined) return;
    fingerprints.set(path, fingerprint);
    keep(path, fingerprint);
  };
  return {
    files: {
      read: (path) => {
        note(path);
        return files.read(path);
      },
      readRange: (path, range) => {
        note(path);
        return files.readRange(path, range);
      },
      readText: (path) => {
        note(path);
        return files.readText(path);
      },
      list: (path) => files.list(path),
      status: (path) => files.status(path),
      linkTarget: (path) => files.linkTarget(path),
      realPath: (path) => files.realPath(path),
    },
    report(to) {
      keep = to;
      fingerprints.forEach((fingerprint, path) => keep(path, fingerprint));
    },
  };
}

/** @returns What tells the content of a file from others; `undefined` if it cannot be read. */
export function fingerprintOf(files: Files, path: string): string | undefined {
  const status = files.status(path);
  if (status?.kind !== "file") return undefined;
  if (status.size > LARGE) return `${status.size} bytes`;
  const bytes = files.read(path);
  return bytes && nodeCrypto().createHash("sha256").update(bytes).digest("base64url");
}
