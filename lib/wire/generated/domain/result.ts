// Generated from schemas/domain/result.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";

export enum Status {
  Ok = 0,
  Failure = 1
}

export class Diff {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Diff {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsDiff(bb:flatbuffers.ByteBuffer, obj?:Diff):Diff {
  return (obj || new Diff()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

beforeHeader():string|null
beforeHeader(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
beforeHeader(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

afterHeader():string|null
afterHeader(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
afterHeader(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

before():string|null
before(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
before(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

after():string|null
after(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
after(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

prepared():string|null
prepared(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
prepared(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startDiff(builder:flatbuffers.Builder) {
  builder.startObject(5);
}

static addBeforeHeader(builder:flatbuffers.Builder, beforeHeaderOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, beforeHeaderOffset, 0);
}

static addAfterHeader(builder:flatbuffers.Builder, afterHeaderOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, afterHeaderOffset, 0);
}

static addBefore(builder:flatbuffers.Builder, beforeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, beforeOffset, 0);
}

static addAfter(builder:flatbuffers.Builder, afterOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, afterOffset, 0);
}

static addPrepared(builder:flatbuffers.Builder, preparedOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, preparedOffset, 0);
}

static endDiff(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createDiff(builder:flatbuffers.Builder, beforeHeaderOffset:flatbuffers.Offset, afterHeaderOffset:flatbuffers.Offset, beforeOffset:flatbuffers.Offset, afterOffset:flatbuffers.Offset, preparedOffset:flatbuffers.Offset):flatbuffers.Offset {
  Diff.startDiff(builder);
  Diff.addBeforeHeader(builder, beforeHeaderOffset);
  Diff.addAfterHeader(builder, afterHeaderOffset);
  Diff.addBefore(builder, beforeOffset);
  Diff.addAfter(builder, afterOffset);
  Diff.addPrepared(builder, preparedOffset);
  return Diff.endDiff(builder);
}
}
