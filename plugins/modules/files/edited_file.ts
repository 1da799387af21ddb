import { folderOf } from "../../../lib/base/posix_path.ts";
import {
  type CommandOutcome,
  type Diff,
  type ModuleCall,
  type ModuleDiff,
  ModuleFailure,
  type ModuleResult,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import {
  attributeChange,
  isChange,
  resolveOwners,
  type WantedAttributes,
} from "../shared/file_attributes.ts";
import {
  asOperand,
  type FileStat,
  modeText,
  parseStats,
  statBehind,
  statCommand,
  statTargetCommand,
} from "../shared/file_stat.ts";
import { settleAttributes } from "./settle_attributes.ts";
import { makeFolders } from "./make_folders.ts";
import { writeFile } from "./write_file.ts";

/** A file whose content a module changes. */
export interface EditedFile {
  /** Behind a link, where the path is one. */
  readonly path: string;
  readonly stat: FileStat | undefined;
  /** Whether the folder that it is or would be in is there. */
  readonly hasFolder: boolean;
  /** Empty if there is no such file. */
  readonly text: EditedText;
}

/** The content as text that can be turned back into the same bytes. */
export interface EditedText {
  readonly content: string;
  /** Bytes that are no UTF-8 are edited as Latin-1, which keeps all of them. */
  readonly encoding: "utf-8" | "latin1";
}

/**
 * One round trip; two for a link.
 *
 * @param links Whether what a link leads to is edited, or a file with its content takes its place.
 */
export async function loadFile(
  target: Target,
  path: string,
  links: "follow" | "replace" = "follow",
): Promise<EditedFile> {
  const paths = [path, folderOf(path) || "."];
  const [own, content] = await target.probe(statCommand(...paths), {
    argv: ["cat", asOperand(path)],
  });
  const text = decode(content?.exitCode === 0 ? content.stdoutBytes : new Uint8Array());
  const found = parseStats(own, paths);
  const stat = found.get(path);
  const hasFolder = found.size > (stat === undefined ? 0 : 1);
  if (stat?.kind !== "link") return readable({ path, stat, hasFolder, text }, content);
  if (links === "replace") {
    const behind = await statBehind(target, path);
    return readable({ path, stat: behind, hasFolder, text }, content);
  }
  const [behind, real] = await target.probe(statTargetCommand(path), {
    argv: ["readlink", "-f", asOperand(path)],
  });
  const realPath = real?.stdout.replace(/\n$/, "") ?? path;
  const followed = parseStats(behind, [path]).get(path);
  const there = followed === undefined ? undefined : { ...followed, path: realPath };
  return readable({ path: realPath, stat: there, hasFolder: there !== undefined, text }, content);
}

/** What cannot be read must not be taken for empty, or it would be written over. */
function readable(file: EditedFile, content: CommandOutcome | undefined): EditedFile {
  if (file.stat?.kind === "file" && content?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot read ${file.path}: ${content?.stderr.trim() ?? "no answer"}`);
  }
  return file;
}

/** @returns `text` in the form that `file` is edited in. */
export function inEncoding(text: string, { text: { encoding } }: EditedFile): string {
  return encoding === "utf-8" ? text : latin1(new TextEncoder().encode(text));
}

/** What a module made of a file. */
export interface Edit {
  readonly file: EditedFile;
  /** The path as it was given, for messages. */
  readonly path: string;
  readonly content: string;
  /** What is said of the change; empty if there is none. */
  readonly message: string;
  readonly wanted: WantedAttributes;
  /** Other keys of the result. */
  readonly keys: Readonly<Record<string, Value>>;
  /** The key that a backup is told under. */
  readonly backupKey: "backup" | "backup_file";
  /** Whether a difference tells of the attributes too, of content, or of content that changes. */
  readonly shows: "content-and-attributes" | "content" | "changed-content";
}

const ATTRIBUTES = "ownership, perms or SE linux context changed";

/**
 * Writes what a module made of a file and settles its attributes.
 *
 * @throws {ModuleFailure} If it cannot be written, or is not valid.
 */
export async function saveFile(
  call: ModuleCall,
  target: Target,
  edit: Edit,
): Promise<ModuleResult> {
  const { file, path, content, message } = edit;
  const isEdited = message !== "";
  const header = edit.shows === "changed-content" ? path : `${path} (content)`;
  // It is registered without `--diff`, too, but then it is empty.
  const contentDiff: Diff = {
    beforeHeader: header,
    afterHeader: header,
    before: call.diff ? shown(file.text.content, file) : "",
    after: call.diff ? shown(content, file) : "",
  };
  const noBackup: Readonly<Record<string, Value>> = edit.backupKey === "backup"
    ? { backup: "" }
    : {};
  if (file.stat === undefined && (call.checkMode || !isEdited)) {
    const result = { ...edit.keys, ...noBackup, msg: message };
    return { changed: isEdited, result, diff: [contentDiff] };
  }
  const { backup, attributes } = await write(call, target, edit);
  const parts = [...(isEdited ? [message] : []), ...(attributes.isChanged ? [ATTRIBUTES] : [])];
  return {
    changed: isEdited || attributes.isChanged,
    result: {
      ...edit.keys,
      ...noBackup,
      ...(backup === undefined ? {} : { [edit.backupKey]: backup }),
      msg: parts.join(" and "),
    },
    ...diffsOf(call, edit, { contentDiff, attributes }),
  };
}

function diffsOf(
  call: ModuleCall,
  { shows, path, message }: Edit,
  { contentDiff, attributes }: { readonly contentDiff: Diff; readonly attributes: Attributes },
): Pick<ModuleResult, "diff" | "diffForm"> {
  switch (shows) {
    case "changed-content":
      return { diff: call.diff && message !== "" ? [contentDiff] : [] };
    case "content":
      return { diff: [contentDiff] };
    case "content-and-attributes":
      return { diff: [contentDiff, attributesDiff(path, attributes)], diffForm: "list" };
    default:
      return shows satisfies never;
  }
}

/** Without texts where nothing changes. */
function attributesDiff(path: string, { isChanged, before, after }: Attributes): ModuleDiff {
  const header = `${path} (file attributes)`;
  const headers = { beforeHeader: header, afterHeader: header };
  return isChanged ? { ...headers, ...dictDiff(before, after) } : headers;
}

interface Attributes {
  readonly isChanged: boolean;
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
}

async function write(
  call: ModuleCall,
  target: Target,
  { file, content, message, wanted }: Edit,
): Promise<{ backup?: string; attributes: Attributes }> {
  const { path, stat, hasFolder } = file;
  if (message === "" && stat !== undefined) {
    const settled = await settleAttributes(target, { path, stat, wanted });
    return { attributes: { ...settled.change, isChanged: settled.isChanged } };
  }
  const bytes = encode(content, file);
  if (stat !== undefined) {
    // One round trip for content and attributes.
    const resolved = await resolveOwners(target, wanted, [stat]);
    const change = attributeChange(stat, resolved);
    const { mode = modeText(stat.mode), owner, group } = resolved;
    const kept = {
      mode,
      ...(change.owner === undefined || owner === undefined ? {} : { owner }),
      ...(change.group === undefined || group === undefined ? {} : { group }),
    };
    const { backup } = await put(call, target, { path, content: bytes, stat, wanted: kept });
    return {
      ...(backup === undefined ? {} : { backup }),
      attributes: { ...change, isChanged: isChange(change) },
    };
  }
  if (!hasFolder) await makeFolders(target, [{ path: folderOf(path) || ".", wanted: {} }]);
  const conditions = { after: [statCommand(path)] };
  const { after } = await put(call, target, {
    ...{ path, content: bytes, stat, wanted: {} },
    conditions,
  });
  const made = parseStats(after[0], [path]).get(path);
  if (made === undefined) {
    throw new ModuleFailure(`Cannot write ${path}: it is not there afterwards`);
  }
  const settled = await settleAttributes(target, { path, stat: made, wanted });
  return { attributes: { ...settled.change, isChanged: settled.isChanged } };
}

async function put(call: ModuleCall, target: Target, file: Parameters<typeof writeFile>[2]) {
  const written = await writeFile(call, target, file);
  const { validation } = written;
  if (validation === undefined) return written;
  throw new ModuleFailure(
    `failed to validate: rc:${validation.exitCode} error:${validation.stderr}`,
  );
}

function decode(bytes: Uint8Array): EditedText {
  try {
    const content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { content, encoding: "utf-8" };
  } catch {
    return { content: latin1(bytes), encoding: "latin1" };
  }
}

/** One character for each byte; what the web calls latin1 is something else. */
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

function encode(content: string, { text }: EditedFile): Uint8Array {
  if (text.encoding === "utf-8") return new TextEncoder().encode(content);
  return Uint8Array.from(content, (char) => char.charCodeAt(0));
}

function shown(content: string, file: EditedFile): string {
  return file.text.encoding === "utf-8" ? content : new TextDecoder().decode(encode(content, file));
}
