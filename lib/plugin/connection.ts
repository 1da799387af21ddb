import {
  type ConnectReply,
  type ConnectRequest,
  decodeConnectRequest,
  decodeSessionCloseRequest,
  decodeSessionExecRequest,
  decodeSessionGetRequest,
  decodeSessionPutRequest,
  encodeConnectReply,
  encodeSessionCloseReply,
  encodeSessionExecReply,
  encodeSessionGetReply,
  encodeSessionPutReply,
  type SessionExecReply,
  type SessionExecRequest,
  type SessionGetReply,
  type SessionGetRequest,
  type SessionPutReply,
  type SessionPutRequest,
} from "../wire/connection.ts";
import { type CallContext, capability, type CapabilityHandler } from "./capability.ts";

/** A way to reach targets. Every session that `connect` opens ends with `close`. */
export interface Connection {
  connect(request: ConnectRequest, context: CallContext): Promise<ConnectReply>;
  exec(request: SessionExecRequest, context: CallContext): Promise<SessionExecReply>;
  put(request: SessionPutRequest, context: CallContext): Promise<SessionPutReply>;
  get(request: SessionGetRequest, context: CallContext): Promise<SessionGetReply>;
  close(session: string, context: CallContext): Promise<void>;
}

/** @returns The capabilities of a connection plugin: `connect.<name>` and what sessions answer. */
export function connection(name: string, connection: Connection): readonly CapabilityHandler[] {
  return [
    capability(`connect.${name}`, async (payload, context) => {
      return encodeConnectReply(await connection.connect(decodeConnectRequest(payload), context));
    }),
    capability("session.exec", async (payload, context) => {
      const request = decodeSessionExecRequest(payload);
      return encodeSessionExecReply(await connection.exec(request, context));
    }),
    capability("session.put", async (payload, context) => {
      const request = decodeSessionPutRequest(payload);
      return encodeSessionPutReply(await connection.put(request, context));
    }),
    capability("session.get", async (payload, context) => {
      const request = decodeSessionGetRequest(payload);
      return encodeSessionGetReply(await connection.get(request, context));
    }),
    capability("session.close", async (payload, context) => {
      await connection.close(decodeSessionCloseRequest(payload).session, context);
      return encodeSessionCloseReply();
    }),
  ];
}
