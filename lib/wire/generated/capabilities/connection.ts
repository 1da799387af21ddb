// Generated from schemas/capabilities/connection.fbs by scripts/gen_wire.ts; do not edit.
import * as flatbuffers from "flatbuffers";
import { Command, CommandResult } from "./host.ts";
import { KeyValue } from "../domain/common.ts";

export enum ConnectFailure {
  None = 0,
  Unreachable = 1,
  Authentication = 2,
  Become = 3,
  Opening = 4
}

export class ConnectRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):ConnectRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsConnectRequest(bb:flatbuffers.ByteBuffer, obj?:ConnectRequest):ConnectRequest {
  return (obj || new ConnectRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

host():string|null
host(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
host(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

address():string|null
address(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
address(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

port():number {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.readInt32(this.bb_pos + offset) : 0;
}

user():string|null
user(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
user(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

settings(index: number, obj?:KeyValue):KeyValue|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? (obj || new KeyValue()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

settingsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

becomeMethod():string|null
becomeMethod(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomeMethod(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

becomeUser():string|null
becomeUser(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomeUser(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

becomeExe():string|null
becomeExe(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomeExe(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

becomeFlags():string|null
becomeFlags(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomeFlags(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

becomePassword():string|null
becomePassword(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
becomePassword(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

timeoutMs():number {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? this.bb!.readUint32(this.bb_pos + offset) : 0;
}

opening(obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 26);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

closing(obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 28);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

static startConnectRequest(builder:flatbuffers.Builder) {
  builder.startObject(13);
}

static addHost(builder:flatbuffers.Builder, hostOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, hostOffset, 0);
}

static addAddress(builder:flatbuffers.Builder, addressOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, addressOffset, 0);
}

static addPort(builder:flatbuffers.Builder, port:number) {
  builder.addFieldInt32(2, port, 0);
}

static addUser(builder:flatbuffers.Builder, userOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, userOffset, 0);
}

static addSettings(builder:flatbuffers.Builder, settingsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, settingsOffset, 0);
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

static addBecomeMethod(builder:flatbuffers.Builder, becomeMethodOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, becomeMethodOffset, 0);
}

static addBecomeUser(builder:flatbuffers.Builder, becomeUserOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, becomeUserOffset, 0);
}

static addBecomeExe(builder:flatbuffers.Builder, becomeExeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(7, becomeExeOffset, 0);
}

static addBecomeFlags(builder:flatbuffers.Builder, becomeFlagsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(8, becomeFlagsOffset, 0);
}

static addBecomePassword(builder:flatbuffers.Builder, becomePasswordOffset:flatbuffers.Offset) {
  builder.addFieldOffset(9, becomePasswordOffset, 0);
}

static addTimeoutMs(builder:flatbuffers.Builder, timeoutMs:number) {
  builder.addFieldInt32(10, timeoutMs, 0);
}

static addOpening(builder:flatbuffers.Builder, openingOffset:flatbuffers.Offset) {
  builder.addFieldOffset(11, openingOffset, 0);
}

static addClosing(builder:flatbuffers.Builder, closingOffset:flatbuffers.Offset) {
  builder.addFieldOffset(12, closingOffset, 0);
}

static endConnectRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class ConnectReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):ConnectReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsConnectReply(bb:flatbuffers.ByteBuffer, obj?:ConnectReply):ConnectReply {
  return (obj || new ConnectReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

session():string|null
session(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
session(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

failure():ConnectFailure {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readInt8(this.bb_pos + offset) : ConnectFailure.None;
}

message():string|null
message(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
message(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

user():string|null
user(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
user(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

home():string|null
home(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
home(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

said():string|null
said(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
said(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startConnectReply(builder:flatbuffers.Builder) {
  builder.startObject(6);
}

static addSession(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, sessionOffset, 0);
}

static addFailure(builder:flatbuffers.Builder, failure:ConnectFailure) {
  builder.addFieldInt8(1, failure, ConnectFailure.None);
}

static addMessage(builder:flatbuffers.Builder, messageOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, messageOffset, 0);
}

static addUser(builder:flatbuffers.Builder, userOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, userOffset, 0);
}

static addHome(builder:flatbuffers.Builder, homeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, homeOffset, 0);
}

static addSaid(builder:flatbuffers.Builder, saidOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, saidOffset, 0);
}

static endConnectReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createConnectReply(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset, failure:ConnectFailure, messageOffset:flatbuffers.Offset, userOffset:flatbuffers.Offset, homeOffset:flatbuffers.Offset, saidOffset:flatbuffers.Offset):flatbuffers.Offset {
  ConnectReply.startConnectReply(builder);
  ConnectReply.addSession(builder, sessionOffset);
  ConnectReply.addFailure(builder, failure);
  ConnectReply.addMessage(builder, messageOffset);
  ConnectReply.addUser(builder, userOffset);
  ConnectReply.addHome(builder, homeOffset);
  ConnectReply.addSaid(builder, saidOffset);
  return ConnectReply.endConnectReply(builder);
}
}

export class SessionExecRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionExecRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionExecRequest(bb:flatbuffers.ByteBuffer, obj?:SessionExecRequest):SessionExecRequest {
  return (obj || new SessionExecRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

session():string|null
session(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
session(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

commands(index: number, obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

commandsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

stopOnFailure():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

static startSessionExecRequest(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addSession(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, sessionOffset, 0);
}

static addCommands(builder:flatbuffers.Builder, commandsOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, commandsOffset, 0);
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
  builder.addFieldInt8(2, +stopOnFailure, +false);
}

static endSessionExecRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createSessionExecRequest(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset, commandsOffset:flatbuffers.Offset, stopOnFailure:boolean):flatbuffers.Offset {
  SessionExecRequest.startSessionExecRequest(builder);
  SessionExecRequest.addSession(builder, sessionOffset);
  SessionExecRequest.addCommands(builder, commandsOffset);
  SessionExecRequest.addStopOnFailure(builder, stopOnFailure);
  return SessionExecRequest.endSessionExecRequest(builder);
}
}

export class SessionExecReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionExecReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionExecReply(bb:flatbuffers.ByteBuffer, obj?:SessionExecReply):SessionExecReply {
  return (obj || new SessionExecReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

results(index: number, obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

resultsLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

lost():string|null
lost(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
lost(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startSessionExecReply(builder:flatbuffers.Builder) {
  builder.startObject(2);
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

static addLost(builder:flatbuffers.Builder, lostOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, lostOffset, 0);
}

static endSessionExecReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createSessionExecReply(builder:flatbuffers.Builder, resultsOffset:flatbuffers.Offset, lostOffset:flatbuffers.Offset):flatbuffers.Offset {
  SessionExecReply.startSessionExecReply(builder);
  SessionExecReply.addResults(builder, resultsOffset);
  SessionExecReply.addLost(builder, lostOffset);
  return SessionExecReply.endSessionExecReply(builder);
}
}

export class SessionPutRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionPutRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionPutRequest(bb:flatbuffers.ByteBuffer, obj?:SessionPutRequest):SessionPutRequest {
  return (obj || new SessionPutRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

session():string|null
session(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
session(optionalEncoding?:any):string|Uint8Array|null {
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

mode():string|null
mode(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
mode(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

owner():string|null
owner(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
owner(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

group():string|null
group(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
group(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

validate():string|null
validate(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
validate(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 16);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

isInPlace():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 18);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

unlessSha1():string|null
unlessSha1(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
unlessSha1(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 20);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

before(index: number, obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

beforeLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 22);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

after(index: number, obj?:Command):Command|null {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? (obj || new Command()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

afterLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 24);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

piece(obj?:Piece):Piece|null {
  const offset = this.bb!.__offset(this.bb_pos, 26);
  return offset ? (obj || new Piece()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

static startSessionPutRequest(builder:flatbuffers.Builder) {
  builder.startObject(12);
}

static addSession(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, sessionOffset, 0);
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

static addMode(builder:flatbuffers.Builder, modeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, modeOffset, 0);
}

static addOwner(builder:flatbuffers.Builder, ownerOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, ownerOffset, 0);
}

static addGroup(builder:flatbuffers.Builder, groupOffset:flatbuffers.Offset) {
  builder.addFieldOffset(5, groupOffset, 0);
}

static addValidate(builder:flatbuffers.Builder, validateOffset:flatbuffers.Offset) {
  builder.addFieldOffset(6, validateOffset, 0);
}

static addIsInPlace(builder:flatbuffers.Builder, isInPlace:boolean) {
  builder.addFieldInt8(7, +isInPlace, +false);
}

static addUnlessSha1(builder:flatbuffers.Builder, unlessSha1Offset:flatbuffers.Offset) {
  builder.addFieldOffset(8, unlessSha1Offset, 0);
}

static addBefore(builder:flatbuffers.Builder, beforeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(9, beforeOffset, 0);
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
  builder.addFieldOffset(10, afterOffset, 0);
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

static addPiece(builder:flatbuffers.Builder, pieceOffset:flatbuffers.Offset) {
  builder.addFieldOffset(11, pieceOffset, 0);
}

static endSessionPutRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class Piece {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):Piece {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsPiece(bb:flatbuffers.ByteBuffer, obj?:Piece):Piece {
  return (obj || new Piece()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

file():bigint {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.readUint64(this.bb_pos + offset) : BigInt('0');
}

offset():bigint {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? this.bb!.readUint64(this.bb_pos + offset) : BigInt('0');
}

isLast():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

static startPiece(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addFile(builder:flatbuffers.Builder, file:bigint) {
  builder.addFieldInt64(0, file, BigInt('0'));
}

static addOffset(builder:flatbuffers.Builder, offset:bigint) {
  builder.addFieldInt64(1, offset, BigInt('0'));
}

static addIsLast(builder:flatbuffers.Builder, isLast:boolean) {
  builder.addFieldInt8(2, +isLast, +false);
}

static endPiece(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createPiece(builder:flatbuffers.Builder, file:bigint, offset:bigint, isLast:boolean):flatbuffers.Offset {
  Piece.startPiece(builder);
  Piece.addFile(builder, file);
  Piece.addOffset(builder, offset);
  Piece.addIsLast(builder, isLast);
  return Piece.endPiece(builder);
}
}

export class SessionPutReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionPutReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionPutReply(bb:flatbuffers.ByteBuffer, obj?:SessionPutReply):SessionPutReply {
  return (obj || new SessionPutReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

error():string|null
error(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
error(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

validation(obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 6);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb_pos + offset), this.bb!) : null;
}

lost():string|null
lost(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
lost(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

isKept():boolean {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? !!this.bb!.readInt8(this.bb_pos + offset) : false;
}

before(index: number, obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

beforeLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 12);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

after(index: number, obj?:CommandResult):CommandResult|null {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? (obj || new CommandResult()).__init(this.bb!.__indirect(this.bb!.__vector(this.bb_pos + offset) + index * 4), this.bb!) : null;
}

afterLength():number {
  const offset = this.bb!.__offset(this.bb_pos, 14);
  return offset ? this.bb!.__vector_len(this.bb_pos + offset) : 0;
}

static startSessionPutReply(builder:flatbuffers.Builder) {
  builder.startObject(6);
}

static addError(builder:flatbuffers.Builder, errorOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, errorOffset, 0);
}

static addValidation(builder:flatbuffers.Builder, validationOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, validationOffset, 0);
}

static addLost(builder:flatbuffers.Builder, lostOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, lostOffset, 0);
}

static addIsKept(builder:flatbuffers.Builder, isKept:boolean) {
  builder.addFieldInt8(3, +isKept, +false);
}

static addBefore(builder:flatbuffers.Builder, beforeOffset:flatbuffers.Offset) {
  builder.addFieldOffset(4, beforeOffset, 0);
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
  builder.addFieldOffset(5, afterOffset, 0);
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

static endSessionPutReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

}

export class SessionGetRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionGetRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionGetRequest(bb:flatbuffers.ByteBuffer, obj?:SessionGetRequest):SessionGetRequest {
  return (obj || new SessionGetRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

session():string|null
session(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
session(optionalEncoding?:any):string|Uint8Array|null {
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

static startSessionGetRequest(builder:flatbuffers.Builder) {
  builder.startObject(3);
}

static addSession(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, sessionOffset, 0);
}

static addPath(builder:flatbuffers.Builder, pathOffset:flatbuffers.Offset) {
  builder.addFieldOffset(1, pathOffset, 0);
}

static addMaxBytes(builder:flatbuffers.Builder, maxBytes:bigint) {
  builder.addFieldInt64(2, maxBytes, BigInt('0'));
}

static endSessionGetRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createSessionGetRequest(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset, pathOffset:flatbuffers.Offset, maxBytes:bigint):flatbuffers.Offset {
  SessionGetRequest.startSessionGetRequest(builder);
  SessionGetRequest.addSession(builder, sessionOffset);
  SessionGetRequest.addPath(builder, pathOffset);
  SessionGetRequest.addMaxBytes(builder, maxBytes);
  return SessionGetRequest.endSessionGetRequest(builder);
}
}

export class SessionGetReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionGetReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionGetReply(bb:flatbuffers.ByteBuffer, obj?:SessionGetReply):SessionGetReply {
  return (obj || new SessionGetReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
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

error():string|null
error(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
error(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 8);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

lost():string|null
lost(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
lost(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 10);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startSessionGetReply(builder:flatbuffers.Builder) {
  builder.startObject(4);
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

static addError(builder:flatbuffers.Builder, errorOffset:flatbuffers.Offset) {
  builder.addFieldOffset(2, errorOffset, 0);
}

static addLost(builder:flatbuffers.Builder, lostOffset:flatbuffers.Offset) {
  builder.addFieldOffset(3, lostOffset, 0);
}

static endSessionGetReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createSessionGetReply(builder:flatbuffers.Builder, isFound:boolean, contentOffset:flatbuffers.Offset, errorOffset:flatbuffers.Offset, lostOffset:flatbuffers.Offset):flatbuffers.Offset {
  SessionGetReply.startSessionGetReply(builder);
  SessionGetReply.addIsFound(builder, isFound);
  SessionGetReply.addContent(builder, contentOffset);
  SessionGetReply.addError(builder, errorOffset);
  SessionGetReply.addLost(builder, lostOffset);
  return SessionGetReply.endSessionGetReply(builder);
}
}

export class SessionCloseRequest {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionCloseRequest {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionCloseRequest(bb:flatbuffers.ByteBuffer, obj?:SessionCloseRequest):SessionCloseRequest {
  return (obj || new SessionCloseRequest()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

session():string|null
session(optionalEncoding:flatbuffers.Encoding):string|Uint8Array|null
session(optionalEncoding?:any):string|Uint8Array|null {
  const offset = this.bb!.__offset(this.bb_pos, 4);
  return offset ? this.bb!.__string(this.bb_pos + offset, optionalEncoding) : null;
}

static startSessionCloseRequest(builder:flatbuffers.Builder) {
  builder.startObject(1);
}

static addSession(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset) {
  builder.addFieldOffset(0, sessionOffset, 0);
}

static endSessionCloseRequest(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createSessionCloseRequest(builder:flatbuffers.Builder, sessionOffset:flatbuffers.Offset):flatbuffers.Offset {
  SessionCloseRequest.startSessionCloseRequest(builder);
  SessionCloseRequest.addSession(builder, sessionOffset);
  return SessionCloseRequest.endSessionCloseRequest(builder);
}
}

export class SessionCloseReply {
  bb: flatbuffers.ByteBuffer|null = null;
  bb_pos = 0;
  __init(i:number, bb:flatbuffers.ByteBuffer):SessionCloseReply {
  this.bb_pos = i;
  this.bb = bb;
  return this;
}

static getRootAsSessionCloseReply(bb:flatbuffers.ByteBuffer, obj?:SessionCloseReply):SessionCloseReply {
  return (obj || new SessionCloseReply()).__init(bb.readInt32(bb.position()) + bb.position(), bb);
}

static startSessionCloseReply(builder:flatbuffers.Builder) {
  builder.startObject(0);
}

static endSessionCloseReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  const offset = builder.endObject();
  return offset;
}

static createSessionCloseReply(builder:flatbuffers.Builder):flatbuffers.Offset {
  SessionCloseReply.startSessionCloseReply(builder);
  return SessionCloseReply.endSessionCloseReply(builder);
}
}
