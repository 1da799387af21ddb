// Generated from schemas/capabilities/parse.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";
import { Diagnostic } from "../domain/common.ts";
import { Inventory } from "../domain/inventory.ts";
import { RoleInclude } from "../domain/playbook.ts";
import { TaskList } from "../domain/task.ts";

export enum Kind {
  Tasks = 0,
  Handlers = 1,
  RoleDependencies = 2,
  Inventory = 3
}

export class ParseRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):ParseRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsParseRequest(bb:flatbuffers.ByteBuffer, obj?:ParseRequest):ParseRequest {
  return (obj || new ParseRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
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

kind():Kind {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readInt8(this.bb_pos + offset) : Kind.Tasks;
}

static startParseRequest(builder:flatbuffers.Builder) {
  builder.startObject(3);
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

static addKind(builder:flatbuffers.Builder, kind:Kind) {
  builder.addFieldInt8(2, kind, Kind.Tasks);
}

static endParseRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createParseRequest(builder:flatbuffers.Builder, filePathOffset:flatbuffers.Offset, contentOffset:flatbuffers.Offset, kind:Kind):flatbuffers.Offset {
  ParseRequest.startParseRequest(builder);
  ParseRequest.addFilePath(builder, filePathOffset);
  ParseRequest.addContent(builder, contentOffset);
  ParseRequest.addKind(builder, kind);
  return ParseRequest.endParseRequest(builder);
}
}

export class ParseResponse {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):ParseResponse {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsParseResponse(bb:flatbuffers.ByteBuffer, obj?:ParseResponse):ParseResponse {
  return (obj || new ParseResponse()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

inventory(obj?:Inventory):Inventory|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Inventory()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

tasks(obj?:TaskList):TaskList|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new TaskList()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

warnings(index: number):string
warnings(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
warnings(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

warningsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

error():string|null
error(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
error(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

files(index: number):string
files(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
files(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

filesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

diagnostics(index: number, obj?:Diagnostic):Diagnostic|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? (obj || new Diagnostic()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

diagnosticsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

dependencies(index: number, obj?:RoleInclude):RoleInclude|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? (obj || new RoleInclude()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

dependenciesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startParseResponse(builder:flatbuffers.Builder) {
  builder.startObject(7);
}

static addInventory(builder:flatbuffers.Builder, inventoryOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, inventoryOffset, 0);
}

static addTasks(builder:flatbuffers.Builder, tasksOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, tasksOffset, 0);
}

static addWarnings(builder:flatbuffers.Builder, warningsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, warningsOffset, 0);
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
  builder.addFieldOffset(3, errorOffset, 0);
}

static addFiles(builder:flatbuffers.Builder, filesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, filesOffset, 0);
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
  builder.addFieldOffset(5, diagnosticsOffset, 0);
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

static addDependencies(builder:flatbuffers.Builder, dependenciesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, dependenciesOffset, 0);
}

static createDependenciesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startDependenciesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endParseResponse(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}
