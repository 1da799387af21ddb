import type { Files } from "../../../base/files.ts";
import type { LookupRequest } from "../ports.ts";
import type { Scope } from "../scope.ts";
import type { Dict, Value } from "../../../base/value.ts";

/** What lookups may touch on the controller. */
export interface LookupContext {
  readonly files: Files;
  /** Variables of the controller's environment. */
  readonly environment: ReadonlyMap<string, string>;
  /** @returns The text of a template file; `syntax` has delimiters by their options' names. */
  readonly render: (path: string, scope: Scope, syntax: Dict) => string;
  /** @returns The hosts that a pattern matches. */
  readonly hosts: (pattern: string) => readonly string[];
  /** @returns A number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  /** @returns The standard output of a shell command. @throws {Error} If it fails. */
  readonly shell: (command: string) => string;
  /** Decrypts the content of a vault file; other content comes back as it is. */
  readonly decrypt: (content: Uint8Array) => Uint8Array;
  /** Writes a file that only this user may read, with its folders, whole or not at all. */
  readonly writeSecret: (path: string, text: string) => void;
  /** @returns What a server answers. @throws {Error} If none does, with why. */
  readonly fetch: (request: WebRequest) => WebAnswer;
  /** @returns A setting of Ansible's configuration; `undefined` if there is none of this name. */
  readonly setting: (name: string) => Value | undefined;
  /** Tells of what Ansible only warns about. */
  readonly warn: (message: string) => void;
}

/** A GET request of lookup `url`. */
export interface WebRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names of headers, in small letters, that a redirect does not get. */
  readonly unredirectedHeaders: readonly string[];
  readonly redirects: "followed" | "refused";
  readonly certificates: "checked" | "unchecked";
  /** Texts of certificates that are trusted besides the system's. */
  readonly trusted: readonly string[];
  /** Whether the proxies in the controller's environment are used. */
  readonly proxies: "used" | "unused";
  /** Name and password, for a server that asks for them. */
  readonly login?: { readonly user: string; readonly password: string };
  readonly unixSocket?: string;
  readonly timeoutMs: number;
}

/** A server's answer, after redirects. */
export interface WebAnswer {
  readonly status: number;
  /** The words that come with the status. */
  readonly reason: string;
  readonly content: Uint8Array;
}

/**
 * One lookup plugin.
 *
 * @throws {FilterError} If it cannot be carried out; the message is Ansible's.
 */
export type LookupPlugin = (request: LookupRequest, context: LookupContext) => readonly Value[];
