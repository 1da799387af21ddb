import {
  decodeHostExecRequest,
  decodeHostFactsRequest,
  decodeHostGetRequest,
  decodeHostPutRequest,
  encodeHostExecReply,
  encodeHostFactsReply,
  encodeHostGetReply,
  encodeHostPutReply,
  type HostExecReply,
  type HostExecRequest,
  type HostFactsReply,
  type HostFactsRequest,
  type HostGetReply,
  type HostGetRequest,
  type HostPutReply,
  type HostPutRequest,
  type HostReadReply,
  type HostReadRequest,
  type HostSourceReply,
  type HostSourceRequest,
} from "../wire/host.ts";
import {
  decodeHostReadRequest,
  decodeHostSourceRequest,
  encodeHostReadReply,
  encodeHostSourceReply,
} from "../wire/host_source.ts";
import type { InboundCall } from "./channel.ts";

/** Who calls a service of the host. */
export interface ServiceContext {
  /** The plugin's name: a scope is good only for the plugin that got it. */
  readonly plugin: string;
  /** Aborted when the plugin no longer wants the answer, or is gone. */
  readonly signal: AbortSignal;
}

/**
 * What the host does for plugins. A service refuses by throwing: a CallError with code `denied` where
 * the plugin must not, any other error where it could not be done.
 */
export interface HostServices {
  exec(request: HostExecRequest, context: ServiceContext): Promise<HostExecReply>;
  put(request: HostPutRequest, context: ServiceContext): Promise<HostPutReply>;
  get(request: HostGetRequest, context: ServiceContext): Promise<HostGetReply>;
  facts(request: HostFactsRequest, context: ServiceContext): Promise<HostFactsReply>;
  source(request: HostSourceRequest, context: ServiceContext): Promise<HostSourceReply>;
  read(request: HostReadRequest, context: ServiceContext): Promise<HostReadReply>;
}

/** @returns The answer to a plugin's call, or `undefined` if it names no service. */
export function serveHostCall(
  services: HostServices,
  call: InboundCall,
  plugin: string,
): Promise<Uint8Array> | undefined {
  const service = SERVICES.get(call.capability);
  return service?.(services, call.payload, { plugin, signal: call.signal });
}

type Service = (
  services: HostServices,
  payload: Uint8Array,
  context: ServiceContext,
) => Promise<Uint8Array>;

const SERVICES: ReadonlyMap<string, Service> = new Map<string, Service>(Object.entries({
  "host.exec": async (services, payload, context) =>
    encodeHostExecReply(await services.exec(decodeHostExecRequest(payload), context)),
  "host.put": async (services, payload, context) =>
    encodeHostPutReply(await services.put(decodeHostPutRequest(payload), context)),
  "host.get": async (services, payload, context) =>
    encodeHostGetReply(await services.get(decodeHostGetRequest(payload), context)),
  "host.facts": async (services, payload, context) =>
    encodeHostFactsReply(await services.facts(decodeHostFactsRequest(payload), context)),
  "host.source": async (services, payload, context) =>
    encodeHostSourceReply(await services.source(decodeHostSourceRequest(payload), context)),
  "host.read": async (services, payload, context) =>
    encodeHostReadReply(await services.read(decodeHostReadRequest(payload), context)),
}));
