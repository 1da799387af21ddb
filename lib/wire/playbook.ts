import type { Diagnostic } from "../base/diagnostic.ts";
import type { Position } from "../base/position.ts";
import type { Var } from "./domain.ts";
import * as fbs from "./generated/capabilities/playbook.ts";
import { FileTable } from "./_domain_codec.ts";
import { readFindings, writeFindings } from "./_findings_codec.ts";
import type { Inventory } from "./inventory.ts";
import { readPlaybook, writePlaybook } from "./_playbook_codec.ts";
import { decode, given, need, texts } from "./_read.ts";
import type { Setting, Task } from "./task.ts";
import { bytes, encode, text } from "./_write.ts";

/** `import_playbook`; `index` counts the plays that stand before it. */
export interface PlaybookImport {
  readonly path: string;
  readonly name?: string;
  readonly vars: readonly Var[];
  readonly settings: readonly Setting[];
  readonly index: number;
  readonly position?: Position;
}

/** A role of a play or of a role's dependencies; `params` are its inline parameters. */
export interface RoleInclude {
  readonly role: string;
  readonly name?: string;
  readonly vars: readonly Var[];
  readonly params: readonly Var[];
  readonly settings: readonly Setting[];
  readonly position?: Position;
}

/** One entry of `vars_prompt`; `defaultValue` is JSON text. */
export interface VarsPrompt {
  readonly name: string;
  readonly prompt?: string;
  readonly defaultValue?: string;
  readonly private: boolean;
  readonly confirm: boolean;
  readonly encrypt?: string;
  readonly saltSize?: number;
  readonly salt?: string;
  readonly unsafe: boolean;
  readonly position?: Position;
}

/** One entry of `vars_files`: the first of `candidates` that exists. */
export interface VarsFile {
  readonly candidates: readonly string[];
  readonly position?: Position;
}

/** A play as it was written. `hosts` is its patterns joined with ",". */
export interface Play {
  readonly name?: string;
  readonly hosts: string;
  readonly hostsPosition?: Position;
  /** The patterns one by one, if they were written as a list. */
  readonly hostPatterns?: readonly string[];
  readonly tasks: readonly Task[];
  readonly handlers: readonly Task[];
  readonly preTasks: readonly Task[];
  readonly postTasks: readonly Task[];
  readonly roles: readonly RoleInclude[];
  readonly vars: readonly Var[];
  readonly varsFiles: readonly VarsFile[];
  readonly varsPrompt: readonly VarsPrompt[];
  readonly settings: readonly Setting[];
  readonly position?: Position;
}

/** A playbook file: its plays and imports. */
export interface Playbook {
  readonly plays: readonly Play[];
  readonly imports: readonly PlaybookImport[];
}

/** Request of capability `playbook`. Without `content` the plugin asks the host for the file. */
export interface PlaybookRequest {
  readonly filePath: string;
  readonly content?: Uint8Array;
}

/** Reply of capability `playbook`: all findings, and the playbook unless one is an error. */
export interface PlaybookResponse {
  readonly playbook?: Playbook;
  readonly warnings: readonly string[];
  readonly error?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a file that capability `parse` reads holds. */
export type ParseKind = "tasks" | "handlers" | "role_dependencies" | "inventory";

/** Request of capability `parse`: a file that is no playbook of its own. */
export interface ParseRequest {
  readonly filePath: string;
  readonly content?: Uint8Array;
  readonly kind: ParseKind;
}

/** Reply of capability `parse`; which of the three is there follows the request's `kind`. */
export interface ParseResponse {
  readonly tasks?: readonly Task[];
  readonly dependencies?: readonly RoleInclude[];
  readonly inventory?: Inventory;
  readonly warnings: readonly string[];
  readonly error?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns The bytes of a PlaybookRequest. */
export function encodePlaybookRequest(request: PlaybookRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.PlaybookRequest.createPlaybookRequest(
      builder,
      text(builder, request.filePath),
      bytes(builder, request.content),
    ), [request.content]);
}

/** @throws {WireError} If `bytes` is no PlaybookRequest. */
export function decodePlaybookRequest(bytes: Uint8Array): PlaybookRequest {
  return decode("PlaybookRequest", bytes, {
    root: fbs.PlaybookRequest.getRootAsPlaybookRequest,
    read: (table) =>
      given<PlaybookRequest>({
        filePath: need(table.filePath(), "file_path"),
        content: table.contentArray(),
      }),
  });
}

/** @returns The bytes of a PlaybookResponse. */
export function encodePlaybookResponse(response: PlaybookResponse): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const files = new FileTable();
    const playbook = response.playbook === undefined
      ? 0
      : writePlaybook(builder, response.playbook, files);
    const findings = writeFindings(builder, response, files);
    return fbs.PlaybookResponse.createPlaybookResponse(builder, playbook, ...findings);
  });
}

/** @throws {WireError} If `bytes` is no PlaybookResponse. */
export function decodePlaybookResponse(bytes: Uint8Array): PlaybookResponse {
  return decode("PlaybookResponse", bytes, {
    root: fbs.PlaybookResponse.getRootAsPlaybookResponse,
    read: (table) => {
      const files = texts(table.filesLength(), (i) => table.files(i));
      const playbook = table.playbook();
      return given<PlaybookResponse>({
        playbook: playbook === null ? null : readPlaybook(playbook, files),
        ...readFindings(table, files),
      });
    },
  });
}
