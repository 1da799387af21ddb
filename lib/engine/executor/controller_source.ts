import type { FileRange, Files } from "../../base/files.ts";
import { nodeCrypto } from "../../base/node_crypto.ts";
import { sha1 } from "../../base/sha1.ts";
import { isDict } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import { hasVaultHeader, VAULT_HEADER_LENGTH } from "../../source/vault_header.ts";
import { TemplateError } from "../template/errors.ts";
import { contentOf, type FileContent, PIECE } from "./put_pieces.ts";
import type { HostSourceReply, HostSourceRequest, SourceEntry } from "../../wire/host.ts";

/** How one task sees the controller's files. */
export interface SourceOptions {
  readonly files: Files;
  /** The folders of Ansible's search path, nearest first. */
  readonly searchPath: readonly string[];
  /** Renders a template file; `options` are the module's JSON text. */
  readonly render: (template: TemplateFile) => string;
  /** Decrypts a file that is a vault; returns other content as it is. */
  readonly decrypt: (content: Uint8Array, path: string) => Uint8Array;
}

/** A template to render. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
  /** JSON object: delimiters, newline_sequence and the like. */
  readonly options: string;
  /** Folders that includes are looked for in. */
  readonly searchPath: readonly string[];
}

/**
 * Finds what lies beside the playbook for one task, and keeps the bytes of rendered templates, so
 * that modules handle names and checksums while the bytes go straight from here to the target.
 */
export class ControllerSource {
  readonly #options: SourceOptions;
  readonly #sources = new Map<string, FileContent>();

  constructor(options: SourceOptions) {
    this.#options = options;
  }

  /** `host.source`. */
  async find(request: HostSourceRequest): Promise<HostSourceReply> {
    const isTemplate = request.kind === "template";
    const candidates = searchCandidates(
      request.path,
      this.#options.searchPath,
      isTemplate ? "templates" : "files",
    );
    const path = candidates.find((candidate) =>
      this.#options.files.status(candidate) !== undefined
    );
    const notFound = { searched: candidates, path: "", isDirectory: false, entries: [] };
    if (path === undefined) return { isFound: false, ...notFound };
    const isDirectory = this.#options.files.status(path)?.kind === "directory";
    const found = { isFound: true, searched: candidates, path, isDirectory };
    if (isTemplate) {
      if (isDirectory) return { ...found, entries: [], error: `${path} is a folder` };
      return { ...found, ...await this.#template(path, request) };
    }
    return { ...found, entries: await this.#entries(path, "", readingOf(request)) };
  }

  /**
   * @returns What `source` names.
   * @throws {Error} If `find()` did not name it.
   */
  content(source: string): FileContent {
    const content = this.#sources.get(source);
    if (content === undefined) throw new Error(`Cannot read ${source}: not a found source`);
    return content;
  }

  async #template(
    path: string,
    request: HostSourceRequest,
  ): Promise<{ entries: readonly SourceEntry[]; error?: string }> {
    const source = `template:${this.#sources.size}:${path}`;
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(this.#read(path));
      const rendered = this.#options.render({
        path,
        text,
        options: request.options ?? "{}",
        searchPath: this.#options.searchPath,
      });
      const bytes = new TextEncoder().encode(rendered);
      const content = contentOf(bytes);
      this.#sources.set(source, content);
      const entry = await this.#entry(source, content, { path, relativePath: "" });
      return { entries: [request.wantsContent ? { ...entry, content: bytes } : entry] };
    } catch (error) {
      return { entries: [], error: placedMessage(error, path) };
    }
  }

  async #entries(path: string, relativePath: string, how: Reading): Promise<SourceEntry[]> {
    const list = this.#options.files.list(path);
    if (list === undefined) {
      const source = how.isRaw ? `raw:${path}` : path;
      const content = this.#fileContent(path, how);
      this.#sources.set(source, content);
      const entry = await this.#entry(source, content, { path, relativePath });
      return [how.wants ? { ...entry, content: content.read() } : entry];
    }
    const entries: SourceEntry[] = relativePath === "" ? [] : [{
      ...await this.#entry("", contentOf(EMPTY), { path, relativePath }),
      isDirectory: true,
      sha1: "",
    }];
    for (const { name } of list) {
      const below = relativePath === "" ? name : `${relativePath}/${name}`;
      const full = `${path}/${name}`;
      const linkTarget = this.#keptLink(path, full, how);
      entries.push(
        ...linkTarget === undefined
          ? await this.#entries(full, below, how)
          : [{ source: "", relativePath: below, ...NO_FILE, linkTarget }],
      );
    }
    return entries;
  }

  /** @returns Where a link leads that stays one: also where it leads nowhere, or back. */
  #keptLink(folder: string, path: string, { keepsLinks }: Reading): string | undefined {
    const { files } = this.#options;
    const linkTarget = files.linkTarget(path);
    if (linkTarget === undefined || keepsLinks) return linkTarget;
    const real = files.realPath(path);
    const isLoop = real !== undefined && `${files.realPath(folder)}/`.startsWith(`${real}/`);
    return real === undefined || isLoop ? linkTarget : undefined;
  }

  /** Bytes that are not few are read again when they are written to the target, many by pieces. */
  #fileContent(path: string, { isRaw }: Reading): FileContent {
    const { files } = this.#options;
    const size = files.status(path)?.size ?? 0;
    const beginning = { offset: 0, length: VAULT_HEADER_LENGTH };
    const isVault = () => hasVaultHeader(files.readRange(path, beginning) ?? EMPTY);
    if (size > PIECE && (isRaw || !isVault())) {
      return { size, read: (range) => this.#readRaw(path, range) };
    }
    const whole = () => contentOf(isRaw ? this.#readRaw(path) : this.#read(path));
    const content = whole();
    if (content.size <= SMALL) return content;
    return { size: content.size, read: (range) => whole().read(range) };
  }

  async #entry(
    source: string,
    content: FileContent,
    { path, relativePath }: { path: string; relativePath: string },
  ): Promise<SourceEntry> {
    const mode = this.#options.files.status(path)?.mode ?? 0o644;
    return {
      source,
      relativePath,
      isDirectory: false,
      sha1: await checksum(content),
      size: content.size,
      mode: `0${(mode & 0o7777).toString(8).padStart(3, "0")}`,
    };
  }

  #read(path: string): Uint8Array {
    return this.#options.decrypt(this.#readRaw(path), path);
  }

  #readRaw(path: string, range?: FileRange): Uint8Array {
    const { files } = this.#options;
    const content = range === undefined ? files.read(path) : files.readRange(path, range);
    if (content === undefined) throw new Error(`Cannot read ${path}: no such file`);
    return content;
  }
}

