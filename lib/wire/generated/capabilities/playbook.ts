// Generated from schemas/capabilities/playbook.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";
import { Diagnostic } from "../domain/common.ts";
import { Playbook } from "../domain/playbook.ts";

export class PlaybookRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):PlaybookRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsPlaybookRequest(bb:flatbuffers.ByteBuffer, obj?:PlaybookRequest):PlaybookRequest {
  return (obj || new PlaybookRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

filePath():string|null
filePath(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
filePath(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

content(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

contentLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

contentArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

static startPlaybookRequest(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addFilePath(builder:flatbuffers.Builder, filePathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, filePathOffset, 0);
}

static addContent(builder:flatbuffers.Builder, contentOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, contentOffset, 0);
}

static createContentVector(builder:flatbuffers.Builder, data:number[]|Uint8Array):flatbuffers.Offset {
  builder.startVector(1, data.length, 1);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addInt8(data[i]!);
  }
  return builder.endVector();
}

static startContentVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(1, numElems, 1);
}

static endPlaybookRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createPlaybookRequest(builder:flatbuffers.Builder, filePathOffset:flatbuffers.Offset, contentOffset:flatbuffers.Offset):flatbuffers.Offset {
  PlaybookRequest.startPlaybookRequest(builder);
  PlaybookRequest.addFilePath(builder, filePathOffset);
  PlaybookRequest.addContent(builder, contentOffset);
  return PlaybookRequest.endPlaybookRequest(builder);
}
}

export class PlaybookResponse {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):PlaybookResponse {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsPlaybookResponse(bb:flatbuffers.ByteBuffer, obj?:PlaybookResponse):PlaybookResponse {
  return (obj || new PlaybookResponse()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

playbook(obj?:Playbook):Playbook|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Playbook()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

warnings(index: number):string
warnings(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
warnings(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

warningsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

error():string|null
error(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
error(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

files(index: number):string
files(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
files(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

filesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

diagnostics(index: number, obj?:Diagnostic):Diagnostic|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? (obj || new Diagnostic()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

diagnosticsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startPlaybookResponse(builder:flatbuffers.Builder) {
  builder.startObject(5);
}

static addPlaybook(builder:flatbuffers.Builder, playbookOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, playbookOffset, 0);
}

static addWarnings(builder:flatbuffers.Builder, warningsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, warningsOffset, 0);
}

static createWarningsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startWarningsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addError(builder:flatbuffers.Builder, errorOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, errorOffset, 0);
}

static addFiles(builder:flatbuffers.Builder, filesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, filesOffset, 0);
}

static createFilesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startFilesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addDiagnostics(builder:flatbuffers.Builder, diagnosticsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, diagnosticsOffset, 0);
}

static createDiagnosticsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startDiagnosticsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endPlaybookResponse(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createPlaybookResponse(builder:flatbuffers.Builder, playbookOffset:flatbuffers.Offset, warningsOffset:flatbuffers.Offset, errorOffset:flatbuffers.Offset, filesOffset:flatbuffers.Offset, diagnosticsOffset:flatbuffers.Offset):flatbuffers.Offset {
  PlaybookResponse.startPlaybookResponse(builder);
  PlaybookResponse.addPlaybook(builder, playbookOffset);
  PlaybookResponse.addWarnings(builder, warningsOffset);
  PlaybookResponse.addError(builder, errorOffset);
  PlaybookResponse.addFiles(builder, filesOffset);
  PlaybookResponse.addDiagnostics(builder, diagnosticsOffset);
  return PlaybookResponse.endPlaybookResponse(builder);
}
}
