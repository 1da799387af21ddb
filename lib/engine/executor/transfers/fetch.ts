import { absolutePath, folderOf, nameOf } from "../../../base/posix_path.ts";
import { type Dict, dict } from "../../../base/value.ts";
import type { CommandResult } from "../../../wire/host.ts";
import { failure, type TaskResult } from "../result.ts";
import type { SessionShell } from "./session_shell.ts";
import type { TransferCall } from "./transfer.ts";
import { toText } from "../../template/text.ts";

/** `fetch`: a file of the target to the controller, of any size, if it differs from what is there. */
export async function fetch(call: TransferCall): Promise<TaskResult> {
  const { target, controller, execution: { args } } = call;
  const given = toText(args.get("src") ?? null);
  const src = given.startsWith("~/") ? await target.home() + given.slice(1) : given;
  const source = await inspect(target, src);
  if (source.kind === "none") {
    if (args.get("fail_on_missing") === false) return unchanged(source.ignored);
    return failure(source.message, { changed: false });
  }
  const dest = await destination(call, src);
  if ("problem" in dest) return failure(dest.problem, { changed: false });
  const [old] = await controller.exec({ argv: ["sha1sum", dest.path] });
  const keys = { dest: dest.path, checksum: source.checksum };
  if (checksumOf(old) === source.checksum) {
    return unchanged({ ...keys, file: src, md5sum: await md5(controller, dest.path) });
  }
  return await transfer(call, { src, dest: dest.path, checksum: source.checksum });
}

type Source =
  | { readonly kind: "file"; readonly checksum: string }
  | {
    readonly kind: "none";
    readonly message: string;
    /** What the result says where this is no failure. */
    readonly ignored: Readonly<Record<string, string>>;
  };

async function inspect(target: SessionShell, src: string): Promise<Source> {
  const path = asOperand(src);
  const [there, folder, sum] = await target.exec(
    { argv: ["test", "-e", path] },
    { argv: ["test", "-d", path] },
    { argv: ["sha1sum", path] },
  );
  if (there?.exitCode !== 0) {
    const message = "the remote file does not exist, not transferring, ignored";
    return { kind: "none", message, ignored: { msg: message, file: src } };
  }
  if (folder?.exitCode === 0) {
    const message = "remote file is a directory, fetch cannot work on directories";
    return { kind: "none", message, ignored: { msg: `${message}, not transferring, ignored` } };
  }
  const checksum = checksumOf(sum);
  if (checksum !== undefined) return { kind: "file", checksum };
  return { kind: "none", message: `file is not readable: ${src}`, ignored: { file: src } };
}

/** @returns Where the file goes on the controller, or why it cannot go there. */
async function destination(
  { controller, execution }: TransferCall,
  src: string,
): Promise<{ readonly path: string } | { readonly problem: string }> {
  const { args, host, folder } = execution;
  const given = await expanded(controller, toText(args.get("dest") ?? null));
  const base = given.startsWith("/") ? given : `${folder}/${given}`;
  if (args.get("flat") !== true) return { path: absolutePath(`${base}/${host.name}/${src}`, "/") };
  if (base.endsWith("/")) return { path: absolutePath(base + nameOf(src), "/") };
  const [isFolder] = await controller.exec({ argv: ["test", "-d", base] });
  if (isFolder?.exitCode !== 0) return { path: absolutePath(base, "/") };
  const problem = "dest is an existing directory, use a trailing slash if you want to fetch src " +
    "into that directory";
  return { problem };
}

/** `~` and variables of the controller's environment. */
async function expanded(controller: SessionShell, path: string): Promise<string> {
  const home = path.startsWith("~") ? await controller.home() : "";
  const plain = path.replace(/^~(?=\/|$)/, home);
  const names = [...plain.matchAll(VARIABLE)].map((match) => match[1] ?? match[2] ?? "");
  if (names.length === 0) return plain;
  const values = await controller.exec(...names.map((name) => ({ argv: ["printenv", name] })));
  let at = 0;
  return plain.replace(VARIABLE, (text) => {
    const value = values[at++];
    return value?.exitCode === 0 ? textOf(value.stdout).replace(/\n$/, "") : text;
  });
}

const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g;

