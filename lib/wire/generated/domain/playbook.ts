// Generated from schemas/domain/playbook.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";
import { Position, Var } from "./common.ts";
import { Setting, Task } from "./task.ts";

export class PlaybookImport {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):PlaybookImport {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsPlaybookImport(bb:flatbuffers.ByteBuffer, obj?:PlaybookImport):PlaybookImport {
  return (obj || new PlaybookImport()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

path():string|null
path(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
path(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

name():string|null
name(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
name(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

vars(index: number, obj?:Var):Var|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new Var()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

varsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

tags(index: number):string
tags(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
tags(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

tagsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

when():string|null
when(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
when(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

settings(index: number, obj?:Setting):Setting|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? (obj || new Setting()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

settingsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

index():number {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.readUint32(this.bb_pos + offset) : 0;
}

static startPlaybookImport(builder:flatbuffers.Builder) {
  builder.startObject(8);
}

static addPath(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, pathOffset, 0);
}

static addName(builder:flatbuffers.Builder, nameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, nameOffset, 0);
}

static addVars(builder:flatbuffers.Builder, varsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, varsOffset, 0);
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

static addTags(builder:flatbuffers.Builder, tagsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, tagsOffset, 0);
}

static createTagsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startTagsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addWhen(builder:flatbuffers.Builder, whenOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, whenOffset, 0);
}

static addSettings(builder:flatbuffers.Builder, settingsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, settingsOffset, 0);
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

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(6, positionOffset, 0);
}

static addIndex(builder:flatbuffers.Builder, index:number) {
  builder.addFieldInt32(7, index, 0);
}

static endPlaybookImport(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class RoleInclude {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):RoleInclude {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsRoleInclude(bb:flatbuffers.ByteBuffer, obj?:RoleInclude):RoleInclude {
  return (obj || new RoleInclude()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

role():string|null
role(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
role(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

name():string|null
name(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
name(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

vars(index: number, obj?:Var):Var|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new Var()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

varsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

tags(index: number):string
tags(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
tags(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

tagsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

when():string|null
when(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
when(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

become():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

becomeUser():string|null
becomeUser(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomeUser(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

params(index: number, obj?:Var):Var|null {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? (obj || new Var()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

paramsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

settings(index: number, obj?:Setting):Setting|null {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? (obj || new Setting()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

settingsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

static startRoleInclude(builder:flatbuffers.Builder) {
  builder.startObject(10);
}

static addRole(builder:flatbuffers.Builder, roleOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, roleOffset, 0);
}

static addName(builder:flatbuffers.Builder, nameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, nameOffset, 0);
}

static addVars(builder:flatbuffers.Builder, varsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, varsOffset, 0);
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

static addTags(builder:flatbuffers.Builder, tagsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, tagsOffset, 0);
}

static createTagsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startTagsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addWhen(builder:flatbuffers.Builder, whenOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, whenOffset, 0);
}

static addBecome(builder:flatbuffers.Builder, become:boolean) {
  builder.addFieldInt8(5, +become, +false);
}

static addBecomeUser(builder:flatbuffers.Builder, becomeUserOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, becomeUserOffset, 0);
}

static addParams(builder:flatbuffers.Builder, paramsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(7, paramsOffset, 0);
}

static createParamsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startParamsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addSettings(builder:flatbuffers.Builder, settingsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(8, settingsOffset, 0);
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

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(9, positionOffset, 0);
}

static endRoleInclude(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class VarsPrompt {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):VarsPrompt {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsVarsPrompt(bb:flatbuffers.ByteBuffer, obj?:VarsPrompt):VarsPrompt {
  return (obj || new VarsPrompt()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

name():string|null
name(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
name(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

prompt():string|null
prompt(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
prompt(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

defaultValue():string|null
defaultValue(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
defaultValue(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

private_():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : true;
}

confirm():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

encrypt():string|null
encrypt(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
encrypt(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

saltSize():number {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 0;
}

salt():string|null
salt(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
salt(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

unsafe():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

static startVarsPrompt(builder:flatbuffers.Builder) {
  builder.startObject(10);
}

static addName(builder:flatbuffers.Builder, nameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, nameOffset, 0);
}

static addPrompt(builder:flatbuffers.Builder, promptOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, promptOffset, 0);
}

static addDefaultValue(builder:flatbuffers.Builder, defaultValueOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, defaultValueOffset, 0);
}

static addPrivate(builder:flatbuffers.Builder, private_:boolean) {
  builder.addFieldInt8(3, +private_, +true);
}

static addConfirm(builder:flatbuffers.Builder, confirm:boolean) {
  builder.addFieldInt8(4, +confirm, +false);
}

static addEncrypt(builder:flatbuffers.Builder, encryptOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, encryptOffset, 0);
}

static addSaltSize(builder:flatbuffers.Builder, saltSize:number) {
  builder.addFieldInt32(6, saltSize, 0);
}

static addSalt(builder:flatbuffers.Builder, saltOffset:flatbuffers.Offset) {
  builder.addFieldOffset(7, saltOffset, 0);
}

static addUnsafe(builder:flatbuffers.Builder, unsafe:boolean) {
  builder.addFieldInt8(8, +unsafe, +false);
}

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(9, positionOffset, 0);
}

static endVarsPrompt(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class VarsFile {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):VarsFile {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsVarsFile(bb:flatbuffers.ByteBuffer, obj?:VarsFile):VarsFile {
  return (obj || new VarsFile()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

candidates(index: number):string
candidates(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
candidates(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

candidatesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

static startVarsFile(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addCandidates(builder:flatbuffers.Builder, candidatesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, candidatesOffset, 0);
}

static createCandidatesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startCandidatesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(1, positionOffset, 0);
}

static endVarsFile(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class Play {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Play {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsPlay(bb:flatbuffers.ByteBuffer, obj?:Play):Play {
  return (obj || new Play()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

name():string|null
name(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
name(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

hosts():string|null
hosts(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
hosts(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

tasks(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

tasksLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

handlers(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

handlersLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

preTasks(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

preTasksLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

postTasks(index: number, obj?:Task):Task|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? (obj || new Task()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

postTasksLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

roles(index: number, obj?:RoleInclude):RoleInclude|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? (obj || new RoleInclude()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

rolesLength():number {
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

varsFiles(index: number):string
varsFiles(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
varsFiles(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

varsFilesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

become():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

becomeUser():string|null
becomeUser(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomeUser(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

becomeMethod():string|null
becomeMethod(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomeMethod(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 26);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

gatherFacts():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 28);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : true;
}

strategy():string|null
strategy(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
strategy(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 30);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

serial():string|null
serial(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
serial(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 32);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

maxFailPercentage():number {
  const offset = this.bb!.__offset(this.bb_pos, 34);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : -1;
}

anyErrorsFatal():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 36);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

connection():string|null
connection(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
connection(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 38);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

remoteUser():string|null
remoteUser(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
remoteUser(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 40);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

port():number {
  const offset = this.bb!.__offset(this.bb_pos, 42);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 0;
}

tags(index: number):string
tags(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
tags(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 44);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

tagsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 44);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

when():string|null
when(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
when(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 46);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

environment(index: number, obj?:Var):Var|null {
  const offset = this.bb!.__offset(this.bb_pos, 48);
  return offset ? (obj || new Var()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

environmentLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 48);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

settings(index: number, obj?:Setting):Setting|null {
  const offset = this.bb!.__offset(this.bb_pos, 50);
  return offset ? (obj || new Setting()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

settingsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 50);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

varsFilesEntries(index: number, obj?:VarsFile):VarsFile|null {
  const offset = this.bb!.__offset(this.bb_pos, 52);
  return offset ? (obj || new VarsFile()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

varsFilesEntriesLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 52);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

varsPrompt(index: number, obj?:VarsPrompt):VarsPrompt|null {
  const offset = this.bb!.__offset(this.bb_pos, 54);
  return offset ? (obj || new VarsPrompt()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

varsPromptLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 54);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

position(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 56);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

hostsPosition(obj?:Position):Position|null {
  const offset = this.bb!.__offset(this.bb_pos, 58);
  return offset ? (obj || new Position()).__init(this.bb_pos + offset, this.bb!) : null;
}

hostPatterns(index: number):string
hostPatterns(index: number,optionalEncoding:flatbuffers.Encoding):string|Uint8Array
hostPatterns(index: number,optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 60);
  return offset ? this.bb!.__string(this.bb!.__vector(this.bb_pos + offset) + index * 4, optionalEncoding) : null;
}

hostPatternsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 60);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startPlay(builder:flatbuffers.Builder) {
  builder.startObject(29);
}

static addName(builder:flatbuffers.Builder, nameOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, nameOffset, 0);
}

static addHosts(builder:flatbuffers.Builder, hostsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, hostsOffset, 0);
}

static addTasks(builder:flatbuffers.Builder, tasksOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, tasksOffset, 0);
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

static addHandlers(builder:flatbuffers.Builder, handlersOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, handlersOffset, 0);
}

static createHandlersVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startHandlersVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addPreTasks(builder:flatbuffers.Builder, preTasksOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, preTasksOffset, 0);
}

static createPreTasksVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startPreTasksVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addPostTasks(builder:flatbuffers.Builder, postTasksOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, postTasksOffset, 0);
}

static createPostTasksVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startPostTasksVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addRoles(builder:flatbuffers.Builder, rolesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, rolesOffset, 0);
}

static createRolesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startRolesVector(builder:flatbuffers.Builder, numElems:number) {
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

static addVarsFiles(builder:flatbuffers.Builder, varsFilesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(8, varsFilesOffset, 0);
}

static createVarsFilesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startVarsFilesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addBecome(builder:flatbuffers.Builder, become:boolean) {
  builder.addFieldInt8(9, +become, +false);
}

static addBecomeUser(builder:flatbuffers.Builder, becomeUserOffset:flatbuffers.Offset) {
  builder.addFieldOffset(10, becomeUserOffset, 0);
}

static addBecomeMethod(builder:flatbuffers.Builder, becomeMethodOffset:flatbuffers.Offset) {
  builder.addFieldOffset(11, becomeMethodOffset, 0);
}

static addGatherFacts(builder:flatbuffers.Builder, gatherFacts:boolean) {
  builder.addFieldInt8(12, +gatherFacts, +true);
}

static addStrategy(builder:flatbuffers.Builder, strategyOffset:flatbuffers.Offset) {
  builder.addFieldOffset(13, strategyOffset, 0);
}

static addSerial(builder:flatbuffers.Builder, serialOffset:flatbuffers.Offset) {
  builder.addFieldOffset(14, serialOffset, 0);
}

static addMaxFailPercentage(builder:flatbuffers.Builder, maxFailPercentage:number) {
  builder.addFieldInt32(15, maxFailPercentage, -1);
}

static addAnyErrorsFatal(builder:flatbuffers.Builder, anyErrorsFatal:boolean) {
  builder.addFieldInt8(16, +anyErrorsFatal, +false);
}

static addConnection(builder:flatbuffers.Builder, connectionOffset:flatbuffers.Offset) {
  builder.addFieldOffset(17, connectionOffset, 0);
}

static addRemoteUser(builder:flatbuffers.Builder, remoteUserOffset:flatbuffers.Offset) {
  builder.addFieldOffset(18, remoteUserOffset, 0);
}

static addPort(builder:flatbuffers.Builder, port:number) {
  builder.addFieldInt32(19, port, 0);
}

static addTags(builder:flatbuffers.Builder, tagsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(20, tagsOffset, 0);
}

static createTagsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startTagsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addWhen(builder:flatbuffers.Builder, whenOffset:flatbuffers.Offset) {
  builder.addFieldOffset(21, whenOffset, 0);
}

static addEnvironment(builder:flatbuffers.Builder, environmentOffset:flatbuffers.Offset) {
  builder.addFieldOffset(22, environmentOffset, 0);
}

static createEnvironmentVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startEnvironmentVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addSettings(builder:flatbuffers.Builder, settingsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(23, settingsOffset, 0);
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

static addVarsFilesEntries(builder:flatbuffers.Builder, varsFilesEntriesOffset:flatbuffers.Offset) {
  builder.addFieldOffset(24, varsFilesEntriesOffset, 0);
}

static createVarsFilesEntriesVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startVarsFilesEntriesVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addVarsPrompt(builder:flatbuffers.Builder, varsPromptOffset:flatbuffers.Offset) {
  builder.addFieldOffset(25, varsPromptOffset, 0);
}

static createVarsPromptVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startVarsPromptVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addPosition(builder:flatbuffers.Builder, positionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(26, positionOffset, 0);
}

static addHostsPosition(builder:flatbuffers.Builder, hostsPositionOffset:flatbuffers.Offset) {
  builder.addFieldStruct(27, hostsPositionOffset, 0);
}

static addHostPatterns(builder:flatbuffers.Builder, hostPatternsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(28, hostPatternsOffset, 0);
}

static createHostPatternsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startHostPatternsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endPlay(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class Playbook {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Playbook {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsPlaybook(bb:flatbuffers.ByteBuffer, obj?:Playbook):Playbook {
  return (obj || new Playbook()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

plays(index: number, obj?:Play):Play|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new Play()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

playsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

imports(index: number, obj?:PlaybookImport):PlaybookImport|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new PlaybookImport()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

importsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startPlaybook(builder:flatbuffers.Builder) {
  builder.startObject(2);
}

static addPlays(builder:flatbuffers.Builder, playsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, playsOffset, 0);
}

static createPlaysVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startPlaysVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static addImports(builder:flatbuffers.Builder, importsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, importsOffset, 0);
}

static createImportsVector(builder:flatbuffers.Builder, data:flatbuffers.Offset[]):flatbuffers.Offset {
  builder.startVector(4, data.length, 4);
  for (let i = data.length - 1; i >= 0; i--) {
    builder.addOffset(data[i]!);
  }
  return builder.endVector();
}

static startImportsVector(builder:flatbuffers.Builder, numElems:number) {
  builder.startVector(4, numElems, 4);
}

static endPlaybook(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createPlaybook(builder:flatbuffers.Builder, playsOffset:flatbuffers.Offset, importsOffset:flatbuffers.Offset):flatbuffers.Offset {
  Playbook.startPlaybook(builder);
  Playbook.addPlays(builder, playsOffset);
  Playbook.addImports(builder, importsOffset);
  return Playbook.endPlaybook(builder);
}
}
