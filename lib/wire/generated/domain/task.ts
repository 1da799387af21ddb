// Generated from schemas/domain/task.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";
import { Position, Var } from "./common.ts";

export enum Keyword {
  AnyErrorsFatal = 0,
  Async = 1,
  Become = 2,
  BecomeExe = 3,
  BecomeFlags = 4,
  BecomeMethod = 5,
  BecomeUser = 6,
  ChangedWhen = 7,
  CheckMode = 8,
  Collections = 9,
  Connection = 10,
  Debugger = 11,
  Delay = 12,
  DelegateFacts = 13,
  DelegateTo = 14,
  Diff = 15,
  Environment = 16,
  FactPath = 17,
  FailedWhen = 18,
  ForceHandlers = 19,
  GatherFacts = 20,
  GatherSubset = 21,
  GatherTimeout = 22,
  IgnoreErrors = 23,
  IgnoreUnreachable = 24,
  Listen = 25,
  Loop = 26,
  LoopControl = 27,
  LoopWith = 28,
  MaxFailPercentage = 29,
  ModuleDefaults = 30,
  NoLog = 31,
  Notify = 32,
  Order = 33,
  Poll = 34,
  Port = 35,
  Register = 36,
  RemoteUser = 37,
  Retries = 38,
  RunOnce = 39,
  Serial = 40,
  Strategy = 41,
  Tags = 42,
  Throttle = 43,
  Timeout = 44,
  Until = 45,
  VarsPrompt = 46,
  When = 47
}

export class Setting {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Setting {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSetting(bb:flatbuffers.ByteBuffer, obj?:Setting):Setting {
  return (obj || new Setting()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

keyword():Keyword {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.readUint8(this.bb_pos + offset) : Keyword.AnyErrorsFatal;
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

static startSetting(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addKeyword(builder:flatbuffers.Builder, keyword:Keyword) {
  builder.addFieldInt8(0, keyword, Keyword.AnyErrorsFatal);
}

static addValue(builder:flatbuffers.Builder, valueOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, valueOffset, 0);
}

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(2, positionOffset, 0);
}

static endSetting(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class TaskArg {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):TaskArg {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsTaskArg(bb:flatbuffers.ByteBuffer, obj?:TaskArg):TaskArg {
  return (obj || new TaskArg()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
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

static startTaskArg(builder:flatbuffers.Builder) {
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

static endTaskArg(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class Task {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Task {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsTask(bb:flatbuffers.ByteBuffer, obj?:Task):Task {
  return (obj || new Task()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

name():string|null
name(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
name(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

module():string|null
module(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
module(optionalEncoding?:any):string|Uint8Array|null {
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

when():string|null
when(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
when(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

become():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

freeForm():string|null
freeForm(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
freeForm(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

settings(index: number, obj?:Setting):Setting|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? (obj || new Setting()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

settingsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

vars(index: number, obj?:Var):Var|null {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? (obj || new Var()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

varsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

loopWith():string|null
loopWith(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
loopWith(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

block(obj?:Block):Block|null {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? (obj || new Block()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

modulePosition(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 26);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

argsTemplate():string|null
argsTemplate(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
argsTemplate(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 28);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startTask(builder:flatbuffers.Builder) {
  builder.startObject(13);
}

static addName(builder:flatbuffers.Builder, nameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, nameOffset, 0);
}

static addModule(builder:flatbuffers.Builder, moduleOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, moduleOffset, 0);
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

static addWhen(builder:flatbuffers.Builder, whenOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, whenOffset, 0);
}

static addBecome(builder:flatbuffers.Builder, become:boolean) {
  builder.addFieldInt8(4, +become, +false);
}

static addFreeForm(builder:flatbuffers.Builder, freeFormOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, freeFormOffset, 0);
}

static addSettings(builder:flatbuffers.Builder, settingsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, settingsOffset, 0);
}

static createSettingsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startSettingsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addVars(builder:flatbuffers.Builder, varsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(7, varsOffset, 0);
}

static createVarsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startVarsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addLoopWith(builder:flatbuffers.Builder, loopWithOffset:flatbuffers.Offset) {
  builder.addFieldOffset(8, loopWithOffset, 0);
}

static addBlock(builder:flatbuffers.Builder, blockOffset:flatbuffers.Offset) {
  builder.addFieldOffset(9, blockOffset, 0);
}

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(10, positionOffset, 0);
}

static addModulePosition(builder:flatbuffers.Builder, modulePositionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(11, modulePositionOffset, 0);
}

static addArgsTemplate(builder:flatbuffers.Builder, argsTemplateOffset:flatbuffers.Offset) {
  builder.addFieldOffset(12, argsTemplateOffset, 0);
}

static endTask(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class Block {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Block {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsBlock(bb:flatbuffers.ByteBuffer, obj?:Block):Block {
  return (obj || new Block()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

block(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

blockLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

rescue(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

rescueLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

always(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

alwaysLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startBlock(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addBlock(builder:flatbuffers.Builder, blockOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, blockOffset, 0);
}

static createBlockVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startBlockVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addRescue(builder:flatbuffers.Builder, rescueOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, rescueOffset, 0);
}

static createRescueVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startRescueVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addAlways(builder:flatbuffers.Builder, alwaysOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, alwaysOffset, 0);
}

static createAlwaysVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startAlwaysVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endBlock(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createBlock(builder:flatbuffers.Builder, blockOffset:flatbuffers.Offset, rescueOffset:flatbuffers.Offset, alwaysOffset:flatbuffers.Offset):flatbuffers.Offset {
  Block.startBlock(builder);
  Block.addBlock(builder, blockOffset);
  Block.addRescue(builder, rescueOffset);
  Block.addAlways(builder, alwaysOffset);
  return Block.endBlock(builder);
}
}

export class TaskList {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):TaskList {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsTaskList(bb:flatbuffers.ByteBuffer, obj?:TaskList):TaskList {
  return (obj || new TaskList()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

tasks(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

tasksLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startTaskList(builder:flatbuffers.Builder) {
  builder.startObject(1);
}

static addTasks(builder:flatbuffers.Builder, tasksOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, tasksOffset, 0);
}

static createTasksVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startTasksVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endTaskList(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createTaskList(builder:flatbuffers.Builder, tasksOffset:flatbuffers.Offset):flatbuffers.Offset {
  TaskList.startTaskList(builder);
  TaskList.addTasks(builder, tasksOffset);
  return TaskList.endTaskList(builder);
}
}
