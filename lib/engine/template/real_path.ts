import type { Files } from "../../base/files.ts";
import { FilterError } from "./errors.ts";

/** @returns `path` without `.`, `..` and doubled slashes, as Python's `os.path.normpath`. */
export function normalizePath(path: string): string {
  if (path === "") return ".";
  const absolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!absolute) parts.push("..");
  }
  const slashes = /^\/\/(?!\/)/.test(path) ? "//" : absolute ? "/" : "";
  return slashes + parts.join("/") || ".";
}

/** @returns `path` absolute and with links resolved as far as it exists. */
export function realPath(files: Files, path: string): string {
  const found = files.realPath(path);
  if (found !== undefined) return found;
  const absolute = path.startsWith("/") ? path : `${workingFolder(files)}/${path}`;
  const rest: string[] = [];
  for (let head = absolute; head !== "";) {
    const slash = head.lastIndexOf("/");
    rest.unshift(head.slice(slash + 1));
    head = head.slice(0, slash);
    const base = head === "" ? "/" : files.realPath(head);
    if (base !== undefined) return normalizePath(`${base}/${rest.join("/")}`);
  }
  return normalizePath(absolute);
}

/** @returns The folder that relative paths start from. */
export function workingFolder(files: Files): string {
  const folder = files.realPath(".");
  if (folder === undefined) throw new FilterError("Cannot find the working folder");
  return folder;
}
