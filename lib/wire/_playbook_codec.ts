import type { Builder, Offset } from "flatbuffers";
import * as fbs from "./generated/domain/playbook.ts";
import { type FileTable, readPosition, varReader, varWriter } from "./_domain_codec.ts";
import {
  literalBool,
  literalEnvironment,
  literalInt,
  literalTags,
  literalText,
  literalWhen,
} from "./_literal.ts";
import type {
  Play,
  Playbook,
  PlaybookImport,
  RoleInclude,
  VarsFile,
  VarsPrompt,
} from "./playbook.ts";
import { given, many, need, texts } from "./_read.ts";
import { settingReader, settingWriter, taskReader, taskWriter } from "./_task_codec.ts";
import { list, text, textList } from "./_write.ts";

export function writePlaybook(builder: Builder, playbook: Playbook, files: FileTable): Offset {
  return fbs.Playbook.createPlaybook(
    builder,
    list(builder, playbook.plays, playWriter(files)),
    list(builder, playbook.imports, importWriter(files)),
  );
}

export function readPlaybook(table: fbs.Playbook, files: readonly string[]): Playbook {
  const readPlay = playReader(files);
  const readImport = importReader(files);
  return {
    plays: many(table.playsLength(), { at: (i) => table.plays(i), read: readPlay }),
    imports: many(table.importsLength(), { at: (i) => table.imports(i), read: readImport }),
  };
}

/** @returns What writes a role. */
export function roleWriter(files: FileTable): (builder: Builder, item: RoleInclude) => Offset {
  const writeSetting = settingWriter(files);
  const writeVar = varWriter(files);
  return (builder, include) => {
    const { settings } = include;
    const role = text(builder, include.role);
    const name = text(builder, include.name);
    const vars = list(builder, include.vars, writeVar);
    const tags = textList(builder, literalTags(settings));
    const when = text(builder, literalWhen(settings));
    const becomeUser = text(builder, literalText(settings, "become_user"));
    const params = list(builder, include.params, writeVar);
    const settingsOffset = list(builder, settings, writeSetting);
    fbs.RoleInclude.startRoleInclude(builder);
    fbs.RoleInclude.addRole(builder, role);
    fbs.RoleInclude.addName(builder, name);
    fbs.RoleInclude.addVars(builder, vars);
    fbs.RoleInclude.addTags(builder, tags);
    fbs.RoleInclude.addWhen(builder, when);
    fbs.RoleInclude.addBecome(builder, literalBool(settings, "become") ?? false);
    fbs.RoleInclude.addBecomeUser(builder, becomeUser);
    fbs.RoleInclude.addParams(builder, params);
    fbs.RoleInclude.addSettings(builder, settingsOffset);
    if (include.position !== undefined) {
      fbs.RoleInclude.addPosition(builder, files.write(builder, include.position));
    }
    return fbs.RoleInclude.endRoleInclude(builder);
  };
}

/** @returns What reads a role. */
export function roleReader(files: readonly string[]): (table: fbs.RoleInclude) => RoleInclude {
  const readSetting = settingReader(files);
  const readVar = varReader(files);
  return (table) =>
    given<RoleInclude>({
      role: need(table.role(), "role"),
      name: table.name(),
      vars: many(table.varsLength(), { at: (i) => table.vars(i), read: readVar }),
      params: many(table.paramsLength(), { at: (i) => table.params(i), read: readVar }),
      settings: many(table.settingsLength(), { at: (i) => table.settings(i), read: readSetting }),
      position: readPosition(table.position(), files) ?? null,
    });
}

function importWriter(files: FileTable): (builder: Builder, item: PlaybookImport) => Offset {
  const writeSetting = settingWriter(files);
  const writeVar = varWriter(files);
  return (builder, item) => {
    const path = text(builder, item.path);
    const name = text(builder, item.name);
    const vars = list(builder, item.vars, writeVar);
    const tags = textList(builder, literalTags(item.settings));
    const when = text(builder, literalWhen(item.settings));
    const settings = list(builder, item.settings, writeSetting);
    fbs.PlaybookImport.startPlaybookImport(builder);
    fbs.PlaybookImport.addPath(builder, path);
    fbs.PlaybookImport.addName(builder, name);
    fbs.PlaybookImport.addVars(builder, vars);
    fbs.PlaybookImport.addTags(builder, tags);
    fbs.PlaybookImport.addWhen(builder, when);
    fbs.PlaybookImport.addSettings(builder, settings);
    fbs.PlaybookImport.addIndex(builder, item.index);
    if (item.position !== undefined) {
      fbs.PlaybookImport.addPosition(builder, files.write(builder, item.position));
    }
    return fbs.PlaybookImport.endPlaybookImport(builder);
  };
}

