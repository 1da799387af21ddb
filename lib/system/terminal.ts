import type { Environment } from "./environment.ts";

/** The two streams a program writes to. */
export type OutputStream = "stdout" | "stderr";

/** What a person sees and types. The one for tests is `FakeTerminal`. */
export interface Terminal {
  /** @returns Whether a person, rather than a file or a pipe, is at the stream. */
  isTerminal(stream: OutputStream | "stdin"): boolean;
  /** @returns Columns of the terminal; 79 if there is none, as Ansible assumes. */
  width(): number;
  /**
   * Writes all of `text` before it returns.
   *
   * @throws {Deno.errors.BrokenPipe} If nobody reads the stream any more.
   */
  write(stream: OutputStream, text: string | Uint8Array): void;
  /**
   * Shows `question` and reads one line; what is typed shows unless `echo` is `off`. Asks at the
   * controlling terminal if there is one, even if stdin is something else, as getpass(3) does.
   *
   * @returns The line without its end, or `undefined` at the end of the input.
   * @throws {Interrupted} If the person presses Ctrl-C instead.
   */
  ask(question: string, options?: { readonly echo?: "on" | "off" }): string | undefined;
  /** @returns All that comes in on stdin until its end. */
  readAll(): Uint8Array;
}

/** The person at the terminal pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/**
 * @returns Whether to write colours to `stream`: `NO_COLOR` (https://no-color.org) and
 * `ANSIBLE_NOCOLOR` forbid, `FORCE_COLOR` and `ANSIBLE_FORCE_COLOR` demand; else a terminal that is
 * not dumb has them.
 */
export function hasColor(
  stream: OutputStream,
  terminal: Pick<Terminal, "isTerminal">,
  environment: Pick<Environment, "variable">,
): boolean {
  const isOn = (name: string) => /^(1|true|yes|on|y|t)$/i.test(environment.variable(name) ?? "");
  const force = environment.variable("FORCE_COLOR");
  if (isOn("ANSIBLE_FORCE_COLOR") || (force && force !== "0")) return true;
  if (environment.variable("NO_COLOR") || isOn("ANSIBLE_NOCOLOR") || force === "0") return false;
  return terminal.isTerminal(stream) && environment.variable("TERM") !== "dumb";
}

/** The terminal this process was started from. */
export const terminal: Terminal = { isTerminal, width, write, ask, readAll };

function isTerminal(stream: OutputStream | "stdin"): boolean {
  return Deno[stream].isTerminal();
}

function width(): number {
  try {
    return Deno.consoleSize().columns || 79;
  } catch {
    // None of the three streams is a terminal.
    return 79;
  }
}

function write(stream: OutputStream, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  for (let start = 0; start < bytes.length;) {
    try {
      start += Deno[stream].writeSync(bytes.subarray(start));
    } catch (error) {
      // The reader of an inherited pipe may have made it non-blocking: give it time to read.
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function ask(
  question: string,
  options: { readonly echo?: "on" | "off" } = {},
): string | undefined {
  using input = openController();
  // stdout is for results, unless it is all that a person can see.
  const stream = !isTerminal("stderr") && isTerminal("stdout") ? "stdout" : "stderr";
  if (options.echo !== "off" || !input.isTerminal()) {
    write(stream, question);
    return readLine(input);
  }
  // Before the question: what is typed at once must not show either.
  input.setRaw(true);
  try {
    write(stream, question);
    return readSecret(input);
  } finally {
    input.setRaw(false);
    write(stream, "\n");
  }
}

function readAll(): Uint8Array {
  const chunks: Uint8Array[] = [];
  const chunk = new Uint8Array(65_536);
  for (let count = Deno.stdin.readSync(chunk); count !== null;) {
    chunks.push(chunk.slice(0, count));
    count = Deno.stdin.readSync(chunk);
  }
  const content = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of chunks) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}

interface Input {
  isTerminal(): boolean;
  setRaw(raw: boolean): void;
  readSync(into: Uint8Array): number | null;
}

/**
 * The terminal is opened for reading alone: writing to a device takes all of Deno's permissions,
 * which the program has given up by the time it asks.
 */
function openController(): Input & Disposable {
  try {
    const file = Deno.openSync("/dev/tty", { read: true });
    return {
      isTerminal: () => file.isTerminal(),
      setRaw: (raw) => file.setRaw(raw),
      readSync: (into) => file.readSync(into),
      [Symbol.dispose]: () => file.close(),
    };
  } catch {
    // No terminal controls this process, or it may not be opened: what is piped in is the answer.
    return {
      isTerminal: () => Deno.stdin.isTerminal(),
      setRaw: (raw) => Deno.stdin.setRaw(raw),
      readSync: (into) => Deno.stdin.readSync(into),
      [Symbol.dispose]: () => {},
    };
  }
}

/** Byte by byte, so that what follows the line stays there for the next reader. */
function readLine(input: Input): string | undefined {
  const bytes: number[] = [];
  for (let byte = readByte(input); byte !== 0x0a; byte = readByte(input)) {
    if (byte !== undefined) bytes.push(byte);
    else if (bytes.length === 0) return undefined;
    else break;
  }
  if (bytes.at(-1) === 0x0d) bytes.pop();
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** Does in raw mode what the terminal does in line mode for Enter, Ctrl-C, -D, -U and Backspace. */
function readSecret(input: Input): string | undefined {
  let text: number[] = [];
  while (true) {
    const byte = readByte(input);
    switch (byte) {
      case 0x0a:
      case 0x0d:
        return new TextDecoder().decode(Uint8Array.from(text));
      case 0x03:
        throw new Interrupted("Cannot go on without an answer: interrupted by Ctrl-C");
      case undefined:
      case 0x04:
        if (text.length === 0) return undefined;
        if (byte === undefined) return new TextDecoder().decode(Uint8Array.from(text));
        break;
      case 0x15:
        text = [];
        break;
      case 0x08:
      case 0x7f:
        while (text.length > 0 && ((text.pop() ?? 0) & 0xc0) === 0x80);
        break;
      default:
        text.push(byte);
    }
  }
}

function readByte(input: Input): number | undefined {
  const byte = new Uint8Array(1);
  return input.readSync(byte) === null ? undefined : byte[0];
}
