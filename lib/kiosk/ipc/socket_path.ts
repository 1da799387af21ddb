import { folderOf } from "../../base/posix_path.ts";

/** The path of a socket, which nobody else takes while it is held. */
export interface ClaimedPath extends Disposable {
  readonly path: string;
  /** Has the socket that was made at `birthPath(path)` at the path, for its owner and group alone. */
  publish(): void;
}

/** A socket can't be made at a path. */
export class SocketPathError extends Error {
  override readonly name = "SocketPathError";
}

/**
 * @returns Where the socket for `path` is made, in a folder that only this user may enter, so that it
 * never has another mode for others. A umask would count for all threads of the process, and for
 * whatever they make meanwhile.
 */
export function birthPath(path: string): string {
  return `${birthFolder(path)}/s`;
}

/**
 * Makes sure that a socket may be made at `path`: in a folder that only its owner and group may
 * enter, where no live daemon listens. What a dead one left there is removed; what is no socket is
 * left alone.
 *
 * @throws {SocketPathError} If something is in the way.
 */
export async function claimSocketPath(path: string): Promise<ClaimedPath> {
  makeFolder(folderOf(path));
  const lockPath = `${path}.lock`;
  const lock = Deno.openSync(lockPath, { create: true, write: true, mode: 0o600 });
  try {
    if (!lock.tryLockSync(true)) throw inUse(path);
    await removeStale(path);
    makeBirthFolder(path);
  } catch (error) {
    lock.close();
    throw error;
  }
  return {
    path,
    publish() {
      Deno.chmodSync(birthPath(path), 0o660);
      Deno.renameSync(birthPath(path), path);
      removeBirthFolder(path);
    },
    [Symbol.dispose]() {
      removeBirthFolder(path);
      remove(path);
      // The file stays: were it removed, two could hold locks on two files of this name.
      lock.close();
    },
  };
}

function makeFolder(folder: string): void {
  try {
    makeMissing(folder);
    const { mode } = Deno.statSync(folder);
    const [othersWrite, sticky] = [0o002, 0o1000];
    if (((mode ?? 0) & (othersWrite | sticky)) === othersWrite) {
      throw new Error("Everyone may replace what is in it");
    }
  } catch (error) {
    throw new SocketPathError(`Cannot use the folder ${folder}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** A folder that is there keeps the mode that somebody gave it. */
function makeMissing(folder: string): void {
  try {
    Deno.mkdirSync(folder, { recursive: true, mode: 0o750 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
}

function birthFolder(path: string): string {
  return `${path}.new`;
}

function makeBirthFolder(path: string): void {
  try {
    // A daemon that was killed may have left it.
    removeBirthFolder(path);
    Deno.mkdirSync(birthFolder(path), { mode: 0o700 });
  } catch (error) {
    throw new SocketPathError(`Cannot listen at ${path}: ${messageOf(error)}`, { cause: error });
  }
}

function removeBirthFolder(path: string): void {
  remove(birthPath(path));
  remove(birthFolder(path));
}

async function removeStale(path: string): Promise<void> {
  const found = look(path);
  if (found === undefined) return;
  if (!found.isSocket) {
    throw new SocketPathError(`Cannot listen at ${path}: there is something that is no socket`);
  }
  try {
    (await Deno.connect({ transport: "unix", path })).close();
  } catch (error) {
    // Nobody listens: that alone is known to be safe.
    if (error instanceof Deno.errors.ConnectionRefused) return remove(path);
    if (error instanceof Deno.errors.NotFound) return;
    throw new SocketPathError(`Cannot listen at ${path}: ${messageOf(error)}`, { cause: error });
  }
  throw inUse(path);
}

function inUse(path: string): SocketPathError {
  return new SocketPathError(`Cannot listen at ${path}: another daemon does`);
}

function look(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