function importReader(files: readonly string[]): (table: fbs.PlaybookImport) => PlaybookImport {
  const readSetting = settingReader(files);
  const readVar = varReader(files);
  return (table) =>
    given<PlaybookImport>({
      path: need(table.path(), "path"),
      name: table.name(),
      vars: many(table.varsLength(), { at: (i) => table.vars(i), read: readVar }),
      settings: many(table.settingsLength(), { at: (i) => table.settings(i), read: readSetting }),
      index: table.index(),
      position: readPosition(table.position(), files) ?? null,
    });
}

function playWriter(files: FileTable): (builder: Builder, item: Play) => Offset {
  const writeTask = taskWriter(files);
  const writeVar = varWriter(files);
  const writeRole = roleWriter(files);
  const writeVarsFile = varsFileWriter(files);
  const writePrompt = varsPromptWriter(files);
  const writeSetting = settingWriter(files);
  return (builder, play) => {
    const name = text(builder, play.name);
    const hosts = text(builder, play.hosts);
    const hostPatterns = play.hostPatterns && textList(builder, play.hostPatterns);
    const tasks = list(builder, play.tasks, writeTask);
    const handlers = list(builder, play.handlers, writeTask);
    const preTasks = list(builder, play.preTasks, writeTask);
    const postTasks = list(builder, play.postTasks, writeTask);
    const roles = list(builder, play.roles, writeRole);
    const vars = list(builder, play.vars, writeVar);
    const varsFiles = list(builder, play.varsFiles, writeVarsFile);
    const varsPrompt = list(builder, play.varsPrompt, writePrompt);
    const settings = list(builder, play.settings, writeSetting);
    const addLiterals = prepareLiterals(builder, play, writeVar);
    fbs.Play.startPlay(builder);
    fbs.Play.addName(builder, name);
    fbs.Play.addHosts(builder, hosts);
    if (hostPatterns !== undefined) fbs.Play.addHostPatterns(builder, hostPatterns);
    fbs.Play.addTasks(builder, tasks);
    fbs.Play.addHandlers(builder, handlers);
    fbs.Play.addPreTasks(builder, preTasks);
    fbs.Play.addPostTasks(builder, postTasks);
    fbs.Play.addRoles(builder, roles);
    fbs.Play.addVars(builder, vars);
    fbs.Play.addVarsFilesEntries(builder, varsFiles);
    fbs.Play.addVarsPrompt(builder, varsPrompt);
    fbs.Play.addSettings(builder, settings);
    addLiterals();
    if (play.position !== undefined) {
      fbs.Play.addPosition(builder, files.write(builder, play.position));
    }
    if (play.hostsPosition !== undefined) {
      fbs.Play.addHostsPosition(builder, files.write(builder, play.hostsPosition));
    }
    return fbs.Play.endPlay(builder);
  };
}

/** Writes the texts of the named fields; the result adds the fields to the play that is open. */
function prepareLiterals(
  builder: Builder,
  { settings, varsFiles }: Play,
  writeVar: ReturnType<typeof varWriter>,
): () => void {
  const become = literalBool(settings, "become") ?? false;
  const becomeUser = text(builder, literalText(settings, "become_user"));
  const becomeMethod = text(builder, literalText(settings, "become_method"));
  const strategy = text(builder, literalText(settings, "strategy"));
  const serial = text(builder, literalText(settings, "serial"));
  const connection = text(builder, literalText(settings, "connection"));
  const remoteUser = text(builder, literalText(settings, "remote_user"));
  const tags = textList(builder, literalTags(settings));
  const when = text(builder, literalWhen(settings));
  const environment = list(builder, literalEnvironment(settings), writeVar);
  const single = varsFiles.flatMap(({ candidates }) => candidates.length === 1 ? candidates : []);
  const vars = textList(builder, single);
  return () => {
    fbs.Play.addBecome(builder, become);
    fbs.Play.addBecomeUser(builder, becomeUser);
    fbs.Play.addBecomeMethod(builder, becomeMethod);
    fbs.Play.addGatherFacts(builder, literalBool(settings, "gather_facts") ?? true);
    fbs.Play.addStrategy(builder, strategy);
    fbs.Play.addSerial(builder, serial);
    fbs.Play.addMaxFailPercentage(builder, literalInt(settings, "max_fail_percentage") ?? -1);
    fbs.Play.addAnyErrorsFatal(builder, literalBool(settings, "any_errors_fatal") ?? false);
    fbs.Play.addConnection(builder, connection);
    fbs.Play.addRemoteUser(builder, remoteUser);
    fbs.Play.addPort(builder, literalInt(settings, "port") ?? 0);
    fbs.Play.addTags(builder, tags);
    fbs.Play.addWhen(builder, when);
    fbs.Play.addEnvironment(builder, environment);
    fbs.Play.addVarsFiles(builder, vars);
  };
}

