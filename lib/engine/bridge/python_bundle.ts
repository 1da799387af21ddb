import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";
import { pythonImports } from "./python_imports.ts";

/** A module to put together with what it imports. */
export interface BundleEntry {
  /** Its full Python name, such as `ansible_collections.community.general.plugins.modules.xml`. */
  readonly name: string;
  readonly source: string;
}

/** Where Python code of Ansible's packages lies on the controller. */
export interface PythonFolders {
  /** Folders that are `ansible.module_utils`; the first that has a file wins. */
  readonly moduleUtils: readonly string[];
  /** @returns The folder of a collection such as `community.general`. */
  collection(name: string): string | undefined;
  /** The release of the installed Ansible, for `ansible.__version__`. */
  readonly version: string;
}

/** What a module needs on the target. */
export interface PythonBundle {
  /** Sources by their path in a zip file; each character is one byte. */
  readonly files: ReadonlyMap<string, string>;
  /** Modules of `ansible.module_utils` and of collections that are not on the controller. */
  readonly missing: readonly string[];
}

/**
 * Follows the imports of a module through `ansible.module_utils` and the collections, with the
 * packages above each file, so that what comes out runs on a target that has Python alone.
 */
export function pythonBundle(
  entry: BundleEntry,
  files: Files,
  folders: PythonFolders,
): PythonBundle {
  const collector = new Collector(files, folders);
  collector.add(entry.name, { source: entry.source, isPackage: false });
  // What runs the module hands the arguments to it there.
  collector.require("ansible.module_utils.basic");
  collector.drain();
  return { files: collector.files, missing: [...collector.missing].sort() };
}

interface PythonFile {
  readonly source: string;
  readonly isPackage: boolean;
}

class Collector {
  readonly files = new Map<string, string>();
  readonly missing = new Set<string>();
  readonly #folders: PythonFolders;
  readonly #disk: Files;
  readonly #queue: (readonly [name: string, file: PythonFile])[] = [];
  readonly #known = new Map<string, boolean>();

  constructor(disk: Files, folders: PythonFolders) {
    this.#disk = disk;
    this.#folders = folders;
  }

  /** Takes in a file and the packages it is in. */
  add(name: string, file: PythonFile): void {
    const path = name.replaceAll(".", "/");
    this.#known.set(name, true);
    this.files.set(file.isPackage ? `${path}/__init__.py` : `${path}.py`, file.source);
    this.#queue.push([name, file]);
    const outer = name.lastIndexOf(".");
    if (outer !== -1) this.#addPackage(name.slice(0, outer));
  }

  /** Takes in the module `name`. @returns Whether there is one. */
  require(name: string): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const file = this.#read(name);
    this.#known.set(name, file !== undefined);
    if (file !== undefined) this.add(name, file);
    return file !== undefined;
  }

  /** Follows imports until nothing is new. */
  drain(): void {
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      const [name, file] = next;
      this.#follow(name, file);
    }
  }

  #follow(name: string, { source, isPackage }: PythonFile): void {
    for (const { level, module, names } of pythonImports(source)) {
      const base = level === 0 ? module : relativeName(name, { level, module, isPackage });
      if (!isBundled(base)) continue;
      const inner = names.map((item) => this.require(`${base}.${item}`));
      const isThere = this.require(base);
      if (!isThere && !inner.includes(true)) this.missing.add(base);
    }
  }

  #addPackage(name: string): void {
    if (this.#known.get(name) === true) return;
    const file = this.#read(name);
    if (file?.isPackage) return this.add(name, file);
    this.add(name, { source: this.#stub(name), isPackage: true });
  }

  /** A package without a file of its own, or whose own file is for the controller. */
  #stub(name: string): string {
    return name === "ansible" ? `__version__ = ${JSON.stringify(this.#folders.version)}\n` : "";
  }

  #read(name: string): PythonFile | undefined {
    for (const place of this.#places(name)) {
      const single = this.#disk.read(`${place}.py`);
      if (single !== undefined) return { source: byteText(single), isPackage: false };
      const whole = this.#disk.read(`${place}/__init__.py`);
      if (whole !== undefined) return { source: byteText(whole), isPackage: true };
    }
    return undefined;
  }

  #places(name: string): readonly string[] {
    const parts = name.split(".");
    if (parts[0] === "ansible" && parts[1] === "module_utils") {
      const inner = parts.slice(2).join("/");
      return this.#folders.moduleUtils.map((folder) =>
        inner === "" ? folder : joinPath(folder, inner)
      );
    }
    if (parts[0] !== "ansible_collections" || parts.length < 5) return [];
    const folder = this.#folders.collection(`${parts[1]}.${parts[2]}`);
    return folder === undefined ? [] : [joinPath(folder, parts.slice(3).join("/"))];
  }
}

/** @returns The text of `bytes` with one character for each byte, whatever they encode. */
export function byteText(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

/** Whether code of this name is taken to the target. */
function isBundled(name: string): boolean {
  return /^ansible\.module_utils(?:\.|$)|^ansible_collections\.\w+\.\w+\.plugins\./.test(name);
}

function relativeName(
  from: string,
  { level, module, isPackage }: {
    readonly level: number;
    readonly module: string;
    readonly isPackage: boolean;
  },
): string {
  const parts = from.split(".");
  const kept = parts.slice(0, Math.max(0, parts.length - level + (isPackage ? 1 : 0)));
  return [...kept, ...module === "" ? [] : [module]].join(".");
}
