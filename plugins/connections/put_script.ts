import { shellWords } from "../../lib/source/shell_words.ts";
import type { FileAttributes, SessionPutRequest } from "../../lib/plugin/sdk.ts";
import { quote } from "./quote.ts";
import { commandStep, shortText, type Step, withPayload } from "./session_script.ts";

/** A file to write. */
export interface PutRequest extends FileAttributes, Pick<SessionPutRequest, "piece"> {
  readonly path: string;
  readonly content: Uint8Array;
  /** A command with `%s` for the new file; where it fails the old file stays. */
  readonly validate?: string;
  /** Writes into the present file instead of replacing it. */
  readonly isInPlace: boolean;
  /** Keeps a file that has this checksum, and whatever else is no plain file. */
  readonly unlessSha1?: string;
}

/** The exit code of the first step where `unlessSha1` keeps what is there. */
export const KEPT = 45;

/**
 * The steps that write one file, or a piece of it: the content into a new file beside the old one,
 * the attributes of the old one or those asked for, then one rename. With `validate` there are three:
 * write, validate, finish; else one. Whatever fails, the new file is removed and the old one is as it
 * was.
 *
 * @param unique A text that no other writer in this session uses; part of the new file's name.
 * @throws {SyntaxError} If `validate` cannot be split into words.
 */
export function putSteps(request: PutRequest, unique: string): readonly Step[] {
  const { piece, validate } = request;
  const folder = folderOf(request.path);
  const draft = `${request.isInPlace ? `"\${TMPDIR:-/tmp}"` : quote(folder)}/` +
    `".shep-$_H-$$-${piece?.file ?? unique}"`;
  const variables = `p=${quote(request.path)} d=${quote(folder)} t=${draft}`;
  const write = writeText(request);
  // The session remembers what is not finished when its step is.
  const remember = piece === undefined ? "" : `_F=${piece.isLast ? "" : draft}; `;
  if (piece?.isLast === false) {
    const text = `${remember}(${variables}; ${ON_SIGNAL}; ${write} || ${GIVE_UP})`;
    return [withContent(text, request.content)];
  }
  const finish = request.isInPlace ? inPlaceText(request) : replaceText(request);
  if (validate === undefined) {
    const text = `${remember}(${variables}; ${ON_SIGNAL}; ${write} && ${finish} || ${GIVE_UP})`;
    return [withContent(text, request.content)];
  }
  const words = shellWords(validate, "no-comments");
  const argv = words.map((word) => word.replaceAll("%s", NEW_FILE).replaceAll("%%", "%"));
  const validation = commandStep({ argv }, "success").text.replaceAll(NEW_FILE, () => `'${draft}'`);
  return [
    withContent(`(${variables}; ${ON_SIGNAL}; ${write} || ${GIVE_UP})`, request.content),
    { text: validation, after: "success" },
    {
      text: `${remember}(${variables}; [ $_S = 0 ] && ${finish} || ${GIVE_UP}) </dev/null`,
      after: "anything",
    },
  ];
}

/** Stands for the new file's path until the words are quoted. */
const NEW_FILE = "\u{F0000}";

const GIVE_UP = `{ rm -f "$t"; exit 1; }`;

/** A shell that is asked to end leaves nothing behind. */
const ON_SIGNAL = `trap 'rm -f "$t"; exit 1' HUP INT TERM PIPE`;

/** Where the old file is to stay, the content is skipped and the rest left undone. */
function keepText({ unlessSha1 }: PutRequest, skip: string): string {
  if (unlessSha1 === undefined) return "";
  const keep = `${skip}exit ${KEPT}`;
  return `if [ -L "$p" ] || { [ -e "$p" ] && [ ! -f "$p" ]; }; then ${keep}; fi; ` +
    `if [ -e "$p" ]; then case "$(sha1sum <"$p")" in ${quote(unlessSha1)}*) ${keep};; esac; fi; `;
}

