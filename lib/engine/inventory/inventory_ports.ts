import type { Files } from "../../base/files.ts";
import type { InventoryRequest, InventoryResponse } from "../../wire/inventory.ts";

/** How an inventory script ended. */
export type ScriptOutcome =
  | {
    readonly kind: "exited";
    readonly code: number;
    readonly stdout: Uint8Array;
    readonly stderr: string;
  }
  /** It could not be run at all; `reason` such as `Permission denied`. */
  | { readonly kind: "failed"; readonly reason: string };

/** What loading an inventory touches. */
export interface InventoryPorts {
  readonly files: Files;
  /** The inventory plugin: content in, hosts and groups out. */
  readonly parse: (request: InventoryRequest) => Promise<InventoryResponse>;
  /** Runs an inventory script; without it scripts are refused. */
  readonly run: ((program: string, args: readonly string[]) => Promise<ScriptOutcome>) | undefined;
  /** @returns The plain text of a file that is encrypted as a whole. */
  readonly decrypt: ((text: string, file: string) => string) | undefined;
}
