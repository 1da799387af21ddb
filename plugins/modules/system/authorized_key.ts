import { folderOf } from "../../../lib/base/posix_path.ts";
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
import { expandPaths } from "../shared/expand_paths.ts";
import { asOperand, parseStats, pathInfo, statCommand } from "../shared/file_stat.ts";
import {
  isSameKey,
  type KeyLine,
  keysText,
  parseKey,
  parseKeyOptions,
  parseKeys,
  type PublicKey,
} from "./authorized_keys_file.ts";

/** Manages keys that may log in. Behaves as ansible.posix.authorized_key. */
export async function authorizedKey(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const key = str(args, "key");
  if (key.startsWith("http")) {
    throw new ModuleFailure(
      `Error getting key from: ${key} (addresses are not supported, use a lookup of url)`,
    );
  }
  const place = await placeOf(call, target);
  const before = await contentOf(target, place.path);
  const present = parseKeys(before);
  const wanted = key.split(/\r\n|\n|\r/).filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => wantedKey(args, line));
  const lines = str(args, "state") === "present"
    ? withKeys(present, wanted, bool(args, "exclusive") ? "only" : "too")
    : withoutKeys(present, wanted);
  const changed = lines !== undefined;
  if (!changed) return { changed, result: await resultOf(args, target, place.path) };
  const path = bool(args, "follow") ? await realPath(target, place.path) : place.path;
  const after = keysText(lines);
  if (!call.checkMode) await write(call, target, { ...place, path, content: after });
  return {
    changed,
    result: await resultOf(args, target, place.path),
    ...(call.diff
      ? { diff: [{ before, after, beforeHeader: place.path, afterHeader: path }] }
      : {}),
  };
}

/** All arguments, where the keys are, and what a path that was given is. */
async function resultOf(args: Dict, target: Target, keyfile: string) {
  const given = Object.fromEntries([...args].map(([name, value]) => [String(name), value]));
  if (optionalStr(args, "path") === undefined) return { ...given, keyfile };
  const [outcome] = await target.probe(statCommand(keyfile));
  const stat = parseStats(outcome, [keyfile]).get(keyfile);
  return { ...given, ...(stat === undefined ? {} : pathInfo(stat)), keyfile };
}

interface KeyPlace {
  readonly path: string;
  readonly uid: string;
  readonly gid: string;
}

async function placeOf({ args, checkMode }: ModuleCall, target: Target): Promise<KeyPlace> {
  const user = str(args, "user");
  const [path] = await expandPaths(target, [optionalStr(args, "path")]);
  if (checkMode && path !== undefined) return { path, uid: "", gid: "" };
  const [entry] = await target.probe({ argv: ["getent", "passwd", user] });
  const line = entry?.exitCode === 127
    ? (await target.probe({ argv: ["grep", `^${user}:`, "/etc/passwd"] }))[0]
    : entry;
  const [name, , uid = "", gid = "", , home = ""] = line?.stdout.trimEnd().split(":") ?? [];
  if (line?.exitCode !== 0 || name !== user) {
    throw new ModuleFailure(
      checkMode
        ? "Either user must exist or you must provide full path to key file in check mode"
        : `Failed to lookup user ${user}: "getpwnam(): name not found: '${user}'"`,
    );
  }
  return { path: path ?? `${home.replace(/\/$/, "")}/.ssh/authorized_keys`, uid, gid };
}

async function contentOf(target: Target, path: string): Promise<string> {
  const [isFile, content] = await target.probe(
    { argv: ["test", "-f", path] },
    { argv: ["cat", asOperand(path)] },
  );
  if (isFile?.exitCode !== 0) return "";
  if (content?.exitCode === 0) return content.stdout;
  throw new ModuleFailure(`Cannot read ${path}: ${content?.stderr.trim() ?? ""}`);
}

async function realPath(target: Target, path: string): Promise<string> {
  const [real] = await target.probe({ argv: ["readlink", "-f", asOperand(path)] });
  return real?.exitCode === 0 ? real.stdout.replace(/\n$/, "") : path;
}

function wantedKey(args: Dict, line: string): PublicKey {
  const key = parseKey(line);
  if (key === undefined) throw new ModuleFailure(`invalid key specified: ${line}`);
  const options = optionalStr(args, "key_options");
  return {
    ...key,
    ...(options === undefined ? {} : { options: parseKeyOptions(options) }),
    comment: optionalStr(args, "comment") ?? key.comment,
  };
}

/** The lines after a change, or `undefined` if there is none; new and changed keys come last. */
function withKeys(
  present: readonly KeyLine[],
  wanted: readonly PublicKey[],
  others: "too" | "only",
): readonly KeyLine[] | undefined {
  let lines = present;
  for (const key of wanted) {
    const found = lines.find(({ id }) => id === key.id);
    if (found !== undefined && isSameKey(key, found)) continue;
    lines = [...lines.filter((line) => line !== found), key];
  }
  if (others === "only" && lines.some(({ id }) => !wanted.some((key) => key.id === id))) {
    lines = lines.filter(({ id }) => wanted.some((key) => key.id === id));
  }
  return lines === present ? undefined : lines;
}

function withoutKeys(
  present: readonly KeyLine[],
  unwanted: readonly PublicKey[],
): readonly KeyLine[] | undefined {
  const lines = present.filter(({ id }) => !unwanted.some((key) => key.id === id));
  return lines.length === present.length ? undefined : lines;
}

async function write(
  { args }: ModuleCall,
  target: Target,
  { path, uid, gid, content }: KeyPlace & { readonly content: string },
): Promise<void> {
  const folder = folderOf(path) || ".";
  const [outcome] = await target.apply({
    script: bool(args, "manage_dir") ? PRIVATE_FOLDER : 'mkdir -p -- "$1"',
    argv: [asOperand(folder), `${uid}:${gid}`],
  });
  if (outcome?.exitCode !== 0) {
    throw new ModuleFailure(
      `Failed to create directory ${folder} : ${outcome?.stderr.trim() ?? ""}`,
    );
  }
  await target.put({ path, content, mode: "0600", owner: uid, group: gid });
}

const PRIVATE_FOLDER =
  '{ [ -d "$1" ] || mkdir -m 0700 -- "$1"; } && chown "$2" "$1" && chmod 0700 "$1"';
