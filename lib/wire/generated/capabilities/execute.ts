// Generated from schemas/capabilities/execute.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";
import { KeyValue } from "../domain/common.ts";
import { Diff, Status } from "../domain/result.ts";
import { TaskArg } from "../domain/task.ts";
import { Metadata } from "../protocol/control.ts";

export class ExecuteTaskRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):ExecuteTaskRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsExecuteTaskRequest(bb:flatbuffers.ByteBuffer, obj?:ExecuteTaskRequest):ExecuteTaskRequest {
  return (obj || new ExecuteTaskRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

meta(obj?:Metadata):Metadata|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Metadata()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

taskName():string|null
taskName(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
taskName(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

args(index: number, obj?:TaskArg):TaskArg|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new TaskArg()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

argsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

host():string|null
host(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
host(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

connectionInfo(index: number, obj?:KeyValue):KeyValue|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? (obj || new KeyValue()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

connectionInfoLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

module():string|null
module(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
module(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

scope():string|null
scope(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
scope(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

checkMode():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

diff():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

verbosity():number {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? this.bb!.readUint8(this.bb_pos + offset) : 0;
}

static startExecuteTaskRequest(builder:flatbuffers.Builder) {
  builder.startObject(10);
}

static addMeta(builder:flatbuffers.Builder, metaOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, metaOffset, 0);
}

static addTaskName(builder:flatbuffers.Builder, taskNameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, taskNameOffset, 0);
}

static addArgs(builder:flatbuffers.Builder, argsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, argsOffset, 0);
}

static createArgsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startArgsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addHost(builder:flatbuffers.Builder, hostOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, hostOffset, 0);
}

static addConnectionInfo(builder:flatbuffers.Builder, connectionInfoOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, connectionInfoOffset, 0);
}

static createConnectionInfoVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startConnectionInfoVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addModule(builder:flatbuffers.Builder, moduleOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, moduleOffset, 0);
}

static addScope(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, scopeOffset, 0);
}

static addCheckMode(builder:flatbuffers.Builder, checkMode:boolean) {
  builder.addFieldInt8(7, +checkMode, +false);
}

static addDiff(builder:flatbuffers.Builder, diff:boolean) {
  builder.addFieldInt8(8, +diff, +false);
}

static addVerbosity(builder:flatbuffers.Builder, verbosity:number) {
  builder.addFieldInt8(9, verbosity, 0);
}

static endExecuteTaskRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createExecuteTaskRequest(builder:flatbuffers.Builder, metaOffset:flatbuffers.Offset, taskNameOffset:flatbuffers.Offset, argsOffset:flatbuffers.Offset, hostOffset:flatbuffers.Offset, connectionInfoOffset:flatbuffers.Offset, moduleOffset:flatbuffers.Offset, scopeOffset:flatbuffers.Offset, checkMode:boolean, diff:boolean, verbosity:number):flatbuffers.Offset {
  ExecuteTaskRequest.startExecuteTaskRequest(builder);
  ExecuteTaskRequest.addMeta(builder, metaOffset);
  ExecuteTaskRequest.addTaskName(builder, taskNameOffset);
  ExecuteTaskRequest.addArgs(builder, argsOffset);
  ExecuteTaskRequest.addHost(builder, hostOffset);
  ExecuteTaskRequest.addConnectionInfo(builder, connectionInfoOffset);
  ExecuteTaskRequest.addModule(builder, moduleOffset);
  ExecuteTaskRequest.addScope(builder, scopeOffset);
  ExecuteTaskRequest.addCheckMode(builder, checkMode);
  ExecuteTaskRequest.addDiff(builder, diff);
  ExecuteTaskRequest.addVerbosity(builder, verbosity);
  return ExecuteTaskRequest.endExecuteTaskRequest(builder);
}
}

export class ExecuteTaskReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):ExecuteTaskReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsExecuteTaskReply(bb:flatbuffers.ByteBuffer, obj?:ExecuteTaskReply):ExecuteTaskReply {
  return (obj || new ExecuteTaskReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

meta(obj?:Metadata):Metadata|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Metadata()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

status():Status {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readInt8(this.bb_pos + offset) : Status.Ok;
}

exitCode():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 0;
}

stdout(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

stdoutLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

stdoutArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

stderr(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

stderrLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

stderrArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

changed():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

errorMessage():string|null
errorMessage(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
errorMessage(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

result():string|null
result(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
result(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

diff(index: number, obj?:Diff):Diff|null {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? (obj || new Diff()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

diffLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

warnings(index: number):string
warnings(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
warnings(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

warningsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

facts():string|null
facts(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
facts(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

skipped():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 26);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

hasCommand():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 28);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

static startExecuteTaskReply(builder:flatbuffers.Builder) {
  builder.startObject(13);
}

static addMeta(builder:flatbuffers.Builder, metaOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, metaOffset, 0);
}

static addStatus(builder:flatbuffers.Builder, status:Status) {
  builder.addFieldInt8(1, status, Status.Ok);
}

static addExitCode(builder:flatbuffers.Builder, exitCode:number) {
  builder.addFieldInt32(2, exitCode, 0);
}

static addStdout(builder:flatbuffers.Builder, stdoutOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, stdoutOffset, 0);
}

static createStdoutVector(builder:flatbuffers.Builder, data:number[]|Uint8Array):flatbuffers.Offset {
  builder.startVector(1, data.length, 1);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addInt8(data[i]!);
  }
  return builder.endVector();
}

static startStdoutVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(1, numElems, 1);
}

static addStderr(builder:flatbuffers.Builder, stderrOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, stderrOffset, 0);
}

static createStderrVector(builder:flatbuffers.Builder, data:number[]|Uint8Array):flatbuffers.Offset {
  builder.startVector(1, data.length, 1);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addInt8(data[i]!);
  }
  return builder.endVector();
}

static startStderrVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(1, numElems, 1);
}

static addChanged(builder:flatbuffers.Builder, changed:boolean) {
  builder.addFieldInt8(5, +changed, +false);
}

static addErrorMessage(builder:flatbuffers.Builder, errorMessageOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, errorMessageOffset, 0);
}

static addResult(builder:flatbuffers.Builder, resultOffset:flatbuffers.Offset) {
  builder.addFieldOffset(7, resultOffset, 0);
}

static addDiff(builder:flatbuffers.Builder, diffOffset:flatbuffers.Offset) {
  builder.addFieldOffset(8, diffOffset, 0);
}

static createDiffVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startDiffVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addWarnings(builder:flatbuffers.Builder, warningsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(9, warningsOffset, 0);
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

static addFacts(builder:flatbuffers.Builder, factsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(10, factsOffset, 0);
}

static addSkipped(builder:flatbuffers.Builder, skipped:boolean) {
  builder.addFieldInt8(11, +skipped, +false);
}

static addHasCommand(builder:flatbuffers.Builder, hasCommand:boolean) {
  builder.addFieldInt8(12, +hasCommand, +false);
}

static endExecuteTaskReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createExecuteTaskReply(builder:flatbuffers.Builder, metaOffset:flatbuffers.Offset, status:Status, exitCode:number, stdoutOffset:flatbuffers.Offset, stderrOffset:flatbuffers.Offset, changed:boolean, errorMessageOffset:flatbuffers.Offset, resultOffset:flatbuffers.Offset, diffOffset:flatbuffers.Offset, warningsOffset:flatbuffers.Offset, factsOffset:flatbuffers.Offset, skipped:boolean, hasCommand:boolean):flatbuffers.Offset {
  ExecuteTaskReply.startExecuteTaskReply(builder);
  ExecuteTaskReply.addMeta(builder, metaOffset);
  ExecuteTaskReply.addStatus(builder, status);
  ExecuteTaskReply.addExitCode(builder, exitCode);
  ExecuteTaskReply.addStdout(builder, stdoutOffset);
  ExecuteTaskReply.addStderr(builder, stderrOffset);
  ExecuteTaskReply.addChanged(builder, changed);
  ExecuteTaskReply.addErrorMessage(builder, errorMessageOffset);
  ExecuteTaskReply.addResult(builder, resultOffset);
  ExecuteTaskReply.addDiff(builder, diffOffset);
  ExecuteTaskReply.addWarnings(builder, warningsOffset);
  ExecuteTaskReply.addFacts(builder, factsOffset);
  ExecuteTaskReply.addSkipped(builder, skipped);
  ExecuteTaskReply.addHasCommand(builder, hasCommand);
  return ExecuteTaskReply.endExecuteTaskReply(builder);
}
}
