import type { Builder, Offset } from "flatbuffers";
import type { Position as PositionTable } from "./generated/domain/common.ts";
import * as fbs from "./generated/domain/task.ts";
import { Malformed } from "./_checked_buffer.ts";
import { type FileTable, readPosition, varReader, varWriter } from "./_domain_codec.ts";
import { literalBool, literalWhen } from "./_literal.ts";
import { given, many, nameOf, need } from "./_read.ts";
import { type BlockTask, KEYWORDS, type ModuleTask, type Setting, type Task } from "./task.ts";
import { list, text } from "./_write.ts";

/** Blocks in blocks: nobody writes that many. */
const DEPTH_LIMIT = 64;

const KEYWORD_NUMBERS = new Map(KEYWORDS.map((keyword, index) => [keyword, index]));

/** @returns What writes a setting. */
export function settingWriter(files: FileTable): (builder: Builder, item: Setting) => Offset {
  return (builder, { keyword, value, position }) => {
    const valueOffset = text(builder, value);
    fbs.Setting.startSetting(builder);
    fbs.Setting.addKeyword(builder, KEYWORD_NUMBERS.get(keyword) ?? 0);
    fbs.Setting.addValue(builder, valueOffset);
    if (position !== undefined) fbs.Setting.addPosition(builder, files.write(builder, position));
    return fbs.Setting.endSetting(builder);
  };
}

/** @returns What reads a setting. */
export function settingReader(files: readonly string[]): (table: fbs.Setting) => Setting {
  return (table) => {
    const keyword = nameOf(KEYWORDS, table.keyword(), "keyword");
    const value = need(table.value(), "value");
    const position = readPosition(table.position(), files);
    return position === undefined ? { keyword, value } : { keyword, value, position };
  };
}

/** @returns What writes a task or a block with all that is in it. */
export function taskWriter(files: FileTable): (builder: Builder, item: Task) => Offset {
  const writeSetting = settingWriter(files);
  const writeVar = varWriter(files);

  function writeTask(builder: Builder, task: Task): Offset {
    const specific = task.kind === "task" ? writeModule(builder, task) : {
      block: writeBlock(builder, task),
    };
    const name = text(builder, task.name);
    const when = text(builder, literalWhen(task.settings));
    const settings = list(builder, task.settings, writeSetting);
    const vars = list(builder, task.vars, writeVar);
    fbs.Task.startTask(builder);
    fbs.Task.addName(builder, name);
    fbs.Task.addWhen(builder, when);
    fbs.Task.addBecome(builder, literalBool(task.settings, "become") ?? false);
    fbs.Task.addSettings(builder, settings);
    fbs.Task.addVars(builder, vars);
    if (task.position !== undefined) {
      fbs.Task.addPosition(builder, files.write(builder, task.position));
    }
    if ("block" in specific) {
      fbs.Task.addBlock(builder, specific.block);
      return fbs.Task.endTask(builder);
    }
    fbs.Task.addModule(builder, specific.module);
    fbs.Task.addArgs(builder, specific.args);
    fbs.Task.addFreeForm(builder, specific.freeForm);
    fbs.Task.addLoopWith(builder, specific.loopWith);
    fbs.Task.addArgsTemplate(builder, specific.argsTemplate);
    if (task.kind === "task" && task.modulePosition !== undefined) {
      fbs.Task.addModulePosition(builder, files.write(builder, task.modulePosition));
    }
    return fbs.Task.endTask(builder);
  }

  /** An argument has the fields of a variable, in the same places. */
  function writeModule(builder: Builder, task: ModuleTask) {
    return {
      module: text(builder, task.module),
      args: list(builder, task.args, writeVar),
      freeForm: text(builder, task.freeForm),
      loopWith: text(builder, task.loopWith),
      argsTemplate: text(builder, task.argsTemplate),
    };
  }

  function writeBlock(builder: Builder, task: BlockTask): Offset {
    return fbs.Block.createBlock(
      builder,
      list(builder, task.block, writeTask),
      list(builder, task.rescue, writeTask),
      list(builder, task.always, writeTask),
    );
  }

  return writeTask;
}

/** @returns What reads a task or a block with all that is in it. */
export function taskReader(files: readonly string[]): (table: fbs.Task) => Task {
  const readSetting = settingReader(files);
  const readVar = varReader(files);
  const position = (table: PositionTable | null) => readPosition(table, files) ?? null;
  let depth = 0;

  function readTask(table: fbs.Task): Task {
    const common = {
      name: table.name(),
      settings: many(table.settingsLength(), { at: (i) => table.settings(i), read: readSetting }),
      vars: many(table.varsLength(), { at: (i) => table.vars(i), read: readVar }),
      position: position(table.position()),
    };
    const block = table.block();
    if (block !== null) return readBlock(block, common);
    return given<ModuleTask>({
      kind: "task",
      ...common,
      module: need(table.module(), "module"),
      modulePosition: position(table.modulePosition()),
      args: many(table.argsLength(), { at: (i) => table.args(i), read: readVar }),
      freeForm: table.freeForm(),
      argsTemplate: table.argsTemplate(),
      loopWith: table.loopWith(),
    });
  }

  function readBlock(
    table: fbs.Block,
    common: Pick<Parameters<typeof given<BlockTask>>[0], "name" | "settings" | "vars" | "position">,
  ): BlockTask {
    if (++depth > DEPTH_LIMIT) {
      throw new Malformed(`blocks are nested more than ${DEPTH_LIMIT} deep`);
    }
    const block = given<BlockTask>({
      kind: "block",
      ...common,
      block: many(table.blockLength(), { at: (i) => table.block(i), read: readTask }),
      rescue: many(table.rescueLength(), { at: (i) => table.rescue(i), read: readTask }),
      always: many(table.alwaysLength(), { at: (i) => table.always(i), read: readTask }),
    });
    depth--;
    return block;
  }

  return readTask;
}
