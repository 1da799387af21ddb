import { sha1 } from "../../../lib/base/sha1.ts";
import { dict } from "../../../lib/base/value.ts";
import { compareCodePoints } from "../../../lib/base/compare_code_points.ts";
import { PythonRegex } from "../../../lib/source/python_regex.ts";
import { RegexError } from "../../../lib/source/regex_error.ts";
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
import { parseChecksum } from "../shared/checksum.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import {
  asOperand,
  parseStats,
  pathInfo,
  statBehind,
  statTargetCommand,
} from "../shared/file_stat.ts";
import { md5 } from "../shared/md5.ts";
import { notFoundMessage } from "../shared/source_not_found.ts";
import { copyContent } from "./copy_content.ts";
import { type Delimiter, joinFragments } from "./join_fragments.ts";
import { settleAttributes } from "./settle_attributes.ts";
import { writeFile } from "./write_file.ts";

/** `assemble`: one file of the files of a folder, in the order of their names. */
export async function assemble(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const dest = await expandPath(target, str(call.args, "dest"));
  return bool(call.args, "remote_src")
    ? await fromTarget(call, target, dest)
    : await fromController(call, target, dest);
}

async function fromController(
  call: ModuleCall,
  target: Target,
  dest: string,
): Promise<ModuleResult> {
  const { args } = call;
  const src = str(args, "src");
  const options = { decrypt: bool(args, "decrypt") };
  const found = await target.source({ path: src, wantsContent: true, options });
  if (!found.isFound) throw new ModuleFailure(notFoundMessage(src, found.searched));
  if (!found.isDirectory) throw new ModuleFailure(`Source (${found.path}) is not a directory`);
  const files = new Map(
    found.entries
      .filter(({ isDirectory, relativePath }) => !isDirectory && !relativePath.includes("/"))
      .map(({ relativePath, content }) => [relativePath, content ?? new Uint8Array()]),
  );
  const fragments = wantedNames(args, [...files.keys()])
    .map((name) => files.get(name) ?? new Uint8Array());
  const content = joinFragments(fragments, delimiterOf(args, "always"));
  const copying = { ...call, args: new Map([...args, ["force", true], ["follow", false]]) };
  const { diffForm: _, ...result } = await copyContent(copying, target, {
    dest,
    source: {
      content,
      sha1: await sha1(content),
      size: content.length,
      name: "src",
      label: found.path,
      bytes: () => Promise.resolve(content),
    },
    wanted: await wantedAttributes(args, target),
  });
  return result;
}

async function fromTarget(call: ModuleCall, target: Target, dest: string): Promise<ModuleResult> {
  const { args } = call;
  const src = await expandPath(target, str(args, "src"));
  const fragments = await readFragments(args, target, src);
  const content = joinFragments(fragments, delimiterOf(args, "if-missing"));
  const checksum = await sha1(content);
  const [stats, digest] = await target.probe(statTargetCommand(dest), {
    argv: ["sha1sum", asOperand(dest)],
  });
  const stat = parseStats(stats, [dest]).get(dest);
  if (stat?.kind === "directory") {
    throw new ModuleFailure(`attempted to take checksum of directory: ${dest}`);
  }
  const wanted = await wantedAttributes(args, target);
  const keys = { src, dest, checksum, md5sum: md5(content), msg: "OK" };
  const isNew = parseChecksum(digest?.stdout) !== checksum;
  const backup = isNew
    ? await write(call, target, { path: dest, content, stat, wanted })
    : undefined;
  const written = await statBehind(target, dest);
  if (written === undefined) throw new ModuleFailure(`Cannot write ${dest}: it is not there`);
  const settled = await settleAttributes(target, { path: dest, stat: written, wanted });
  const isValidated = isNew && optionalStr(args, "validate") !== undefined;
  return {
    changed: isNew || settled.isChanged,
    result: {
      ...keys,
      ...pathInfo(settled.stat),
      backup_file: backup,
      validation: isValidated ? VALID : undefined,
    },
  };
}

/** What Ansible tells of a `validate` that held. */
const VALID = dict({ rc: 0, stdout: "", stderr: "" });

/** @returns The path of the backup, if one is wanted. */
async function write(
  call: ModuleCall,
  target: Target,
  file: Parameters<typeof writeFile>[2],
): Promise<string | undefined> {
  const { backup, validation } = await writeFile(call, target, file);
  if (validation === undefined) return backup;
  throw new ModuleFailure(
    `failed to validate: rc:${validation.exitCode} error:${validation.stderr}`,
  );
}

/** Two round trips: for the names, and for all contents. */
async function readFragments(
  args: Dict,
  target: Target,
  src: string,
): Promise<readonly Uint8Array[]> {
  const folder = asOperand(src).replace(/(?<=.)\/+$/, "");
  const [there, isFolder, listing] = await target.probe(
    { argv: ["test", "-e", folder] },
    { argv: ["test", "-d", folder] },
    { argv: ["find", "-L", folder, "-mindepth", "1", "-maxdepth", "1", "-type", "f", "-print0"] },
  );
  if (there?.exitCode !== 0) throw new ModuleFailure(`Source (${src}) does not exist`);
  if (isFolder?.exitCode !== 0) throw new ModuleFailure(`Source (${src}) is not a directory`);
  const names = (listing?.stdout ?? "").split("\0").filter((path) => path !== "")
    .map((path) => path.slice(path.lastIndexOf("/") + 1));
  const paths = wantedNames(args, names).map((name) => `${folder}/${name}`);
  const outcomes = await target.probe(...paths.map((path) => ({ argv: ["cat", path] })));
  return outcomes.map(({ exitCode, stdoutBytes, stderr }, index) => {
    if (exitCode === 0) return stdoutBytes;
    throw new ModuleFailure(`Cannot read ${paths[index]}: ${stderr.trim()}`);
  });
}

function wantedNames(args: Dict, names: readonly string[]): readonly string[] {
  const regexp = optionalStr(args, "regexp");
  const pattern = regexp === undefined ? undefined : compiled(regexp);
  const hidesHidden = bool(args, "ignore_hidden");
  return names
    .filter((name) => pattern === undefined || pattern.search(name) !== undefined)
    .filter((name) => !hidesHidden || !name.startsWith("."))
    .sort(compareCodePoints);
}

function compiled(regexp: string): PythonRegex {
  try {
    return PythonRegex.compile(regexp, {});
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new ModuleFailure(`Invalid Regexp (${error.message}) in "${regexp}"`, {}, {
      cause: error,
    });
  }
}

function delimiterOf(args: Dict, newline: Delimiter["newline"]): Delimiter | undefined {
  const text = optionalStr(args, "delimiter");
  return text === undefined ? undefined : { text, newline };
}
