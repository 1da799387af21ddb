import type { Files } from "../../base/files.ts";

/** @returns The files (no folders) that match the shell pattern, as Python's `glob`. */
export function glob(files: Files, pattern: string): string[] {
  const absolute = pattern.startsWith("/");
  let found = [absolute ? "/" : ""];
  for (const part of pattern.split("/").filter((p) => p !== "")) {
    found = found.flatMap((folder) => step(files, folder, part));
  }
  return found.filter((path) => files.status(path)?.kind === "file");
}

function step(files: Files, folder: string, part: string): string[] {
  if (!/[*?[]/.test(part)) return [folder + part].map(withSlash(files));
  const regex = new RegExp(`^${shellPattern(part)}$`, "su");
  const entries = files.list(folder === "" ? "." : folder) ?? [];
  return entries
    .filter((entry) =>
      regex.test(entry.name) && (!entry.name.startsWith(".") || part.startsWith("."))
    )
    .map((entry) => folder + entry.name)
    .map(withSlash(files));
}

/** Folders end in a slash, so that the next part can be put behind them. */
function withSlash(files: Files): (path: string) => string {
  return (path) => files.status(path)?.kind === "directory" ? `${path}/` : path;
}

function shellPattern(part: string): string {
  return part.replace(
    /\[!?\]?[^\]]*\]|[*?]|[\\^$.+()[\]{}|\/]/g,
    (token) => {
      if (token === "*") return ".*";
      if (token === "?") return ".";
      if (token.length === 1) return `\\${token}`;
      const body = token.slice(1, -1).replace(/^!/, "^").replaceAll("\\", "\\\\");
      return `[${body}]`;
    },
  );
}
