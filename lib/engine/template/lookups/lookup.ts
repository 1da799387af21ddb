import type { Files } from "../../../base/files.ts";
import type { LookupRequest } from "../ports.ts";
import type { Scope } from "../scope.ts";
import type { Value } from "../../../base/value.ts";

/** What lookups may touch on the controller. */
export interface LookupContext {
  readonly files: Files;
  /** Variables of the controller's environment. */
  readonly environment: ReadonlyMap<string, string>;
  /** @returns The text of a template file. */
  readonly render: (path: string, scope: Scope) => string;
  /** @returns The hosts that a pattern matches. */
  readonly hosts: (pattern: string) => readonly string[];
  /** @returns A number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  /** @returns The standard output of a shell command. @throws {Error} If it fails. */
  readonly shell: (command: string) => string;
  /** Decrypts the content of a vault file; other content comes back as it is. */
  readonly decrypt: (content: Uint8Array) => Uint8Array;
}

/**
 * One lookup plugin.
 *
 * @throws {FilterError} If it cannot be carried out; the message is Ansible's.
 */
export type LookupPlugin = (request: LookupRequest, context: LookupContext) => readonly Value[];