function playReader(files: readonly string[]): (table: fbs.Play) => Play {
  const readTask = taskReader(files);
  const readVar = varReader(files);
  const readRole = roleReader(files);
  const readSetting = settingReader(files);
  return (table) =>
    given<Play>({
      name: table.name(),
      hosts: need(table.hosts(), "hosts"),
      hostsPosition: readPosition(table.hostsPosition(), files) ?? null,
      hostPatterns: table.hostPatternsLength() === 0
        ? null
        : texts(table.hostPatternsLength(), (i) => table.hostPatterns(i)),
      tasks: many(table.tasksLength(), { at: (i) => table.tasks(i), read: readTask }),
      handlers: many(table.handlersLength(), { at: (i) => table.handlers(i), read: readTask }),
      preTasks: many(table.preTasksLength(), { at: (i) => table.preTasks(i), read: readTask }),
      postTasks: many(table.postTasksLength(), { at: (i) => table.postTasks(i), read: readTask }),
      roles: many(table.rolesLength(), { at: (i) => table.roles(i), read: readRole }),
      vars: many(table.varsLength(), { at: (i) => table.vars(i), read: readVar }),
      varsFiles: many(table.varsFilesEntriesLength(), {
        at: (i) => table.varsFilesEntries(i),
        read: (entry) =>
          given<VarsFile>({
            candidates: texts(entry.candidatesLength(), (i) => entry.candidates(i)),
            position: readPosition(entry.position(), files) ?? null,
          }),
      }),
      varsPrompt: many(table.varsPromptLength(), {
        at: (i) => table.varsPrompt(i),
        read: (prompt) => readVarsPrompt(prompt, files),
      }),
      settings: many(table.settingsLength(), { at: (i) => table.settings(i), read: readSetting }),
      position: readPosition(table.position(), files) ?? null,
    });
}

function varsFileWriter(files: FileTable): (builder: Builder, item: VarsFile) => Offset {
  return (builder, { candidates, position }) => {
    const candidatesOffset = textList(builder, candidates);
    fbs.VarsFile.startVarsFile(builder);
    fbs.VarsFile.addCandidates(builder, candidatesOffset);
    if (position !== undefined) fbs.VarsFile.addPosition(builder, files.write(builder, position));
    return fbs.VarsFile.endVarsFile(builder);
  };
}

function varsPromptWriter(files: FileTable): (builder: Builder, item: VarsPrompt) => Offset {
  return (builder, prompt) => {
    const name = text(builder, prompt.name);
    const promptOffset = text(builder, prompt.prompt);
    const defaultValue = text(builder, prompt.defaultValue);
    const encrypt = text(builder, prompt.encrypt);
    const salt = text(builder, prompt.salt);
    fbs.VarsPrompt.startVarsPrompt(builder);
    fbs.VarsPrompt.addName(builder, name);
    fbs.VarsPrompt.addPrompt(builder, promptOffset);
    fbs.VarsPrompt.addDefaultValue(builder, defaultValue);
    fbs.VarsPrompt.addPrivate(builder, prompt.private);
    fbs.VarsPrompt.addConfirm(builder, prompt.confirm);
    fbs.VarsPrompt.addEncrypt(builder, encrypt);
    fbs.VarsPrompt.addSaltSize(builder, prompt.saltSize ?? 0);
    fbs.VarsPrompt.addSalt(builder, salt);
    fbs.VarsPrompt.addUnsafe(builder, prompt.unsafe);
    if (prompt.position !== undefined) {
      fbs.VarsPrompt.addPosition(builder, files.write(builder, prompt.position));
    }
    return fbs.VarsPrompt.endVarsPrompt(builder);
  };
}

function readVarsPrompt(table: fbs.VarsPrompt, files: readonly string[]): VarsPrompt {
  return given<VarsPrompt>({
    name: need(table.name(), "name"),
    prompt: table.prompt(),
    defaultValue: table.defaultValue(),
    private: table.private_(),
    confirm: table.confirm(),
    encrypt: table.encrypt(),
    saltSize: table.saltSize() || null,
    salt: table.salt(),
    unsafe: table.unsafe(),
    position: readPosition(table.position(), files) ?? null,
  });
}
