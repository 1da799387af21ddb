// Generated from schemas/capabilities/host.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";
import { KeyValue } from "../domain/common.ts";

export enum Intent {
  Probe = 0,
  Apply = 1
}

export enum SourceKind {
  File = 0,
  Template = 1
}

export class Command {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Command {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsCommand(bb:flatbuffers.ByteBuffer, obj?:Command):Command {
  return (obj || new Command()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

argv(index: number):string
argv(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
argv(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

argvLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

script():string|null
script(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
script(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

stdin(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

stdinLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

stdinArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

cwd():string|null
cwd(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
cwd(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

env(index: number, obj?:KeyValue):KeyValue|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? (obj || new KeyValue()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

envLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

timeoutMs():number {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.readUint32(this.bb_pos + offset) : 0;
}

executable():string|null
executable(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
executable(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startCommand(builder:flatbuffers.Builder) {
  builder.startObject(7);
}

static addArgv(builder:flatbuffers.Builder, argvOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, argvOffset, 0);
}

static createArgvVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startArgvVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addScript(builder:flatbuffers.Builder, scriptOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, scriptOffset, 0);
}

static addStdin(builder:flatbuffers.Builder, stdinOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, stdinOffset, 0);
}

static createStdinVector(builder:flatbuffers.Builder, data:number[]|Uint8Array):flatbuffers.Offset {
  builder.startVector(1, data.length, 1);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addInt8(data[i]!);
  }
  return builder.endVector();
}

static startStdinVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(1, numElems, 1);
}

static addCwd(builder:flatbuffers.Builder, cwdOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, cwdOffset, 0);
}

static addEnv(builder:flatbuffers.Builder, envOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, envOffset, 0);
}

static createEnvVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startEnvVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addTimeoutMs(builder:flatbuffers.Builder, timeoutMs:number) {
  builder.addFieldInt32(5, timeoutMs, 0);
}

static addExecutable(builder:flatbuffers.Builder, executableOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, executableOffset, 0);
}

static endCommand(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createCommand(builder:flatbuffers.Builder, argvOffset:flatbuffers.Offset, scriptOffset:flatbuffers.Offset, stdinOffset:flatbuffers.Offset, cwdOffset:flatbuffers.Offset, envOffset:flatbuffers.Offset, timeoutMs:number, executableOffset:flatbuffers.Offset):flatbuffers.Offset {
  Command.startCommand(builder);
  Command.addArgv(builder, argvOffset);
  Command.addScript(builder, scriptOffset);
  Command.addStdin(builder, stdinOffset);
  Command.addCwd(builder, cwdOffset);
  Command.addEnv(builder, envOffset);
  Command.addTimeoutMs(builder, timeoutMs);
  Command.addExecutable(builder, executableOffset);
  return Command.endCommand(builder);
}
}

export class CommandResult {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):CommandResult {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsCommandResult(bb:flatbuffers.ByteBuffer, obj?:CommandResult):CommandResult {
  return (obj || new CommandResult()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

exitCode():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 0;
}

stdout(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

stdoutLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

stdoutArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

stderr(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

stderrLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

stderrArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

carriedOut():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

elapsedMs():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.readFloat64(this.bb_pos + offset) : 0.0;
}

static startCommandResult(builder:flatbuffers.Builder) {
  builder.startObject(5);
}

static addExitCode(builder:flatbuffers.Builder, exitCode:number) {
  builder.addFieldInt32(0, exitCode, 0);
}

static addStdout(builder:flatbuffers.Builder, stdoutOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, stdoutOffset, 0);
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
  builder.addFieldOffset(2, stderrOffset, 0);
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

static addCarriedOut(builder:flatbuffers.Builder, carriedOut:boolean) {
  builder.addFieldInt8(3, +carriedOut, +false);
}

static addElapsedMs(builder:flatbuffers.Builder, elapsedMs:number) {
  builder.addFieldFloat64(4, elapsedMs, 0.0);
}

static endCommandResult(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createCommandResult(builder:flatbuffers.Builder, exitCode:number, stdoutOffset:flatbuffers.Offset, stderrOffset:flatbuffers.Offset, carriedOut:boolean, elapsedMs:number):flatbuffers.Offset {
  CommandResult.startCommandResult(builder);
  CommandResult.addExitCode(builder, exitCode);
  CommandResult.addStdout(builder, stdoutOffset);
  CommandResult.addStderr(builder, stderrOffset);
  CommandResult.addCarriedOut(builder, carriedOut);
  CommandResult.addElapsedMs(builder, elapsedMs);
  return CommandResult.endCommandResult(builder);
}
}

export class HostExecRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostExecRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostExecRequest(bb:flatbuffers.ByteBuffer, obj?:HostExecRequest):HostExecRequest {
  return (obj || new HostExecRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

scope():string|null
scope(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
scope(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

intent():Intent {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readInt8(this.bb_pos + offset) : Intent.Probe;
}

commands(index: number, obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

commandsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

stopOnFailure():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

static startHostExecRequest(builder:flatbuffers.Builder) {
  builder.startObject(4);
}

static addScope(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, scopeOffset, 0);
}

static addIntent(builder:flatbuffers.Builder, intent:Intent) {
  builder.addFieldInt8(1, intent, Intent.Probe);
}

static addCommands(builder:flatbuffers.Builder, commandsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, commandsOffset, 0);
}

static createCommandsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startCommandsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addStopOnFailure(builder:flatbuffers.Builder, stopOnFailure:boolean) {
  builder.addFieldInt8(3, +stopOnFailure, +false);
}

static endHostExecRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostExecRequest(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset, intent:Intent, commandsOffset:flatbuffers.Offset, stopOnFailure:boolean):flatbuffers.Offset {
  HostExecRequest.startHostExecRequest(builder);
  HostExecRequest.addScope(builder, scopeOffset);
  HostExecRequest.addIntent(builder, intent);
  HostExecRequest.addCommands(builder, commandsOffset);
  HostExecRequest.addStopOnFailure(builder, stopOnFailure);
  return HostExecRequest.endHostExecRequest(builder);
}
}

export class HostExecReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostExecReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostExecReply(bb:flatbuffers.ByteBuffer, obj?:HostExecReply):HostExecReply {
  return (obj || new HostExecReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

results(index: number, obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

resultsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startHostExecReply(builder:flatbuffers.Builder) {
  builder.startObject(1);
}

static addResults(builder:flatbuffers.Builder, resultsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, resultsOffset, 0);
}

static createResultsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startResultsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endHostExecReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostExecReply(builder:flatbuffers.Builder, resultsOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostExecReply.startHostExecReply(builder);
  HostExecReply.addResults(builder, resultsOffset);
  return HostExecReply.endHostExecReply(builder);
}
}

export class HostPutRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostPutRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostPutRequest(bb:flatbuffers.ByteBuffer, obj?:HostPutRequest):HostPutRequest {
  return (obj || new HostPutRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

scope():string|null
scope(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
scope(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

path():string|null
path(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
path(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

content(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

contentLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

contentArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

source():string|null
source(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
source(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

mode():string|null
mode(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
mode(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

owner():string|null
owner(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
owner(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

group():string|null
group(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
group(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

validate():string|null
validate(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
validate(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

isInPlace():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

unlessSha1():string|null
unlessSha1(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
unlessSha1(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

before(index: number, obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

beforeLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

after(index: number, obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 26);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

afterLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 26);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startHostPutRequest(builder:flatbuffers.Builder) {
  builder.startObject(12);
}

static addScope(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, scopeOffset, 0);
}

static addPath(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, pathOffset, 0);
}

static addContent(builder:flatbuffers.Builder, contentOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, contentOffset, 0);
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

static addSource(builder:flatbuffers.Builder, sourceOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, sourceOffset, 0);
}

static addMode(builder:flatbuffers.Builder, modeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, modeOffset, 0);
}

static addOwner(builder:flatbuffers.Builder, ownerOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, ownerOffset, 0);
}

static addGroup(builder:flatbuffers.Builder, groupOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, groupOffset, 0);
}

static addValidate(builder:flatbuffers.Builder, validateOffset:flatbuffers.Offset) {
  builder.addFieldOffset(7, validateOffset, 0);
}

static addIsInPlace(builder:flatbuffers.Builder, isInPlace:boolean) {
  builder.addFieldInt8(8, +isInPlace, +false);
}

static addUnlessSha1(builder:flatbuffers.Builder, unlessSha1Offset:flatbuffers.Offset) {
  builder.addFieldOffset(9, unlessSha1Offset, 0);
}

static addBefore(builder:flatbuffers.Builder, beforeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(10, beforeOffset, 0);
}

static createBeforeVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startBeforeVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addAfter(builder:flatbuffers.Builder, afterOffset:flatbuffers.Offset) {
  builder.addFieldOffset(11, afterOffset, 0);
}

static createAfterVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startAfterVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endHostPutRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostPutRequest(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset, pathOffset:flatbuffers.Offset, contentOffset:flatbuffers.Offset, sourceOffset:flatbuffers.Offset, modeOffset:flatbuffers.Offset, ownerOffset:flatbuffers.Offset, groupOffset:flatbuffers.Offset, validateOffset:flatbuffers.Offset, isInPlace:boolean, unlessSha1Offset:flatbuffers.Offset, beforeOffset:flatbuffers.Offset, afterOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostPutRequest.startHostPutRequest(builder);
  HostPutRequest.addScope(builder, scopeOffset);
  HostPutRequest.addPath(builder, pathOffset);
  HostPutRequest.addContent(builder, contentOffset);
  HostPutRequest.addSource(builder, sourceOffset);
  HostPutRequest.addMode(builder, modeOffset);
  HostPutRequest.addOwner(builder, ownerOffset);
  HostPutRequest.addGroup(builder, groupOffset);
  HostPutRequest.addValidate(builder, validateOffset);
  HostPutRequest.addIsInPlace(builder, isInPlace);
  HostPutRequest.addUnlessSha1(builder, unlessSha1Offset);
  HostPutRequest.addBefore(builder, beforeOffset);
  HostPutRequest.addAfter(builder, afterOffset);
  return HostPutRequest.endHostPutRequest(builder);
}
}

export class HostPutReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostPutReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostPutReply(bb:flatbuffers.ByteBuffer, obj?:HostPutReply):HostPutReply {
  return (obj || new HostPutReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

carriedOut():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

validation(obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

before(index: number, obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

beforeLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

after(index: number, obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

afterLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startHostPutReply(builder:flatbuffers.Builder) {
  builder.startObject(4);
}

static addCarriedOut(builder:flatbuffers.Builder, carriedOut:boolean) {
  builder.addFieldInt8(0, +carriedOut, +false);
}

static addValidation(builder:flatbuffers.Builder, validationOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, validationOffset, 0);
}

static addBefore(builder:flatbuffers.Builder, beforeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, beforeOffset, 0);
}

static createBeforeVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startBeforeVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addAfter(builder:flatbuffers.Builder, afterOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, afterOffset, 0);
}

static createAfterVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startAfterVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endHostPutReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class HostGetRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostGetRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostGetRequest(bb:flatbuffers.ByteBuffer, obj?:HostGetRequest):HostGetRequest {
  return (obj || new HostGetRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

scope():string|null
scope(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
scope(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

path():string|null
path(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
path(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

maxBytes():bigint {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readUint64(this.bb_pos + offset) : BigInt('0');
}

static startHostGetRequest(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addScope(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, scopeOffset, 0);
}

static addPath(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, pathOffset, 0);
}

static addMaxBytes(builder:flatbuffers.Builder, maxBytes:bigint) {
  builder.addFieldInt64(2, maxBytes, BigInt('0'));
}

static endHostGetRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostGetRequest(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset, pathOffset:flatbuffers.Offset, maxBytes:bigint):flatbuffers.Offset {
  HostGetRequest.startHostGetRequest(builder);
  HostGetRequest.addScope(builder, scopeOffset);
  HostGetRequest.addPath(builder, pathOffset);
  HostGetRequest.addMaxBytes(builder, maxBytes);
  return HostGetRequest.endHostGetRequest(builder);
}
}

export class HostGetReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostGetReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostGetReply(bb:flatbuffers.ByteBuffer, obj?:HostGetReply):HostGetReply {
  return (obj || new HostGetReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

isFound():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
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

static startHostGetReply(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addIsFound(builder:flatbuffers.Builder, isFound:boolean) {
  builder.addFieldInt8(0, +isFound, +false);
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

static endHostGetReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostGetReply(builder:flatbuffers.Builder, isFound:boolean, contentOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostGetReply.startHostGetReply(builder);
  HostGetReply.addIsFound(builder, isFound);
  HostGetReply.addContent(builder, contentOffset);
  return HostGetReply.endHostGetReply(builder);
}
}

export class HostFactsRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostFactsRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostFactsRequest(bb:flatbuffers.ByteBuffer, obj?:HostFactsRequest):HostFactsRequest {
  return (obj || new HostFactsRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

scope():string|null
scope(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
scope(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

subset(index: number):string
subset(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
subset(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

subsetLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startHostFactsRequest(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addScope(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, scopeOffset, 0);
}

static addSubset(builder:flatbuffers.Builder, subsetOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, subsetOffset, 0);
}

static createSubsetVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startSubsetVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endHostFactsRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostFactsRequest(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset, subsetOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostFactsRequest.startHostFactsRequest(builder);
  HostFactsRequest.addScope(builder, scopeOffset);
  HostFactsRequest.addSubset(builder, subsetOffset);
  return HostFactsRequest.endHostFactsRequest(builder);
}
}

export class HostFactsReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostFactsReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostFactsReply(bb:flatbuffers.ByteBuffer, obj?:HostFactsReply):HostFactsReply {
  return (obj || new HostFactsReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

facts():string|null
facts(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
facts(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startHostFactsReply(builder:flatbuffers.Builder) {
  builder.startObject(1);
}

static addFacts(builder:flatbuffers.Builder, factsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, factsOffset, 0);
}

static endHostFactsReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostFactsReply(builder:flatbuffers.Builder, factsOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostFactsReply.startHostFactsReply(builder);
  HostFactsReply.addFacts(builder, factsOffset);
  return HostFactsReply.endHostFactsReply(builder);
}
}

export class HostSourceRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostSourceRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostSourceRequest(bb:flatbuffers.ByteBuffer, obj?:HostSourceRequest):HostSourceRequest {
  return (obj || new HostSourceRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

scope():string|null
scope(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
scope(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

path():string|null
path(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
path(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

kind():SourceKind {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readInt8(this.bb_pos + offset) : SourceKind.File;
}

options():string|null
options(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
options(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

hasContent():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

static startHostSourceRequest(builder:flatbuffers.Builder) {
  builder.startObject(5);
}

static addScope(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, scopeOffset, 0);
}

static addPath(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, pathOffset, 0);
}

static addKind(builder:flatbuffers.Builder, kind:SourceKind) {
  builder.addFieldInt8(2, kind, SourceKind.File);
}

static addOptions(builder:flatbuffers.Builder, optionsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, optionsOffset, 0);
}

static addHasContent(builder:flatbuffers.Builder, hasContent:boolean) {
  builder.addFieldInt8(4, +hasContent, +false);
}

static endHostSourceRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostSourceRequest(builder:flatbuffers.Builder, scopeOffset:flatbuffers.Offset, pathOffset:flatbuffers.Offset, kind:SourceKind, optionsOffset:flatbuffers.Offset, hasContent:boolean):flatbuffers.Offset {
  HostSourceRequest.startHostSourceRequest(builder);
  HostSourceRequest.addScope(builder, scopeOffset);
  HostSourceRequest.addPath(builder, pathOffset);
  HostSourceRequest.addKind(builder, kind);
  HostSourceRequest.addOptions(builder, optionsOffset);
  HostSourceRequest.addHasContent(builder, hasContent);
  return HostSourceRequest.endHostSourceRequest(builder);
}
}

export class SourceEntry {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SourceEntry {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSourceEntry(bb:flatbuffers.ByteBuffer, obj?:SourceEntry):SourceEntry {
  return (obj || new SourceEntry()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

source():string|null
source(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
source(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

relativePath():string|null
relativePath(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
relativePath(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

isDirectory():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

sha1():string|null
sha1(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
sha1(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

size():bigint {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.readUint64(this.bb_pos + offset) : BigInt('0');
}

mode():string|null
mode(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
mode(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

content(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

contentLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

contentArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

linkTarget():string|null
linkTarget(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
linkTarget(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startSourceEntry(builder:flatbuffers.Builder) {
  builder.startObject(8);
}

static addSource(builder:flatbuffers.Builder, sourceOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, sourceOffset, 0);
}

static addRelativePath(builder:flatbuffers.Builder, relativePathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, relativePathOffset, 0);
}

static addIsDirectory(builder:flatbuffers.Builder, isDirectory:boolean) {
  builder.addFieldInt8(2, +isDirectory, +false);
}

static addSha1(builder:flatbuffers.Builder, sha1Offset:flatbuffers.Offset) {
  builder.addFieldOffset(3, sha1Offset, 0);
}

static addSize(builder:flatbuffers.Builder, size:bigint) {
  builder.addFieldInt64(4, size, BigInt('0'));
}

static addMode(builder:flatbuffers.Builder, modeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, modeOffset, 0);
}

static addContent(builder:flatbuffers.Builder, contentOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, contentOffset, 0);
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

static addLinkTarget(builder:flatbuffers.Builder, linkTargetOffset:flatbuffers.Offset) {
  builder.addFieldOffset(7, linkTargetOffset, 0);
}

static endSourceEntry(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createSourceEntry(builder:flatbuffers.Builder, sourceOffset:flatbuffers.Offset, relativePathOffset:flatbuffers.Offset, isDirectory:boolean, sha1Offset:flatbuffers.Offset, size:bigint, modeOffset:flatbuffers.Offset, contentOffset:flatbuffers.Offset, linkTargetOffset:flatbuffers.Offset):flatbuffers.Offset {
  SourceEntry.startSourceEntry(builder);
  SourceEntry.addSource(builder, sourceOffset);
  SourceEntry.addRelativePath(builder, relativePathOffset);
  SourceEntry.addIsDirectory(builder, isDirectory);
  SourceEntry.addSha1(builder, sha1Offset);
  SourceEntry.addSize(builder, size);
  SourceEntry.addMode(builder, modeOffset);
  SourceEntry.addContent(builder, contentOffset);
  SourceEntry.addLinkTarget(builder, linkTargetOffset);
  return SourceEntry.endSourceEntry(builder);
}
}

export class HostSourceReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostSourceReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostSourceReply(bb:flatbuffers.ByteBuffer, obj?:HostSourceReply):HostSourceReply {
  return (obj || new HostSourceReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

isFound():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

searched(index: number):string
searched(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
searched(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

searchedLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

path():string|null
path(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
path(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

isDirectory():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

entries(index: number, obj?:SourceEntry):SourceEntry|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? (obj || new SourceEntry()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

entriesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

error():string|null
error(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
error(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startHostSourceReply(builder:flatbuffers.Builder) {
  builder.startObject(6);
}

static addIsFound(builder:flatbuffers.Builder, isFound:boolean) {
  builder.addFieldInt8(0, +isFound, +false);
}

static addSearched(builder:flatbuffers.Builder, searchedOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, searchedOffset, 0);
}

static createSearchedVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startSearchedVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addPath(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, pathOffset, 0);
}

static addIsDirectory(builder:flatbuffers.Builder, isDirectory:boolean) {
  builder.addFieldInt8(3, +isDirectory, +false);
}

static addEntries(builder:flatbuffers.Builder, entriesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, entriesOffset, 0);
}

static createEntriesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startEntriesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addError(builder:flatbuffers.Builder, errorOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, errorOffset, 0);
}

static endHostSourceReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostSourceReply(builder:flatbuffers.Builder, isFound:boolean, searchedOffset:flatbuffers.Offset, pathOffset:flatbuffers.Offset, isDirectory:boolean, entriesOffset:flatbuffers.Offset, errorOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostSourceReply.startHostSourceReply(builder);
  HostSourceReply.addIsFound(builder, isFound);
  HostSourceReply.addSearched(builder, searchedOffset);
  HostSourceReply.addPath(builder, pathOffset);
  HostSourceReply.addIsDirectory(builder, isDirectory);
  HostSourceReply.addEntries(builder, entriesOffset);
  HostSourceReply.addError(builder, errorOffset);
  return HostSourceReply.endHostSourceReply(builder);
}
}

export class HostReadRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostReadRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostReadRequest(bb:flatbuffers.ByteBuffer, obj?:HostReadRequest):HostReadRequest {
  return (obj || new HostReadRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

path():string|null
path(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
path(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startHostReadRequest(builder:flatbuffers.Builder) {
  builder.startObject(1);
}

static addPath(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, pathOffset, 0);
}

static endHostReadRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostReadRequest(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostReadRequest.startHostReadRequest(builder);
  HostReadRequest.addPath(builder, pathOffset);
  return HostReadRequest.endHostReadRequest(builder);
}
}

export class HostReadReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):HostReadReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsHostReadReply(bb:flatbuffers.ByteBuffer, obj?:HostReadReply):HostReadReply {
  return (obj || new HostReadReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

isFound():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

isDirectory():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

content(index: number):number|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readUint8(this.bb!.__vector(this.bb_pos + offset) + index) : 0;
}

contentLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

contentArray():Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? new Uint8Array(this.bb!.bytes().buffer, this.bb!.bytes().byteOffset + this.bb!.__vector(this.bb_pos + offset), this.bb!.__vector_len(this.bb_pos + offset)) : null;
}

entries(index: number):string
entries(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
entries(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

entriesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startHostReadReply(builder:flatbuffers.Builder) {
  builder.startObject(4);
}

static addIsFound(builder:flatbuffers.Builder, isFound:boolean) {
  builder.addFieldInt8(0, +isFound, +false);
}

static addIsDirectory(builder:flatbuffers.Builder, isDirectory:boolean) {
  builder.addFieldInt8(1, +isDirectory, +false);
}

static addContent(builder:flatbuffers.Builder, contentOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, contentOffset, 0);
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

static addEntries(builder:flatbuffers.Builder, entriesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, entriesOffset, 0);
}

static createEntriesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startEntriesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endHostReadReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createHostReadReply(builder:flatbuffers.Builder, isFound:boolean, isDirectory:boolean, contentOffset:flatbuffers.Offset, entriesOffset:flatbuffers.Offset):flatbuffers.Offset {
  HostReadReply.startHostReadReply(builder);
  HostReadReply.addIsFound(builder, isFound);
  HostReadReply.addIsDirectory(builder, isDirectory);
  HostReadReply.addContent(builder, contentOffset);
  HostReadReply.addEntries(builder, entriesOffset);
  return HostReadReply.endHostReadReply(builder);
}
}
