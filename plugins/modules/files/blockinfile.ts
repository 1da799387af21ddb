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
import type { PythonRegex } from "../../../lib/source/python_regex.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { type EditedFile, inEncoding, loadFile, saveFile } from "./edited_file.ts";
import { pythonPattern } from "./python_pattern.ts";

/** `blockinfile`: lines between two markers. */
export async function blockinfile(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const path = await expandPath(target, str(args, "path"));
  const file = await loadFile(target, path);
  if (file.stat?.kind === "directory") {
    throw new ModuleFailure(`Path ${path} is a directory !`, { result: { rc: 256 } });
  }
  const isPresent = str(args, "state") === "present";
  if (file.stat === undefined && !bool(args, "create")) {
    throw new ModuleFailure(`Path ${path} does not exist !`, { result: { rc: 257 } });
  }
  if (file.stat === undefined && !isPresent) {
    return { changed: false, result: { msg: `File ${path} not present` } };
  }
  const block = isPresent ? blockLines(args, file) : [];
  const content = withBlock(file.text.content, {
    block,
    markers: markers(args, file),
    place: place(args, file),
    blanks: { before: bool(args, "prepend_newline"), after: bool(args, "append_newline") },
  });
  const wanted = await wantedAttributes(args, target);
  const isSame = file.stat !== undefined && content === file.text.content;
  return await saveFile(call, target, {
    file,
    path,
    content,
    message: isSame
      ? ""
      : file.stat === undefined
      ? "File created"
      : block.length === 0
      ? "Block removed"
      : "Block inserted",
    wanted,
    keys: {},
    backupKey: "backup_file",
    shows: "content-and-attributes",
  });
}

type Place =
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "after" | "before"; readonly regexp: PythonRegex };

interface Block {
  /** With its markers; empty if it is to go. */
  readonly block: readonly string[];
  readonly markers: readonly [string, string];
  readonly place: Place;
  /** Where an empty line is to part the block from others. */
  readonly blanks: { readonly before: boolean; readonly after: boolean };
}

/** @returns The content with the block where an old one was, else at its place. */
function withBlock(
  content: string,
  { block, markers: [begin, end], place, blanks }: Block,
): string {
  const lines = linesOf(content);
  const first = lines.lastIndexOf(begin);
  const last = lines.lastIndexOf(end);
  let at = Math.min(first, last);
  if (first < 0 || last < 0) at = newPlace(lines, place);
  else lines.splice(at, Math.abs(last - first) + 1);
  const before = lines[at - 1];
  if (before !== undefined && !before.endsWith("\n")) lines[at - 1] = `${before}\n`;
  const isPart = (line: string | undefined) => line !== undefined && line.trimEnd() !== "";
  const isThere = block.length > 0;
  lines.splice(
    at,
    0,
    ...(isThere && blanks.before && isPart(before) ? ["\n"] : []),
    ...block,
    ...(isThere && blanks.after && isPart(lines[at]) ? ["\n"] : []),
  );
  return lines.join("");
}

function newPlace(lines: readonly string[], place: Place): number {
  if (place.kind === "start") return 0;
  if (place.kind === "end") return lines.length;
  const at = lines.findLastIndex((line) => place.regexp.search(line) !== undefined);
  if (at < 0) return lines.length;
  return place.kind === "after" ? at + 1 : at;
}

function blockLines(args: Dict, file: EditedFile): readonly string[] {
  const text = inEncoding(str(args, "block"), file);
  if (text === "") return [];
  const [begin, end] = markers(args, file);
  return [begin, ...linesOf(text.endsWith("\n") ? text : `${text}\n`), end];
}

function markers(args: Dict, file: EditedFile): readonly [string, string] {
  const marker = inEncoding(str(args, "marker"), file);
  const line = (mark: string) => `${marker.replaceAll("{mark}", () => inEncoding(mark, file))}\n`;
  return [line(str(args, "marker_begin")), line(str(args, "marker_end"))];
}

function place(args: Dict, file: EditedFile): Place {
  const before = optionalStr(args, "insertbefore");
  const after = optionalStr(args, "insertafter");
  if (after !== undefined && after !== "EOF") {
    return { kind: "after", regexp: pythonPattern(inEncoding(after, file)) };
  }
  if (before === undefined) return { kind: "end" };
  if (before === "BOF") return { kind: "start" };
  return { kind: "before", regexp: pythonPattern(inEncoding(before, file)) };
}

/** Lines with their ends: a line feed, a carriage return, or both. */
function linesOf(content: string): string[] {
  return content.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