/** The folder and then the content; both leave nothing unread behind. */
function writeText(request: PutRequest): string {
  const { content: bytes, piece } = request;
  const short = shortText(bytes);
  const copy = (into: string) =>
    short === undefined
      ? `_r ${bytes.length} ${into}"$t"`
      : `printf %s ${quote(short)} ${into}"$t"`;
  // The end of a connection looks like the end of the content.
  const isWhole = short === undefined && piece?.isLast !== false
    ? ` && [ "$(wc -c <"$t")" -eq ${(piece?.offset ?? 0) + bytes.length} ]`
    : "";
  if (piece !== undefined && piece.offset > 0) return `${copy(">>")}${isWhole}`;
  const skip = short === undefined ? `_r ${bytes.length} >/dev/null; ` : "";
  const refuse = (test: string, why: string) =>
    `if ${test}; then ${skip}echo "${why}" >&2; exit 1; fi; `;
  return keepText(request, skip) + refuse(`[ ! -d "$d" ]`, "No such folder: $d") +
    refuse(`[ -d "$p" ]`, "Is a folder: $p") +
    `_c "\${t%/*}"; ${umaskText(request)}; set -C; ${copy(">")}${isWhole}`;
}

/**
 * Only its owner can read a new file until it is finished, unless nothing is asked of it: then it
 * gets what the umask and the folder's default ACL leave, at once.
 */
function umaskText(request: PutRequest): string {
  if (!isPlain(request) || request.isInPlace) return "umask 077";
  return `if [ -e "$p" ]; then umask 077; else umask $_U; fi`;
}

/** What is asked of a file in pieces is known with the last one. */
function isPlain({ mode, owner, group, validate, piece }: PutRequest): boolean {
  return [mode, owner, group, validate, piece].every((asked) => asked === undefined);
}

function replaceText(request: PutRequest): string {
  const { mode, owner, group } = request;
  const keep = owner !== undefined && group !== undefined ? "" : KEEP_OWNER;
  const fresh = isPlain(request) ? ":" : `(umask $_U; chmod =rw "$t")`;
  const chmod = mode === undefined
    ? `if [ -e "$p" ]; then ${KEEP_MODE}; else ${fresh}; fi`
    : `chmod ${quote(mode)} "$t"`;
  return `{ ${keep}:; } && ${ownText(request)} && ${chmod} && mv -f "$t" "$p"`;
}

/** Busybox's chmod has no reference. */
const KEEP_MODE = `{ chmod --reference="$p" "$t" 2>/dev/null || ` +
  `chmod "$(stat -L -c %a "$p")" "$t"; }`;

/** As Ansible: an owner that may not be kept is no error. */
const KEEP_OWNER = `if [ -e "$p" ] && { [ ! -O "$p" ] || [ ! -G "$p" ]; }; then ` +
  `chown "$(stat -L -c %u:%g "$p")" "$t" 2>/dev/null; fi; `;

function inPlaceText(request: PutRequest): string {
  const chmod = request.mode === undefined ? ":" : `chmod ${quote(request.mode)} "$p"`;
  const own = ownText(request).replaceAll(`"$t"`, `"$p"`);
  return `set +C && umask $_U && cat "$t" >"$p" && ${own} && ${chmod} && rm -f "$t"`;
}

function ownText({ owner, group }: PutRequest): string {
  if (owner !== undefined) {
    return `chown ${quote(group === undefined ? owner : `${owner}:${group}`)} "$t"`;
  }
  return group === undefined ? ":" : `chgrp ${quote(group)} "$t"`;
}

function withContent(text: string, content: Uint8Array): Step {
  if (shortText(content) !== undefined) return { text: `${text} </dev/null`, after: "anything" };
  return { text: withPayload(text), payload: content, after: "anything" };
}

function folderOf(path: string): string {
  const slash = path.replace(/\/+$/, "").lastIndexOf("/");
  if (slash < 0) return ".";
  return path.slice(0, slash).replace(/\/+$/, "") || "/";
}
