import { TemporaryFolder } from "./temporary_folder.ts";

/** What is started, and waited for whenever it is asked something. */
export interface Partner {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * Messages to and from a program whose answers are waited for, as templates must. They are texts,
 * each after its length: four bytes, the highest first. The program reads its standard input and
 * writes its standard output; it is asked only when it has said all that it had to say, so that
 * neither end fills a pipe that nobody reads.
 */
export interface Dialogue extends Disposable {
  /** @throws {Error} If the program is gone. */
  send(text: string): void;
  /** @returns What the program says next, `undefined` if it has ended. */
  receive(): string | undefined;
}

/**
 * Starts a program. Deno's own pipes can only be waited for by the event loop, which stands still
 * while a template is rendered: so these are named pipes, whose names are gone before this returns.
 *
 * @throws {Error} If there can be no such pipes.
 */
export function startDialogue({ program, args }: Partner): Dialogue {
  using folder = new TemporaryFolder();
  const [into, out] = [`${folder.path}/in`, `${folder.path}/out`];
  const { success } = new Deno.Command("/bin/sh", {
    args: ["-c", START, "sh", into, out, program, ...args],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).outputSync();
  if (!success) throw new Error(`Cannot make named pipes in ${folder.path}`);
  return new PipeDialogue(openEnd(into, { write: true }), openEnd(out, { read: true }));
}

/**
 * The shell opens both pipes for both directions, which waits for nobody, and so its child can open
 * its ends, and does before the shell ends.
 */
const START = `
mkfifo "$1" "$2" || exit 1
exec 3<>"$1" 4<>"$2" || exit 1
into=$1
out=$2
shift 2
exec 5<"$into" 6>"$out" || exit 1
"$@" <&5 >&6 3<&- 4<&- 5<&- 6>&- &
`;

/** Opens one end; it would wait for the other one, were that not held meanwhile. */
function openEnd(path: string, end: Deno.OpenOptions): Deno.FsFile {
  using _both = Deno.openSync(path, { read: true, write: true });
  return Deno.openSync(path, end);
}

const HEADER = 4;

class PipeDialogue implements Dialogue {
  readonly #into: Deno.FsFile;
  readonly #out: Deno.FsFile;
  #buffer = new Uint8Array(64 * 1024);
  #filled = 0;

  constructor(into: Deno.FsFile, out: Deno.FsFile) {
    this.#into = into;
    this.#out = out;
  }

  send(text: string): void {
    const content = new TextEncoder().encode(text);
    const bytes = new Uint8Array(HEADER + content.length);
    new DataView(bytes.buffer).setUint32(0, content.length);
    bytes.set(content, HEADER);
    for (let at = 0; at < bytes.length;) at += this.#into.writeSync(bytes.subarray(at));
  }

  receive(): string | undefined {
    if (!this.#fill(HEADER)) return undefined;
    const end = HEADER + new DataView(this.#buffer.buffer).getUint32(0);
    if (!this.#fill(end)) return undefined;
    const text = new TextDecoder().decode(this.#buffer.subarray(HEADER, end));
    this.#buffer.copyWithin(0, end, this.#filled);
    this.#filled -= end;
    return text;
  }

  /** Reads until there are `count` bytes. @returns Whether there are. */
  #fill(count: number): boolean {
    if (count > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(count, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#filled));
      this.#buffer = larger;
    }
    while (this.#filled < count) {
      const read = this.#out.readSync(this.#buffer.subarray(this.#filled));
      if (read === null) return false;
      this.#filled += read;
    }
    return true;
  }

  [Symbol.dispose](): void {
    this.#into.close();
    this.#out.close();
  }
}
