import {
  type ConnectReply,
  type ConnectRequest,
  decodeConnectReply,
  decodeSessionExecReply,
  decodeSessionGetReply,
  decodeSessionPutReply,
  encodeConnectRequest,
  encodeSessionCloseRequest,
  encodeSessionExecRequest,
  encodeSessionGetRequest,
  encodeSessionPutRequest,
  type SessionExecReply,
  type SessionExecRequest,
  type SessionGetReply,
  type SessionGetRequest,
  type SessionPutReply,
  type SessionPutRequest,
} from "../wire/connection.ts";
import {
  decodeExecuteTaskReply,
  encodeExecuteTaskRequest,
  type ExecuteTaskReply,
  type ExecuteTaskRequest,
} from "../wire/execute.ts";
import {
  decodeInventoryResponse,
  encodeInventoryRequest,
  type InventoryRequest,
  type InventoryResponse,
} from "../wire/inventory.ts";
import { decodeParseResponse, encodeParseRequest } from "../wire/parse.ts";
import {
  decodePlaybookResponse,
  encodePlaybookRequest,
  type ParseRequest,
  type ParseResponse,
  type PlaybookRequest,
  type PlaybookResponse,
} from "../wire/playbook.ts";
import type { CallOptions } from "./channel.ts";
import type { Caller, PluginManager } from "./manager.ts";

/**
 * The host's calls to plugins, typed. All of them throw CallError if there is no answer, and WireError
 * if the answer is malformed.
 */

/** Reads one inventory source. */
export async function loadInventory(
  plugins: Caller,
  request: InventoryRequest,
  options?: CallOptions,
): Promise<InventoryResponse> {
  const payload = encodeInventoryRequest(request);
  return decodeInventoryResponse(await plugins.call("inventory", payload, options));
}

/** Reads one playbook. */
export async function parsePlaybook(
  plugins: Caller,
  request: PlaybookRequest,
  options?: CallOptions,
): Promise<PlaybookResponse> {
  const payload = encodePlaybookRequest(request);
  return decodePlaybookResponse(await plugins.call("playbook", payload, options));
}

/** Reads a file that is no playbook of its own. */
export async function parseFile(
  plugins: Caller,
  request: ParseRequest,
  options?: CallOptions,
): Promise<ParseResponse> {
  const payload = encodeParseRequest(request);
  return decodeParseResponse(await plugins.call("parse", payload, options));
}

/** Runs one task on one host by the plugin that offers `execute.<module>`. */
export async function executeTask(
  plugins: Caller,
  request: ExecuteTaskRequest,
  options?: CallOptions,
): Promise<ExecuteTaskReply> {
  const messageType = `execute.${request.module}`;
  const payload = (correlationId: string) =>
    encodeExecuteTaskRequest(request, { messageType, correlationId });
  return decodeExecuteTaskReply(await plugins.call(messageType, payload, options));
}

/** A session that a connection plugin keeps open. */
export interface PluginSession {
  readonly kind: "open";
  readonly user: string;
  readonly home: string;
  /** What its opening printed. */
  readonly said?: string;
  exec(
    request: Omit<SessionExecRequest, "session">,
    options?: CallOptions,
  ): Promise<SessionExecReply>;
  put(
    request: Omit<SessionPutRequest, "session">,
    options?: CallOptions,
  ): Promise<SessionPutReply>;
  get(
    request: Omit<SessionGetRequest, "session">,
    options?: CallOptions,
  ): Promise<SessionGetReply>;
  close(options?: CallOptions): Promise<void>;
}

/** Why there is no session. */
export type FailedConnect = Extract<ConnectReply, { readonly kind: "failed" }>;

/** What to connect to, and by which connection plugin: `ssh`, `local`. */
export interface ConnectTo {
  readonly connection: string;
  readonly request: ConnectRequest;
}

/**
 * Opens a session by the plugin that offers `connect.<connection>`.
 *
 * @returns The session, or why there is none.
 */
export async function connect(
  plugins: PluginManager,
  to: ConnectTo,
  options?: CallOptions,
): Promise<PluginSession | FailedConnect> {
  return openConnection(await plugins.channelFor(`connect.${to.connection}`), to, options);
}

/** Opens a session by `plugin`, whose calls go there too. */
export async function openConnection(
  plugin: Caller,
  { connection, request }: ConnectTo,
  options?: CallOptions,
): Promise<PluginSession | FailedConnect> {
  const payload = encodeConnectRequest(request);
  const reply = decodeConnectReply(await plugin.call(`connect.${connection}`, payload, options));
  return reply.kind === "failed" ? reply : openSession(plugin, reply);
}

function openSession(
  plugin: Caller,
  { session, user, home, said }: Extract<ConnectReply, { readonly kind: "open" }>,
): PluginSession {
  return {
    kind: "open",
    user,
    home,
    ...(said !== undefined && { said }),
    async exec(request, options) {
      const payload = encodeSessionExecRequest({ ...request, session });
      return decodeSessionExecReply(await plugin.call("session.exec", payload, options));
    },
    async put(request, options) {
      const payload = encodeSessionPutRequest({ ...request, session });
      return decodeSessionPutReply(await plugin.call("session.put", payload, options));
    },
    async get(request, options) {
      const payload = encodeSessionGetRequest({ ...request, session });
      return decodeSessionGetReply(await plugin.call("session.get", payload, options));
    },
    async close(options) {
      await plugin.call("session.close", encodeSessionCloseRequest({ session }), options);
    },
  };
}
