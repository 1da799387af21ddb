import { decodeHostReadReply, encodeHostReadRequest } from "../wire/host_source.ts";
import type { HostReadReply } from "../wire/host.ts";
import {
  decodeInventoryRequest,
  encodeInventoryResponse,
  type InventoryRequest,
  type InventoryResponse,
} from "../wire/inventory.ts";
import { decodeParseRequest, encodeParseResponse } from "../wire/parse.ts";
import {
  decodePlaybookRequest,
  encodePlaybookResponse,
  type ParseRequest,
  type ParseResponse,
  type PlaybookRequest,
  type PlaybookResponse,
} from "../wire/playbook.ts";
import { type CallContext, capability, type CapabilityHandler } from "./capability.ts";

/** The context of a plugin that reads what people wrote. */
export interface ParseContext extends CallContext {
  /**
   * Reads a file or folder of the project or the inventory through the host.
   *
   * @throws {CallError} If the real path lies outside of both.
   */
  read(path: string): Promise<HostReadReply>;
}

/** Capability `inventory`: what one inventory source says. */
export function inventory(
  parse: (request: InventoryRequest, context: ParseContext) => Promise<InventoryResponse>,
): CapabilityHandler {
  return capability("inventory", async (payload, context) => {
    const request = decodeInventoryRequest(payload);
    return encodeInventoryResponse(await parse(request, withRead(context)));
  });
}

/** Capability `playbook`: the plays of one playbook. */
export function playbook(
  parse: (request: PlaybookRequest, context: ParseContext) => Promise<PlaybookResponse>,
): CapabilityHandler {
  return capability("playbook", async (payload, context) => {
    const request = decodePlaybookRequest(payload);
    return encodePlaybookResponse(await parse(request, withRead(context)));
  });
}

/** Capability `parse`: a file of tasks, handlers or a role's dependencies. */
export function parse(
  parse: (request: ParseRequest, context: ParseContext) => Promise<ParseResponse>,
): CapabilityHandler {
  return capability("parse", async (payload, context) => {
    const request = decodeParseRequest(payload);
    return encodeParseResponse(await parse(request, withRead(context)));
  });
}

function withRead(context: CallContext): ParseContext {
  return {
    correlationId: context.correlationId,
    get signal() {
      return context.signal;
    },
    clock: context.clock,
    random: context.random,
    log: (level, message) => context.log(level, message),
    progress: (progress) => context.progress(progress),
    call: (capability, payload) => context.call(capability, payload),
    async read(path) {
      return decodeHostReadReply(await context.call("host.read", encodeHostReadRequest({ path })));
    },
  };
}
