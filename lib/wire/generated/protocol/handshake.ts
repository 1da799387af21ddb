// Generated from schemas/protocol/handshake.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";

export class Capability {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Capability {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsCapability(bb:flatbuffers.ByteBuffer, obj?:Capability):Capability {
  return (obj || new Capability()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

name():string|null
name(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
name(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

version():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 1;
}

static startCapability(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addName(builder:flatbuffers.Builder, nameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, nameOffset, 0);
}

static addVersion(builder:flatbuffers.Builder, version:number) {
  builder.addFieldInt32(1, version, 1);
}

static endCapability(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createCapability(builder:flatbuffers.Builder, nameOffset:flatbuffers.Offset, version:number):flatbuffers.Offset {
  Capability.startCapability(builder);
  Capability.addName(builder, nameOffset);
  Capability.addVersion(builder, version);
  return Capability.endCapability(builder);
}
}

export class Handshake {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Handshake {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHandshake(bb:flatbuffers.ByteBuffer, obj?:Handshake):Handshake {
  return (obj || new Handshake()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

protocolVersion():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 1;
}

pluginName():string|null
pluginName(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
pluginName(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

capabilities(index: number, obj?:Capability):Capability|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new Capability()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

capabilitiesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

pluginVersion():string|null
pluginVersion(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
pluginVersion(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startHandshake(builder:flatbuffers.Builder) {
  builder.startObject(4);
}

static addProtocolVersion(builder:flatbuffers.Builder, protocolVersion:number) {
  builder.addFieldInt32(0, protocolVersion, 1);
}

static addPluginName(builder:flatbuffers.Builder, pluginNameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, pluginNameOffset, 0);
}

static addCapabilities(builder:flatbuffers.Builder, capabilitiesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, capabilitiesOffset, 0);
}

static createCapabilitiesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startCapabilitiesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addPluginVersion(builder:flatbuffers.Builder, pluginVersionOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, pluginVersionOffset, 0);
}

static endHandshake(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static finishHandshakeBuffer(builder:flatbuffers.Builder, offset:flatbuffers.Offset) {
  builder.finish(offset);
}

static finishSizePrefixedHandshakeBuffer(builder:flatbuffers.Builder, offset:flatbuffers.Offset) {
  builder.finish(offset, undefined, true);
}

static createHandshake(builder:flatbuffers.Builder, protocolVersion:number, pluginNameOffset:flatbuffers.Offset, capabilitiesOffset:flatbuffers.Offset, pluginVersionOffset:flatbuffers.Offset):flatbuffers.Offset {
  Handshake.startHandshake(builder);
  Handshake.addProtocolVersion(builder, protocolVersion);
  Handshake.addPluginName(builder, pluginNameOffset);
  Handshake.addCapabilities(builder, capabilitiesOffset);
  Handshake.addPluginVersion(builder, pluginVersionOffset);
  return Handshake.endHandshake(builder);
}
}

export class HandshakeReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HandshakeReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHandshakeReply(bb:flatbuffers.ByteBuffer, obj?:HandshakeReply):HandshakeReply {
  return (obj || new HandshakeReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

protocolVersion():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 1;
}

accepted(index: number, obj?:Capability):Capability|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new Capability()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

acceptedLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

message():string|null
message(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
message(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startHandshakeReply(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addProtocolVersion(builder:flatbuffers.Builder, protocolVersion:number) {
  builder.addFieldInt32(0, protocolVersion, 1);
}

static addAccepted(builder:flatbuffers.Builder, acceptedOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, acceptedOffset, 0);
}

static createAcceptedVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startAcceptedVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addMessage(builder:flatbuffers.Builder, messageOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, messageOffset, 0);
}

static endHandshakeReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHandshakeReply(builder:flatbuffers.Builder, protocolVersion:number, acceptedOffset:flatbuffers.Offset, messageOffset:flatbuffers.Offset):flatbuffers.Offset {
  HandshakeReply.startHandshakeReply(builder);
  HandshakeReply.addProtocolVersion(builder, protocolVersion);
  HandshakeReply.addAccepted(builder, acceptedOffset);
  HandshakeReply.addMessage(builder, messageOffset);
  return HandshakeReply.endHandshakeReply(builder);
}
}
