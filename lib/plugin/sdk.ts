/**
 * What a plugin imports, and all it imports of shep's engine. A task module is
 *
 *     serve({ name: "ping", version: "1.0.0", capabilities: [module("ping", ping)] });
 *
 * with `async function ping(call: ModuleCall, target: Target): Promise<ModuleResult>`.
 */
export {
  bool,
  int,
  list,
  optionalBool,
  optionalDict,
  optionalFloat,
  optionalInt,
  optionalList,
  optionalStr,
  str,
  strings,
} from "./arguments.ts";
export {
  type CallContext,
  type CallProgress,
  capability,
  type CapabilityHandler,
} from "./capability.ts";
export { type Connection, connection } from "./connection.ts";
export { echo } from "./echo.ts";
export {
  module,
  type ModuleCall,
  type ModuleDiff,
  ModuleFailure,
  type ModuleResult,
} from "./module.ts";
export { inventory, parse, type ParseContext, playbook } from "./parsers.ts";
export { type Plugin, serve } from "./serve.ts";
export type {
  ApplyCommand,
  CommandOutcome,
  ProbeCommand,
  PutFile,
  PutOutcome,
  ScriptCommand,
  SourceQuery,
  Target,
} from "./target.ts";

export type { LogLevel } from "../base/log.ts";
export type { Dict, Value } from "../base/value.ts";
export type {
  Become,
  ConnectFailure,
  ConnectReply,
  ConnectRequest,
  SessionExecReply,
  SessionExecRequest,
  SessionGetReply,
  SessionGetRequest,
  SessionPutReply,
  SessionPutRequest,
} from "../wire/connection.ts";
export type { Diff, KeyValue, Var } from "../wire/domain.ts";
export type { EchoMessage } from "../wire/echo.ts";
export type { CommandOutput } from "../wire/execute.ts";
export type {
  Command,
  CommandResult,
  FileAttributes,
  HostReadReply,
  HostSourceReply,
  Intent,
  PutConditions,
  PutProbes,
  SourceEntry,
} from "../wire/host.ts";
export type {
  Group,
  Host,
  Inventory,
  InventoryFormat,
  InventoryRequest,
  InventoryResponse,
} from "../wire/inventory.ts";
export type {
  ParseKind,
  ParseRequest,
  ParseResponse,
  Play,
  Playbook,
  PlaybookImport,
  PlaybookRequest,
  PlaybookResponse,
  RoleInclude,
  VarsFile,
  VarsPrompt,
} from "../wire/playbook.ts";
export {
  type BlockTask,
  type Keyword,
  KEYWORDS,
  type ModuleTask,
  type Setting,
  type Task,
  type TaskArg,
} from "../wire/task.ts";
