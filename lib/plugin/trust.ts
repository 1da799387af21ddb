import { compareCodePoints } from "../base/compare_code_points.ts";
import type { Files } from "../base/files.ts";
import { CallError } from "./call_error.ts";
import type { FoundPlugin } from "./discovery.ts";

/** What the user has said about the plugins of others. */
export type TrustState = "trusted" | "unknown" | "changed";

/** Where trust is kept: `$XDG_CONFIG_HOME/shep/trust.json`. */
export interface TrustStore {
  readonly files: Files;
  /** Absolute. */
  readonly path: string;
  /** Replaces the file at once and completely. */
  write(path: string, text: string): void;
}

/**
 * @returns Whether the user trusts the plugin as it is now: by its name and all its content.
 * @throws {Error} If the folder or the store cannot be read.
 */
export async function trustState(store: TrustStore, plugin: FoundPlugin): Promise<TrustState> {
  const trusted = readStore(store).get(plugin.manifest.name);
  if (trusted === undefined) return "unknown";
  return trusted === await contentHash(store.files, plugin.folder) ? "trusted" : "changed";
}

/**
 * Fails unless the user trusts the plugin as it is now.
 *
 * @throws {CallError} With code `denied`, and what the user can do.
 */
export async function requireTrust(store: TrustStore, plugin: FoundPlugin): Promise<void> {
  const state = await trustState(store, plugin);
  if (state === "trusted") return;
  const { name } = plugin.manifest;
  const why = state === "unknown"
    ? "you have not trusted it yet"
    : "its files have changed since you trusted it";
  throw new CallError(
    "denied",
    `Cannot run plugin ${name} of ${plugin.folder}: ${why}: read it, then run ` +
      `"shep plugin trust ${name}"`,
  );
}

/** Remembers that the user trusts the plugin as it is now. @returns The hash of its content. */
export async function trust(store: TrustStore, plugin: FoundPlugin): Promise<string> {
  const hash = await contentHash(store.files, plugin.folder);
  writeStore(store, readStore(store).set(plugin.manifest.name, hash));
  return hash;
}

/** Forgets a plugin. @returns Whether it was trusted. */
export function distrust(store: TrustStore, name: string): boolean {
  const trusted = readStore(store);
  if (!trusted.delete(name)) return false;
  writeStore(store, trusted);
  return true;
}

/**
 * @returns SHA-256 in hexadecimal over the names and contents of all files below `folder`, which must
 * be real.
 * @throws {TypeError} If there is something that has no content of its own, such as a link.
 */
export async function contentHash(files: Files, folder: string): Promise<string> {
  const lines: string[] = [];
  for (const path of listFiles(files, folder, "")) {
    const content = files.read(`${folder}/${path}`) ?? new Uint8Array();
    lines.push(`${await sha256(content)} ${JSON.stringify(path)}\n`);
  }
  return sha256(new TextEncoder().encode(lines.join("")));
}

function listFiles(files: Files, folder: string, inner: string): readonly string[] {
  const at = inner === "" ? folder : `${folder}/${inner}`;
  return (files.list(at) ?? []).flatMap(({ name, kind }) => {
    const path = inner === "" ? name : `${inner}/${name}`;
    // A link could be made to lead elsewhere without a change of this folder.
    if (kind === "other" || files.realPath(`${folder}/${path}`) !== `${folder}/${path}`) {
      throw new TypeError(`Cannot trust ${folder}: ${path} is a link or no file`);
    }
    return kind === "directory" ? listFiles(files, folder, path) : [path];
  }).sort(compareCodePoints);
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes.slice());
  return new Uint8Array(digest).toHex();
}

const VERSION = 1;

function readStore({ files, path }: TrustStore): Map<string, string> {
  const text = files.readText(path);
  if (text === undefined) return new Map();
  const problem = `Cannot read ${path}: it is no list of trusted plugins`;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new TypeError(problem, { cause: error });
  }
  if (!isStore(content)) throw new TypeError(problem);
  return new Map(Object.entries(content.trusted));
}

function writeStore({ path, write }: TrustStore, trusted: ReadonlyMap<string, string>): void {
  const sorted = [...trusted].sort(([a], [b]) => compareCodePoints(a, b));
  const content = { version: VERSION, trusted: Object.fromEntries(sorted) };
  write(path, `${JSON.stringify(content, null, 2)}\n`);
}

function isStore(
  value: unknown,
): value is { readonly version: 1; readonly trusted: Readonly<Record<string, string>> } {
  return typeof value === "object" && value !== null &&
    "version" in value && value.version === VERSION &&
    "trusted" in value && typeof value.trusted === "object" && value.trusted !== null &&
    Object.values(value.trusted).every((hash) => typeof hash === "string");
}
