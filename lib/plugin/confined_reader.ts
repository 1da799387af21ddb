import type { Files } from "../base/files.ts";
import type { HostReadReply, HostReadRequest } from "../wire/host.ts";
import { CallError } from "./call_error.ts";

/**
 * Serves `host.read`: the files of the project and the inventory, and nothing else. What counts is
 * the real path, so neither `..` nor a link leads out.
 *
 * @param roots Asked at each read, for roles and inventories may be found later. Files or folders.
 * @returns What reads.
 */
export function confinedReader(
  files: Files,
  roots: () => readonly string[],
): (request: HostReadRequest) => HostReadReply {
  return ({ path }) => {
    const real = files.realPath(path);
    if (real === undefined) {
      // Whether something is there is nobody's business either, outside.
      check(files, { path, real: nearest(files, path), roots: roots() });
      return { kind: "missing" };
    }
    check(files, { path, real, roots: roots() });
    return readReal(files, real);
  };
}

function readReal(files: Files, real: string): HostReadReply {
  const kind = files.status(real)?.kind;
  if (kind === "directory") {
    return { kind: "directory", entries: (files.list(real) ?? []).map((entry) => entry.name) };
  }
  // Reading a pipe or a device might never end.
  if (kind === "other") throw new CallError("denied", `Cannot read ${real}: it is no file`);
  const content = files.read(real);
  return content === undefined ? { kind: "missing" } : { kind: "file", content };
}

function check(
  files: Files,
  { path, real, roots }: {
    readonly path: string;
    readonly real: string | undefined;
    readonly roots: readonly string[];
  },
): void {
  const isInside = real !== undefined && roots.some((root) => {
    const realRoot = files.realPath(root);
    return realRoot !== undefined && (real === realRoot || real.startsWith(slashed(realRoot)));
  });
  if (isInside) return;
  throw new CallError(
    "denied",
    `Cannot read ${path}: it lies outside of the project and the inventory`,
  );
}

/** The real path of the last folder on the way to a path that leads nowhere. */
function nearest(files: Files, path: string): string | undefined {
  let at = files.realPath(path.startsWith("/") ? "/" : ".");
  for (const part of path.split("/")) {
    if (at === undefined || part === "" || part === ".") continue;
    const next = files.realPath(part === ".." ? parentOf(at) : `${slashed(at)}${part}`);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

function parentOf(real: string): string {
  return real.slice(0, real.lastIndexOf("/")) || "/";
}

function slashed(folder: string): string {
  return folder.endsWith("/") ? folder : `${folder}/`;
}
