// Generated from schemas/domain/common.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";

export enum Severity {
  Error = 0,
  Warning = 1
}

export class Position {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Position {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

file():number {
  return this.bb!.readUint32(this.bb_pos);
}

line():number {
  return this.bb!.readUint32(this.bb_pos + 4);
}

column():number {
  return this.bb!.readUint32(this.bb_pos + 8);
}

static sizeOf():number {
  return 12;
}

static createPosition(builder:flatbuffers.Builder, file: number, line: number, column: number):flatbuffers.Offset {
  builder.prep(4, 12);
  builder.writeInt32(column);
  builder.writeInt32(line);
  builder.writeInt32(file);
  return builder.offset();
}

}

export class KeyValue {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):KeyValue {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsKeyValue(bb:flatbuffers.ByteBuffer, obj?:KeyValue):KeyValue {
  return (obj || new KeyValue()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

key():string|null
key(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
key(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

value():string|null
value(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
value(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startKeyValue(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addKey(builder:flatbuffers.Builder, keyOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, keyOffset, 0);
}

static addValue(builder:flatbuffers.Builder, valueOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, valueOffset, 0);
}

static endKeyValue(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createKeyValue(builder:flatbuffers.Builder, keyOffset:flatbuffers.Offset, valueOffset:flatbuffers.Offset):flatbuffers.Offset {
  KeyValue.startKeyValue(builder);
  KeyValue.addKey(builder, keyOffset);
  KeyValue.addValue(builder, valueOffset);
  return KeyValue.endKeyValue(builder);
}
}

export class Var {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Var {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsVar(bb:flatbuffers.ByteBuffer, obj?:Var):Var {
  return (obj || new Var()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

key():string|null
key(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
key(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

value():string|null
value(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
value(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

static startVar(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addKey(builder:flatbuffers.Builder, keyOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, keyOffset, 0);
}

static addValue(builder:flatbuffers.Builder, valueOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, valueOffset, 0);
}

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(2, positionOffset, 0);
}

static endVar(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class Diagnostic {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Diagnostic {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsDiagnostic(bb:flatbuffers.ByteBuffer, obj?:Diagnostic):Diagnostic {
  return (obj || new Diagnostic()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

rule():string|null
rule(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
rule(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

severity():Severity {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readInt8(this.bb_pos + offset) : Severity.Error;
}

message():string|null
message(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
message(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

hint():string|null
hint(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
hint(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startDiagnostic(builder:flatbuffers.Builder) {
  builder.startObject(5);
}

static addRule(builder:flatbuffers.Builder, ruleOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, ruleOffset, 0);
}

static addSeverity(builder:flatbuffers.Builder, severity:Severity) {
  builder.addFieldInt8(1, severity, Severity.Error);
}

static addMessage(builder:flatbuffers.Builder, messageOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, messageOffset, 0);
}

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(3, positionOffset, 0);
}

static addHint(builder:flatbuffers.Builder, hintOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, hintOffset, 0);
}

static endDiagnostic(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}
