import type { Command, CommandResult } from "../../../lib/plugin/sdk.ts";
import { readSmall } from "./read_small.ts";
import { unlessMissing } from "./unless_missing.ts";

/** What modules ask of `stat`; other letters than these are left to it. */
const FIELDS: Readonly<Record<string, (file: Deno.FileInfo, path: string) => string>> = {
  "%f": ({ mode }) => known(mode).toString(16),
  "%s": ({ size }) => String(size),
  "%u": ({ uid }) => String(uid),
  "%g": ({ gid }) => String(gid),
  "%h": ({ nlink }) => String(nlink),
  "%i": ({ ino }) => whole(ino),
  "%d": ({ dev }) => whole(dev),
  "%U": ({ uid }) => nameIn("/etc/passwd", uid),
  "%G": ({ gid }) => nameIn("/etc/group", gid),
  "%X": ({ atime }) => seconds(atime),
  "%Y": ({ mtime }) => seconds(mtime),
  "%n": (_, path) => path,
};

/** A folder of whoever asks, who wants to know who that is; Deno shows no worker what is in /proc. */
const SELF = "/proc/self/.";

/**
 * @returns What answers `command` without a process, or `undefined` if it is no question about files
 * that can be. The answer throws if only the program itself can tell.
 */
export function fileQuestion(command: Command): (() => CommandResult) | undefined {
  const { argv = [], script, stdin, cwd, env = [], timeoutMs } = command;
  if (script !== undefined || stdin?.length || cwd !== undefined || env.length > 0 || timeoutMs) {
    return undefined;
  }
  const [program, ...words] = argv;
  const [only = ""] = words;
  if (program === "cat" && words.length === 1 && isOperand(only)) return () => cat(only);
  if (program !== "stat") return undefined;
  const follows = words[0] === "-L";
  const [option, format = "", ...paths] = follows ? words.slice(1) : words;
  const isKnown = (format.match(/%./g) ?? []).every((field) => Object.hasOwn(FIELDS, field));
  if (option !== "-c" || !isKnown || /[\\\n]|%$/.test(format) || !paths.every(isOperand)) {
    return undefined;
  }
  return () => stat(paths, format, follows ? Deno.statSync : Deno.lstatSync);
}

function isOperand(word: string): boolean {
  return word !== "" && !word.startsWith("-") && !word.includes("\0");
}

function cat(path: string): CommandResult {
  const content = unlessMissing(() => readSmall(path) ?? unclear());
  if (content !== undefined) return result({ stdout: content });
  return result({ stderr: `cat: ${path}: No such file or directory\n` });
}

function stat(
  paths: readonly string[],
  format: string,
  look: (path: string) => Deno.FileInfo,
): CommandResult {
  let stdout = "";
  let stderr = "";
  for (const path of paths) {
    const file = path === SELF ? self() : unlessMissing(() => look(path));
    if (file === undefined) stderr += `stat: cannot statx '${path}': No such file or directory\n`;
    else stdout += `${format.replaceAll(/%./g, (field) => FIELDS[field]?.(file, path) ?? "")}\n`;
  }
  return result({ stdout: encoder.encode(stdout), stderr });
}

function self(): Deno.FileInfo {
  return { ...Deno.lstatSync("/"), uid: Deno.uid(), gid: Deno.gid() };
}

/** @throws {Error} If the name is none of those in `file`: others may know it. */
function nameIn(file: "/etc/passwd" | "/etc/group", id: number | null): string {
  const entry = new RegExp(`^([^:\n]+):[^:\n]*:${known(id)}:`, "m");
  return entry.exec(Deno.readTextFileSync(file))?.[1] ?? unclear();
}

function seconds(time: Date | null): string {
  return String(Math.floor((time ?? unclear()).getTime() / 1000));
}

function known(value: number | null): number {
  return value ?? unclear();
}

function whole(value: number | null): string {
  return Number.isSafeInteger(value) ? String(value) : unclear();
}

function unclear(): never {
  throw new Error("Only the program itself can tell");
}

const encoder = new TextEncoder();

/** As programs end that have something to complain of. */
function result(
  { stdout = new Uint8Array(), stderr = "" }: {
    readonly stdout?: Uint8Array;
    readonly stderr?: string;
  },
): CommandResult {
  const exitCode = stderr === "" ? 0 : 1;
  return { exitCode, stdout, stderr: encoder.encode(stderr), carriedOut: true };
}
