import type { Builder, Offset } from "flatbuffers";
import * as fbs from "./generated/protocol/handshake.ts";
import { decode, given, many, need } from "./_read.ts";
import { encode, list, text } from "./_write.ts";

/** What a plugin offers. */
export interface Capability {
  /** Such as `inventory` or `execute.copy`. */
  readonly name: string;
  readonly version: number;
}

/** `shep.handshake`: the first message on a channel, from the plugin. */
export interface Handshake {
  readonly protocolVersion: number;
  readonly pluginName: string;
  readonly pluginVersion: string;
  readonly capabilities: readonly Capability[];
}

/** The host's answer: what it will call. No capability and a message mean: not usable. */
export interface HandshakeReply {
  readonly protocolVersion: number;
  readonly accepted: readonly Capability[];
  readonly message?: string;
}

/** @returns The bytes of a Handshake. */
export function encodeHandshake(handshake: Handshake): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.Handshake.createHandshake(
      builder,
      handshake.protocolVersion,
      text(builder, handshake.pluginName),
      list(builder, handshake.capabilities, writeCapability),
      text(builder, handshake.pluginVersion),
    )
  );
}

/** @throws {WireError} If `bytes` is no Handshake. */
export function decodeHandshake(bytes: Uint8Array): Handshake {
  return decode("Handshake", bytes, {
    root: fbs.Handshake.getRootAsHandshake,
    read: (table) => ({
      protocolVersion: table.protocolVersion(),
      pluginName: need(table.pluginName(), "plugin_name"),
      pluginVersion: table.pluginVersion() ?? "",
      capabilities: many(table.capabilitiesLength(), {
        at: (i) => table.capabilities(i),
        read: readCapability,
      }),
    }),
  });
}

/** @returns The bytes of a HandshakeReply. */
export function encodeHandshakeReply(reply: HandshakeReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HandshakeReply.createHandshakeReply(
      builder,
      reply.protocolVersion,
      list(builder, reply.accepted, writeCapability),
      text(builder, reply.message),
    )
  );
}

/** @throws {WireError} If `bytes` is no HandshakeReply. */
export function decodeHandshakeReply(bytes: Uint8Array): HandshakeReply {
  return decode("HandshakeReply", bytes, {
    root: fbs.HandshakeReply.getRootAsHandshakeReply,
    read: (table) =>
      given<HandshakeReply>({
        protocolVersion: table.protocolVersion(),
        accepted: many(table.acceptedLength(), {
          at: (i) => table.accepted(i),
          read: readCapability,
        }),
        message: table.message(),
      }),
  });
}

function writeCapability(builder: Builder, { name, version }: Capability): Offset {
  return fbs.Capability.createCapability(builder, text(builder, name), version);
}

function readCapability(table: fbs.Capability): Capability {
  return { name: need(table.name(), "name"), version: table.version() };
}