/** Bytes that are on their way at a time. */
const CHUNK = 8 * 1024 * 1024;

/** The file, the first byte, how many. */
const READ = 'tail -c "+$2" "$1" | head -c "$3"';

/** The folder; prints the name of a file beside the new one. */
const PREPARE = `umask 077
d=\${1%/*} u=$2
(umask "$u"; mkdir -p -- "$d") || exit 1
mktemp "$d/.shep-fetch.XXXXXXXX"`;

/** The temporary file, its path and the checksum that it must have, if any. */
const FINISH = `s=$(sha1sum <"$1") && s=\${s%% *}
if [ -n "$3" ] && [ "$s" != "$3" ]; then rm -f -- "$1"; printf %s "$s"; exit 3; fi
chmod "$(printf %o $((0666 & ~0$4)))" "$1" && mv -f -- "$1" "$2" && printf %s "$s"`;

interface Wanted {
  readonly src: string;
  readonly dest: string;
  readonly checksum: string;
}

async function transfer(call: TransferCall, wanted: Wanted): Promise<TaskResult> {
  const { controller, cleanup, execution: { args } } = call;
  const [mask] = await controller.exec({ argv: ["sh", "-c", "umask"] });
  const umask = textOf(mask?.stdout).trim() || "022";
  const { src, dest, checksum } = wanted;
  const [prepared] = await controller.exec({ script: PREPARE, argv: [dest, umask] });
  if (prepared?.exitCode !== 0) {
    const said = textOf(prepared?.stderr).trim();
    return failure(`Unable to create local directories(${folderOf(dest)}): ${said}`, {});
  }
  const draft = textOf(prepared.stdout).trim();
  const remove = () => cleanup.exec({ argv: ["rm", "-f", draft] });
  const problem = await copyChunks(call, { src, draft }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  if (problem !== undefined) {
    await remove();
    return failure(problem, { changed: false });
  }
  const expected = args.get("validate_checksum") === false ? "" : checksum;
  const [done] = await controller.exec({ script: FINISH, argv: [draft, dest, expected, umask] });
  const local = textOf(done?.stdout);
  const sums = { checksum: local, remote_checksum: checksum, remote_md5sum: null };
  if (done?.exitCode === 3) return failure("checksum mismatch", { ...sums, file: src, dest });
  if (done?.exitCode !== 0) {
    const said = textOf(done?.stderr).trim();
    return failure(`failed to transfer file to ${dest}: ${said}`, { changed: false });
  }
  const result = { changed: true, dest, md5sum: await md5(controller, dest), ...sums };
  return { result: dict(result), diffs: [] };
}

/** @returns What went wrong, if anything. */
async function copyChunks(
  { target, controller }: TransferCall,
  { src, draft }: { readonly src: string; readonly draft: string },
): Promise<string | undefined> {
  for (let index = 0;; index++) {
    const argv = [asOperand(src), String(index * CHUNK + 1), String(CHUNK)];
    const [chunk] = await target.exec({ script: READ, argv });
    if (chunk?.exitCode !== 0 || chunk.stderr.length > 0) {
      return `Cannot read ${src}: ${textOf(chunk?.stderr).trim()}`;
    }
    if (chunk.stdout.length === 0) return undefined;
    const [written] = await controller.exec({
      script: 'cat >>"$1"',
      argv: [draft],
      stdin: chunk.stdout,
    });
    if (written?.exitCode !== 0) {
      return `failed to transfer file to ${draft}: ${textOf(written?.stderr).trim()}`;
    }
    if (chunk.stdout.length < CHUNK) return undefined;
  }
}

async function md5(controller: SessionShell, path: string): Promise<string | null> {
  const [sum] = await controller.exec({ argv: ["md5sum", path] });
  return checksumOf(sum) ?? null;
}

function unchanged(keys: Readonly<Record<string, string | null>>): TaskResult {
  const result: Dict = dict({ changed: false, ...keys });
  return { result, diffs: [] };
}

/** A backslash in front says that the file's name is escaped. */
function checksumOf(sum: CommandResult | undefined): string | undefined {
  return /^\\?([0-9a-f]{32,40})\s/.exec(textOf(sum?.stdout))?.[1];
}

function asOperand(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
