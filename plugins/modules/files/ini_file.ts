import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { pathInfo, statBehind } from "../shared/file_stat.ts";
import { editIni } from "./edit_ini.ts";
import { type EditedFile, inEncoding, loadFile, saveFile } from "./edited_file.ts";

/** Options of an INI file. Behaves as ini_file of community.general. */
export async function iniFile(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const value = optionalStr(args, "value");
  const given = value === undefined ? strings(args, "values") : [value];
  const state = str(args, "state") === "absent" ? "absent" : "present";
  if (state === "present" && !bool(args, "allow_no_value") && given.length === 0) {
    throw new ModuleFailure(
      "Parameter 'value(s)' must be defined if state=present and allow_no_value=False.",
    );
  }
  const path = await expandPath(target, str(args, "path"));
  const file = withoutCarriageReturns(await loadFile(target, path, "replace"));
  if (file.stat?.kind === "directory") throw new ModuleFailure(`Is a folder: ${path}`);
  if (file.stat === undefined && !bool(args, "create")) {
    throw new ModuleFailure(`Destination ${path} does not exist!`, { result: { rc: 257 } });
  }
  const inFile = (text: string) => inEncoding(text, file);
  const edit = editIni(file.text.content, {
    section: inFile(optionalStr(args, "section") ?? ""),
    option: inFile(optionalStr(args, "option") ?? ""),
    values: [...new Set(given)].map(inFile),
    state,
    others: bool(args, "exclusive") ? "remove" : "keep",
    assignment: bool(args, "no_extra_spaces") ? "=" : " = ",
    bare: bool(args, "allow_no_value") ? "allowed" : "refused",
  });
  const wanted = await wantedAttributes(args, target);
  const saved = await saveFile(call, target, {
    file,
    path,
    content: edit.isChanged ? edit.content : file.text.content,
    message: edit.isChanged ? edit.message : "",
    wanted,
    keys: { path },
    backupKey: "backup_file",
    shows: "content",
  });
  const now = saved.changed && !call.checkMode ? await statBehind(target, path) : file.stat;
  const info = now === undefined ? {} : pathInfo(now);
  return { ...saved, result: { ...saved.result, ...info, msg: edit.message } };
}

/** What is read, shown and written has the ends of lines that this kind of system has. */
function withoutCarriageReturns(file: EditedFile): EditedFile {
  const content = file.text.content.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  return { ...file, text: { ...file.text, content } };
}
