// Generated from schemas/protocol/control.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";

export enum LogLevel {
  Debug = 0,
  Info = 1,
  Warn = 2,
  Error = 3
}

export class Metadata {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Metadata {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsMetadata(bb:flatbuffers.ByteBuffer, obj?:Metadata):Metadata {
  return (obj || new Metadata()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

protocolVersion():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 1;
}

messageType():string|null
messageType(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
messageType(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

correlationId():string|null
correlationId(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
correlationId(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startMetadata(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addProtocolVersion(builder:flatbuffers.Builder, protocolVersion:number) {
  builder.addFieldInt32(0, protocolVersion, 1);
}

static addMessageType(builder:flatbuffers.Builder, messageTypeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, messageTypeOffset, 0);
}

static addCorrelationId(builder:flatbuffers.Builder, correlationIdOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, correlationIdOffset, 0);
}

static endMetadata(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createMetadata(builder:flatbuffers.Builder, protocolVersion:number, messageTypeOffset:flatbuffers.Offset, correlationIdOffset:flatbuffers.Offset):flatbuffers.Offset {
  Metadata.startMetadata(builder);
  Metadata.addProtocolVersion(builder, protocolVersion);
  Metadata.addMessageType(builder, messageTypeOffset);
  Metadata.addCorrelationId(builder, correlationIdOffset);
  return Metadata.endMetadata(builder);
}
}

export class LogMessage {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):LogMessage {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsLogMessage(bb:flatbuffers.ByteBuffer, obj?:LogMessage):LogMessage {
  return (obj || new LogMessage()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

meta(obj?:Metadata):Metadata|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Metadata()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

level():LogLevel {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readInt8(this.bb_pos + offset) : LogLevel.Info;
}

message():string|null
message(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
message(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

timestamp():bigint {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.readInt64(this.bb_pos + offset) : BigInt('0');
}

static startLogMessage(builder:flatbuffers.Builder) {
  builder.startObject(4);
}

static addMeta(builder:flatbuffers.Builder, metaOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, metaOffset, 0);
}

static addLevel(builder:flatbuffers.Builder, level:LogLevel) {
  builder.addFieldInt8(1, level, LogLevel.Info);
}

static addMessage(builder:flatbuffers.Builder, messageOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, messageOffset, 0);
}

static addTimestamp(builder:flatbuffers.Builder, timestamp:bigint) {
  builder.addFieldInt64(3, timestamp, BigInt('0'));
}

static endLogMessage(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createLogMessage(builder:flatbuffers.Builder, metaOffset:flatbuffers.Offset, level:LogLevel, messageOffset:flatbuffers.Offset, timestamp:bigint):flatbuffers.Offset {
  LogMessage.startLogMessage(builder);
  LogMessage.addMeta(builder, metaOffset);
  LogMessage.addLevel(builder, level);
  LogMessage.addMessage(builder, messageOffset);
  LogMessage.addTimestamp(builder, timestamp);
  return LogMessage.endLogMessage(builder);
}
}

export class Progress {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Progress {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsProgress(bb:flatbuffers.ByteBuffer, obj?:Progress):Progress {
  return (obj || new Progress()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

correlationId():string|null
correlationId(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
correlationId(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

message():string|null
message(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
message(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

done():bigint {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readUint64(this.bb_pos + offset) : BigInt('0');
}

total():bigint {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.readUint64(this.bb_pos + offset) : BigInt('0');
}

static startProgress(builder:flatbuffers.Builder) {
  builder.startObject(4);
}

static addCorrelationId(builder:flatbuffers.Builder, correlationIdOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, correlationIdOffset, 0);
}

static addMessage(builder:flatbuffers.Builder, messageOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, messageOffset, 0);
}

static addDone(builder:flatbuffers.Builder, done:bigint) {
  builder.addFieldInt64(2, done, BigInt('0'));
}

static addTotal(builder:flatbuffers.Builder, total:bigint) {
  builder.addFieldInt64(3, total, BigInt('0'));
}

static endProgress(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createProgress(builder:flatbuffers.Builder, correlationIdOffset:flatbuffers.Offset, messageOffset:flatbuffers.Offset, done:bigint, total:bigint):flatbuffers.Offset {
  Progress.startProgress(builder);
  Progress.addCorrelationId(builder, correlationIdOffset);
  Progress.addMessage(builder, messageOffset);
  Progress.addDone(builder, done);
  Progress.addTotal(builder, total);
  return Progress.endProgress(builder);
}
}

export class Cancel {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Cancel {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsCancel(bb:flatbuffers.ByteBuffer, obj?:Cancel):Cancel {
  return (obj || new Cancel()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

correlationId():string|null
correlationId(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
correlationId(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

reason():string|null
reason(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
reason(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startCancel(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addCorrelationId(builder:flatbuffers.Builder, correlationIdOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, correlationIdOffset, 0);
}

static addReason(builder:flatbuffers.Builder, reasonOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, reasonOffset, 0);
}

static endCancel(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createCancel(builder:flatbuffers.Builder, correlationIdOffset:flatbuffers.Offset, reasonOffset:flatbuffers.Offset):flatbuffers.Offset {
  Cancel.startCancel(builder);
  Cancel.addCorrelationId(builder, correlationIdOffset);
  Cancel.addReason(builder, reasonOffset);
  return Cancel.endCancel(builder);
}
}

export class Shutdown {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Shutdown {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsShutdown(bb:flatbuffers.ByteBuffer, obj?:Shutdown):Shutdown {
  return (obj || new Shutdown()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

graceMs():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.readUint32(this.bb_pos + offset) : 0;
}

static startShutdown(builder:flatbuffers.Builder) {
  builder.startObject(1);
}

static addGraceMs(builder:flatbuffers.Builder, graceMs:number) {
  builder.addFieldInt32(0, graceMs, 0);
}

static endShutdown(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createShutdown(builder:flatbuffers.Builder, graceMs:number):flatbuffers.Offset {
  Shutdown.startShutdown(builder);
  Shutdown.addGraceMs(builder, graceMs);
  return Shutdown.endShutdown(builder);
}
}

export class ShutdownReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):ShutdownReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsShutdownReply(bb:flatbuffers.ByteBuffer, obj?:ShutdownReply):ShutdownReply {
  return (obj || new ShutdownReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

static startShutdownReply(builder:flatbuffers.Builder) {
  builder.startObject(0);
}

static endShutdownReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createShutdownReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  ShutdownReply.startShutdownReply(builder);
  return ShutdownReply.endShutdownReply(builder);
}
}
