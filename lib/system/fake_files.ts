import { compareCodePoints } from "../base/compare_code_points.ts";
import type { FileEntry, FileKind, FileRange, Files, FileStatus } from "../base/files.ts";

/** What a fake file is made of. */
export interface FakeFile {
  readonly content: string | Uint8Array;
  /** Permission bits; 0o644 if left out. */
  readonly mode?: number;
}

/**
 * Files in memory, for tests. Folders exist as soon as something is in them. Relative paths start at
 * the working folder `/`. A link is `{ link: target }`, with a target relative to its folder.
 */
export class FakeFiles implements Files {
  readonly #nodes = new Map<string, Node>([["/", { kind: "directory" }]]);

  /** @param tree Files by their path, such as `{ "/project/hosts.yml": "all:\n" }`. */
  constructor(
    tree: Readonly<Record<string, string | Uint8Array | FakeFile | { link: string }>> = {},
  ) {
    for (const [path, what] of Object.entries(tree)) {
      if (typeof what === "string" || what instanceof Uint8Array) this.write(path, what);
      else if ("link" in what) this.#put(path, { kind: "link", target: what.link });
      else this.write(path, what.content, what.mode);
    }
  }

  /** Adds a file, or replaces it. */
  write(path: string, content: string | Uint8Array, mode = 0o644): void {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content.slice();
    this.#put(path, { kind: "file", bytes, mode });
  }

  /** Adds an empty folder. */
  makeFolder(path: string): void {
    this.#put(path, { kind: "directory" });
  }

  /** Removes a path and what is below it. */
  remove(path: string): void {
    const gone = normalize(path);
    for (const known of [...this.#nodes.keys()]) {
      if (known === gone || known.startsWith(`${gone}/`)) this.#nodes.delete(known);
    }
  }

  read(path: string): Uint8Array | undefined {
    const node = this.#find(path)?.node;
    if (node?.kind === "directory") {
      throw new Deno.errors.IsADirectory(`Cannot read ${path}: it is a folder`);
    }
    return node?.bytes.slice();
  }

  readRange(path: string, { offset, length }: FileRange): Uint8Array | undefined {
    return this.read(path)?.subarray(offset, offset + length);
  }

  readText(path: string): string | undefined {
    const bytes = this.read(path);
    return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }

  list(path: string): readonly FileEntry[] | undefined {
    const found = this.#find(path);
    if (found?.node.kind !== "directory") return undefined;
    const prefix = found.path === "/" ? "/" : `${found.path}/`;
    return [...this.#nodes.keys()]
      .filter((known) => known.startsWith(prefix) && known !== "/")
      .map((known) => known.slice(prefix.length))
      .filter((name) => !name.includes("/"))
      .sort(compareCodePoints)
      .map((name) => ({ name, kind: this.status(prefix + name)?.kind ?? "other" }));
  }

  status(path: string): FileStatus | undefined {
    const node = this.#find(path)?.node;
    if (!node) return undefined;
    return node.kind === "file"
      ? { kind: "file", mode: node.mode, size: node.bytes.length }
      : { kind: "directory", mode: 0o755, size: 4096 };
  }

  linkTarget(path: string): string | undefined {
    const full = normalize(path);
    const folder = this.realPath(parentOf(full)) ?? "/";
    const node = this.#nodes.get(normalize(`${folder}/${full.slice(full.lastIndexOf("/"))}`));
    return node?.kind === "link" ? node.target : undefined;
  }

  realPath(path: string): string | undefined {
    return this.#find(path)?.path;
  }

  #put(path: string, node: Node): void {
    const full = normalize(path);
    for (let parent = parentOf(full); parent !== "/"; parent = parentOf(parent)) {
      if (!this.#nodes.has(parent)) this.#nodes.set(parent, { kind: "directory" });
    }
    this.#nodes.set(full, node);
  }

  /** Follows links, at most 40 of them as Linux does; more is a loop and leads nowhere. */
  #find(path: string): { path: string; node: Exclude<Node, { kind: "link" }> } | undefined {
    let rest = normalize(path).split("/").filter((part) => part !== "");
    let at = "/";
    let links = 0;
    while (true) {
      const node = this.#nodes.get(at);
      if (!node) return undefined;
      if (node.kind === "link") {
        if (++links > 40) return undefined;
        const target = node.target.startsWith("/") ? node.target : `${parentOf(at)}/${node.target}`;
        rest = [...normalize(target).split("/").filter((part) => part !== ""), ...rest];
        at = "/";
        continue;
      }
      const next = rest.shift();
      if (next === undefined) return { path: at, node };
      if (node.kind === "file") return undefined;
      at = at === "/" ? `/${next}` : `${at}/${next}`;
    }
  }
}

type Node =
  | { readonly kind: Extract<FileKind, "file">; readonly bytes: Uint8Array; readonly mode: number }
  | { readonly kind: Extract<FileKind, "directory"> }
  | { readonly kind: "link"; readonly target: string };

/** @returns The absolute path without `.`, `..` and double slashes. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}
