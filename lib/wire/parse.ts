import * as fbs from "./generated/capabilities/parse.ts";
import { TaskList } from "./generated/domain/task.ts";
import { FileTable } from "./_domain_codec.ts";
import { readFindings, writeFindings } from "./_findings_codec.ts";
import { readInventory, writeInventory } from "./_inventory_codec.ts";
import type { ParseKind, ParseRequest, ParseResponse } from "./playbook.ts";
import { roleReader, roleWriter } from "./_playbook_codec.ts";
import { decode, given, many, nameOf, need, texts } from "./_read.ts";
import { taskReader, taskWriter } from "./_task_codec.ts";
import { bytes, encode, list, text } from "./_write.ts";

/** The codecs of capability `parse`; its types are in playbook.ts. */

const KINDS: readonly ParseKind[] = ["tasks", "handlers", "role_dependencies", "inventory"];

/** @returns The bytes of a ParseRequest. */
export function encodeParseRequest(request: ParseRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.ParseRequest.createParseRequest(
      builder,
      text(builder, request.filePath),
      bytes(builder, request.content),
      KINDS.indexOf(request.kind),
    ), [request.content]);
}

/** @throws {WireError} If `bytes` is no ParseRequest. */
export function decodeParseRequest(bytes: Uint8Array): ParseRequest {
  return decode("ParseRequest", bytes, {
    root: fbs.ParseRequest.getRootAsParseRequest,
    read: (table) =>
      given<ParseRequest>({
        filePath: need(table.filePath(), "file_path"),
        content: table.contentArray(),
        kind: nameOf(KINDS, table.kind(), "kind"),
      }),
  });
}

/** @returns The bytes of a ParseResponse. */
export function encodeParseResponse(response: ParseResponse): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const files = new FileTable();
    const inventory = response.inventory === undefined
      ? 0
      : writeInventory(builder, response.inventory, files);
    const tasks = response.tasks === undefined
      ? 0
      : TaskList.createTaskList(builder, list(builder, response.tasks, taskWriter(files)));
    const dependencies = list(builder, response.dependencies, roleWriter(files));
    const [warnings, error, filesOffset, diagnostics] = writeFindings(builder, response, files);
    fbs.ParseResponse.startParseResponse(builder);
    fbs.ParseResponse.addInventory(builder, inventory);
    fbs.ParseResponse.addTasks(builder, tasks);
    fbs.ParseResponse.addWarnings(builder, warnings);
    fbs.ParseResponse.addError(builder, error);
    fbs.ParseResponse.addFiles(builder, filesOffset);
    fbs.ParseResponse.addDiagnostics(builder, diagnostics);
    fbs.ParseResponse.addDependencies(builder, dependencies);
    return fbs.ParseResponse.endParseResponse(builder);
  });
}

/** No dependencies and an empty list of them are the same. @throws {WireError} If it is none. */
export function decodeParseResponse(bytes: Uint8Array): ParseResponse {
  return decode("ParseResponse", bytes, {
    root: fbs.ParseResponse.getRootAsParseResponse,
    read: (table) => {
      const files = texts(table.filesLength(), (i) => table.files(i));
      const inventory = table.inventory();
      const tasks = table.tasks();
      const readTask = taskReader(files);
      return given<ParseResponse>({
        inventory: inventory === null ? null : readInventory(inventory, files),
        tasks: tasks === null
          ? null
          : many(tasks.tasksLength(), { at: (i) => tasks.tasks(i), read: readTask }),
        dependencies: table.dependenciesLength() === 0 ? null : many(table.dependenciesLength(), {
          at: (i) => table.dependencies(i),
          read: roleReader(files),
        }),
        ...readFindings(table, files),
      });
    },
  });
}
