import type { Files } from "../../base/files.ts";

/** @returns `files` as they are, with one more file that is not on the disk. */
export function overlaidFiles(files: Files, path: string, text: string): Files {
  const content = new TextEncoder().encode(text);
  const status = { kind: "file", mode: 0o600, size: content.length } as const;
  return {
    read: (other) => other === path ? content : files.read(other),
    readRange: (other, range) =>
      other === path
        ? content.subarray(range.offset, range.offset + range.length)
        : files.readRange(other, range),
    readText: (other) => other === path ? text : files.readText(other),
    list: (folder) => files.list(folder),
    status: (other) => other === path ? status : files.status(other),
    linkTarget: (other) => other === path ? undefined : files.linkTarget(other),
    realPath: (other) => other === path ? path : files.realPath(other),
  };
}
