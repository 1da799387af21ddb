import { folderOf } from "../../../lib/base/posix_path.ts";
import { sha1 } from "../../../lib/base/sha1.ts";
import type { Command, CommandResult, ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { randomToken } from "../random_token.ts";
import { Settings } from "../settings.ts";
import type { Shortcut } from "../shortcut.ts";
import { fileQuestion } from "./file_question.ts";
import { readSmall, SMALL } from "./read_small.ts";
import { unlessMissing } from "./unless_missing.ts";

type ExecRequest = Parameters<Shortcut["exec"]>[0];
type PutRequest = Parameters<Shortcut["put"]>[0];
type GetRequest = Parameters<Shortcut["get"]>[0];

/** What names of files begin with that are not finished: see `putSteps()`. */
const DRAFT = ".shep-";

/**
 * @returns What needs no shell, in sessions of the user who has started shep: files of this computer.
 * What keeps a shell from them keeps these calls, too, and is told by the shell.
 */
export function nearFiles(request: ConnectRequest): Shortcut | undefined {
  const shell = new Settings(request).text("ansible_shell_executable") ?? "sh";
  const isOwn = request.become === undefined && ["sh", "/bin/sh"].includes(shell);
  return isOwn ? new NearFiles() : undefined;
}

class NearFiles implements Shortcut {
  /** Folders in which nothing was left behind by a run that was killed. */
  readonly #clean = new Set<string>();

  exec({ commands, stopOnFailure }: ExecRequest): readonly (CommandResult | undefined)[] {
    // Where a failure stops others, they are what a person wants to be run.
    return stopOnFailure ? [] : commands.map(answer);
  }

  async put(request: PutRequest): ReturnType<Shortcut["put"]> {
    if (!isSimple(request)) return undefined;
    return await unlessRefused(() => this.#isClean(request.path) ? put(request) : undefined);
  }

  async get({ path, maxBytes }: GetRequest): Promise<Uint8Array | undefined> {
    return await unlessRefused(() => {
      const content = readSmall(path);
      return maxBytes > 0 && (content?.length ?? 0) > maxBytes ? undefined : content;
    });
  }

  /** What was left behind in a folder, a shell removes before it writes there. */
  #isClean(path: string): boolean {
    const folder = folderOf(path) || ".";
    if (this.#clean.has(folder)) return true;
    for (const { name } of Deno.readDirSync(folder)) if (name.startsWith(DRAFT)) return false;
    this.#clean.add(folder);
    return true;
  }
}

async function unlessRefused<T>(act: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}

function answer(command: Command): CommandResult | undefined {
  try {
    return fileQuestion(command)?.();
  } catch {
    return undefined;
  }
}

function isSimple({ path, content, mode, owner, group, validate, isInPlace }: PutRequest): boolean {
  return owner === undefined && group === undefined && validate === undefined && !isInPlace &&
    (mode === undefined || /^[0-7]+$/.test(mode)) && content.length <= SMALL &&
    !path.endsWith("/");
}

/** Writes a file as `putSteps()` do: beside the old one, with its attributes, and then one rename. */
async function put(request: PutRequest): ReturnType<Shortcut["put"]> {
  const { path, content, unlessSha1 } = request;
  const before = request.before.map(answer).filter((result) => result !== undefined);
  const old = unlessMissing(() => Deno.lstatSync(path));
  if (before.length < request.before.length || old?.isFile === false) return undefined;
  if (old !== undefined && unlessSha1 !== undefined) {
    const present = readSmall(path);
    if (present === undefined) return undefined;
    if (await sha1(present) === unlessSha1) return { isKept: true, before };
  }
  const name = `${DRAFT}${Deno.hostname()}-${Deno.pid}-${randomToken()}`;
  const draft = `${path.slice(0, path.lastIndexOf("/") + 1)}${name}`;
  const isPlain = old === undefined && request.mode === undefined;
  try {
    create(draft, content, isPlain ? 0o666 : 0o600);
    if (old !== undefined) keepOwner(draft, old);
    const mode = request.mode === undefined ? old?.mode : Number.parseInt(request.mode, 8);
    if (mode !== undefined && mode !== null) Deno.chmodSync(draft, mode & 0o7777);
    Deno.renameSync(draft, path);
  } catch (error) {
    unlessMissing(() => Deno.removeSync(draft));
    throw error;
  }
  return { isKept: false, before };
}

/** @param mode What the umask leaves of it; `Deno.writeFileSync` would set all of it. */
function create(path: string, content: Uint8Array, mode: number): void {
  using file = Deno.openSync(path, { write: true, createNew: true, mode });
  for (let at = 0; at < content.length;) at += file.writeSync(content.subarray(at));
}

/** As Ansible: an owner that may not be kept is no error. */
function keepOwner(draft: string, { uid, gid }: Deno.FileInfo): void {
  const own = Deno.lstatSync(draft);
  if (own.uid === uid && own.gid === gid) return;
  try {
    Deno.chownSync(draft, uid, gid);
  } catch (error) {
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
  }
}
