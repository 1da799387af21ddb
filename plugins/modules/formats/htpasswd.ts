import { folderOf } from "../../../lib/base/posix_path.ts";
import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { settleAttributes } from "../files/settle_attributes.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { asOperand, parseStats, statBehind, statTargetCommand } from "../shared/file_stat.ts";
import { wholeLines } from "../shared/whole_lines.ts";
import { hashPassword, isHashOf, type Scheme, SCHEMES } from "./password_scheme.ts";

/** `htpasswd`: a user of a password file. Behaves as htpasswd of community.general. */
export async function htpasswd(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const path = await expandPath(target, str(call.args, "path"));
  const [stats, content, real] = await target.probe(
    statTargetCommand(path),
    { argv: ["cat", asOperand(path)] },
    { argv: ["readlink", "-f", asOperand(path)] },
  );
  const isThere = parseStats(stats, [path]).has(path);
  if (isThere && content?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot read ${path}: ${content?.stderr.trim()}`);
  }
  const before = isThere ? content?.stdout ?? "" : "";
  const edit = str(call.args, "state") === "present"
    ? await present(call, { path, text: before, isThere })
    : absent(str(call.args, "name"), before);
  if (edit.text !== before || (edit.isChanged && !isThere)) {
    const place = real?.stdout.replace(/\n$/, "") || path;
    if (!isThere) await makeFolder(target, folderOf(path));
    await target.put({ path: place, content: edit.text, ...(isThere ? {} : { mode: "0644" }) });
  }
  const isSettled = await settle(call, target, path);
  return { changed: edit.isChanged || isSettled, result: { msg: edit.message } };
}

interface Edit {
  readonly text: string;
  readonly isChanged: boolean;
  readonly message: string;
}

async function present(
  { args, random }: ModuleCall,
  { path, text, isThere }: {
    readonly path: string;
    readonly text: string;
    readonly isThere: boolean;
  },
): Promise<Edit> {
  const name = str(args, "name");
  const scheme = schemeOf(str(args, "crypt_scheme"));
  if (!isThere && !bool(args, "create")) {
    throw new ModuleFailure(`Destination ${path} does not exist`);
  }
  const password = optionalStr(args, "password");
  if (password === undefined) {
    throw new ModuleFailure("secret must be unicode or bytes, not None");
  }
  if (/[:\n\r\t\0]/.test(name)) {
    throw new ModuleFailure(`user contains invalid characters: b'${name}'`);
  }
  const lines = wholeLines(text);
  const index = lines.findIndex((line) => line.startsWith(`${name}:`));
  const known = lines[index]?.slice(name.length + 1).trimEnd();
  if (known !== undefined && await isHashOf(password, known)) {
    return { text, isChanged: false, message: `${name} already present` };
  }
  const line = `${name}:${await hashPassword(password, scheme, random)}\n`;
  const ended = lines.map((one) => one.endsWith("\n") ? one : `${one}\n`);
  const after = index < 0 ? [...ended, line] : ended.with(index, line);
  const message = isThere ? `Add/update ${name}` : `Created ${path} and added ${name}`;
  return { text: after.join(""), isChanged: true, message };
}

function absent(name: string, text: string): Edit {
  const lines = wholeLines(text);
  const kept = lines.filter((line) => !line.startsWith(`${name}:`));
  const isChanged = kept.length < lines.length;
  const message = isChanged ? `Remove ${name}` : `${name} not present`;
  return { text: kept.join(""), isChanged, message };
}

function schemeOf(name: string): Scheme {
  const scheme = SCHEMES.find((one) => one === name);
  if (scheme !== undefined) return scheme;
  throw new ModuleFailure(
    `Cannot hash with ${name}: no crypt handler found; there are ${SCHEMES.join(", ")}`,
  );
}

async function makeFolder(target: Target, folder: string): Promise<void> {
  const [outcome] = await target.apply({ argv: ["mkdir", "-p", asOperand(folder || ".")] });
  if (outcome?.exitCode !== 0) throw new ModuleFailure(outcome?.stderr.trim() ?? "");
}

/** @returns Whether mode or owner had to change. */
async function settle({ args }: ModuleCall, target: Target, path: string): Promise<boolean> {
  const wanted = await wantedAttributes(args, target);
  const stat = await statBehind(target, path);
  if (stat === undefined) return false;
  return (await settleAttributes(target, { path, stat, wanted })).isChanged;
}
