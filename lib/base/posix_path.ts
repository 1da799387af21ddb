/** @returns The path of `name` in `folder`; an absolute `name` is itself. */
export function joinPath(folder: string, name: string): string {
  if (name.startsWith("/") || folder === "") return name;
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** @returns What stands before the last `/`, as Python's `os.path.dirname`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === 0 ? "/" : path.slice(0, Math.max(slash, 0));
}

/** @returns What stands after the last `/`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** @returns Whether an absolute path without `.` and `..` lies in `folder`, however deep. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** @returns The absolute path without `.`, `..` and doubled slashes; links are not looked at. */
export function absolutePath(path: string, workingFolder: string): string {
  const parts: string[] = [];
  for (const part of joinPath(workingFolder, path).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