/** How files are read. */
interface Reading {
  /** Whether the entries carry their bytes. */
  readonly wants: boolean;
  /** Whether a vault stays as it is. */
  readonly isRaw: boolean;
  /** Whether links inside a folder stay links. */
  readonly keepsLinks: boolean;
}

function readingOf({ options, wantsContent }: HostSourceRequest): Reading {
  const given = options === undefined ? undefined : valueFromJson(options);
  const said = (name: string) => isDict(given) ? given.get(name) : undefined;
  return {
    wants: wantsContent,
    isRaw: said("decrypt") === false,
    keepsLinks: said("local_follow") === false,
  };
}

const NO_FILE = { isDirectory: false, sha1: "", size: 0, mode: "" };

const EMPTY = new Uint8Array();

/** Bytes that are kept until they are written. */
const SMALL = 64 * 1024;

/**
 * @returns The paths where Ansible looks for `path`: as it is if absolute, else in each folder's
 * `subfolder` and then in the folder itself.
 */
export function searchCandidates(
  path: string,
  folders: readonly string[],
  subfolder: string,
): readonly string[] {
  if (path.startsWith("/")) return [path];
  const candidates = folders.flatMap((folder) => {
    const direct = `${folder}/${path}`;
    return path.startsWith(`${subfolder}/`) ? [direct] : [`${folder}/${subfolder}/${path}`, direct];
  });
  return [...new Set(candidates)];
}

async function checksum({ size, read }: FileContent): Promise<string> {
  if (size <= PIECE) return await sha1(read());
  const hash = nodeCrypto().createHash("sha1");
  for (let offset = 0; offset < size; offset += PIECE) hash.update(read({ offset, length: PIECE }));
  return hash.digest("hex");
}

/** What went wrong, and where in the template or in one that it includes. */
function placedMessage(error: unknown, path: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof TemplateError) || error.line === undefined) return message;
  return `${message} (${error.template ?? path}:${error.line})`;
}
