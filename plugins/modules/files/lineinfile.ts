import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { ensureLine, type LineQuery, type Place, removeLines } from "./edit_lines.ts";
import { type EditedFile, inEncoding, loadFile, saveFile } from "./edited_file.ts";
import { pythonPattern } from "./python_pattern.ts";

const EMPTY_EXPRESSION =
  "The regular expression is an empty string, which will match every line in the file. " +
  "This may have unintended consequences, such as replacing the last line in the file rather than " +
  "appending. If this is desired, use '^' to match every line in the file and avoid this warning.";

const EMPTY_SEARCH =
  "The search string is an empty string, which will match every line in the file. " +
  "This may have unintended consequences, such as replacing the last line in the file rather than " +
  "appending.";

/** `lineinfile`: one line of a file, or none. */
export async function lineinfile(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const path = await expandPath(target, str(args, "path"));
  if (optionalStr(args, "regexp") === "") call.warn(EMPTY_EXPRESSION);
  else if (optionalStr(args, "search_string") === "") call.warn(EMPTY_SEARCH);
  const file = await loadFile(target, path);
  if (file.stat?.kind === "directory") {
    throw new ModuleFailure(`Path ${path} is a directory !`, { result: { rc: 256 } });
  }
  return str(args, "state") === "present"
    ? await present(call, target, { file, path })
    : await absent(call, target, { file, path });
}

interface Subject {
  readonly file: EditedFile;
  readonly path: string;
}

async function present(
  call: ModuleCall,
  target: Target,
  { file, path }: Subject,
): Promise<ModuleResult> {
  const { args } = call;
  const line = optionalStr(args, "line");
  const usesBackrefs = bool(args, "backrefs");
  if (usesBackrefs && optionalStr(args, "regexp") === undefined) {
    throw new ModuleFailure("regexp is required with backrefs=true");
  }
  if (line === undefined) throw new ModuleFailure("line is required with state=present");
  if (file.stat === undefined && !bool(args, "create")) {
    throw new ModuleFailure(`Destination ${path} does not exist !`, { result: { rc: 257 } });
  }
  const edit = ensureLine(file.text.content, {
    ...query(args, file),
    line: inEncoding(line, file),
    place: place(args, file),
    usesBackrefs,
    counts: bool(args, "firstmatch") ? "first" : "last",
  });
  const wanted = await wantedAttributes(args, target);
  return await saveFile(call, target, {
    file,
    path,
    ...edit,
    wanted,
    keys: {},
    backupKey: "backup",
    shows: "content-and-attributes",
  });
}

async function absent(
  call: ModuleCall,
  target: Target,
  { file, path }: Subject,
): Promise<ModuleResult> {
  const { args } = call;
  const line = optionalStr(args, "line");
  const search = query(args, file);
  if (line === undefined && search.regexp === undefined && search.searchString === undefined) {
    throw new ModuleFailure(
      "one of line, search_string, or regexp is required with state=absent",
    );
  }
  if (file.stat === undefined) return { changed: false, result: { msg: "file not present" } };
  const { found, ...edit } = removeLines(file.text.content, {
    ...search,
    ...(line === undefined ? {} : { line: inEncoding(line, file) }),
  });
  const wanted = await wantedAttributes(args, target);
  const keys = { found };
  return await saveFile(call, target, {
    file,
    path,
    ...edit,
    wanted,
    keys,
    backupKey: "backup",
    shows: "content-and-attributes",
  });
}

function query(args: Dict, file: EditedFile): LineQuery {
  const regexp = optionalStr(args, "regexp");
  const searchString = optionalStr(args, "search_string");
  return {
    ...(regexp === undefined ? {} : { regexp: pythonPattern(inEncoding(regexp, file)) }),
    ...(searchString === undefined ? {} : { searchString: inEncoding(searchString, file) }),
  };
}

function place(args: Dict, file: EditedFile): Place {
  const before = optionalStr(args, "insertbefore");
  const after = optionalStr(args, "insertafter");
  if (before === "BOF" || after === "BOF") return { kind: "start" };
  if (after !== undefined && after !== "EOF") {
    return { kind: "after", regexp: pythonPattern(inEncoding(after, file)) };
  }
  if (before !== undefined && after === undefined) {
    return { kind: "before", regexp: pythonPattern(inEncoding(before, file)) };
  }
  return { kind: "end" };
}
