import { concatBytes } from "../../base/concat_bytes.ts";
import type { StartTransport, TransportEvents } from "./transport.ts";

/** A plugin that runs as a process of its own. */
export interface ProcessPlugin {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly workingFolder: string;
}

/** A plugin that leaves so many bytes unread is ended. */
const UNREAD_LIMIT = 256 * 1024 * 1024;
/** A line of the log is cut here. */
const LINE_LIMIT = 16_384;
/** Milliseconds that a process may live on after it has closed its output. */
const CLOSED_GRACE = 500;

/**
 * @returns What starts a plugin as a process: frames on its standard input and output, lines for the
 * log on its standard error. It leads a process group of its own, so that what it starts ends with it
 * and a Ctrl-C in the terminal does not reach it.
 */
export function processTransport(plugin: ProcessPlugin): StartTransport {
  return (events) => {
    const child = new Deno.Command(plugin.command, {
      args: [...plugin.args],
      env: { ...plugin.env },
      cwd: plugin.workingFolder,
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      detached: true,
    }).spawn();
    const kill = () => killGroup(child.pid);
    const writer = new FrameWriter(child.stdin, kill);
    return {
      send: (frame) => writer.send(frame),
      kill,
      gone: run(child, { events, writer, kill }),
    };
  };
}

async function run(
  child: Deno.ChildProcess,
  { events, writer, kill }: {
    readonly events: TransportEvents;
    readonly writer: FrameWriter;
    readonly kill: () => void;
  },
): Promise<void> {
  const lines = readLines(child.stderr, (text) => events.line(text));
  const output = readAll(child.stdout, (bytes) => events.receive(bytes));
  const exit = child.status.then((status) => {
    // What it has started would keep the pipes open.
    kill();
    return status;
  });
  await output;
  const timer = setTimeout(kill, CLOSED_GRACE);
  const status = await exit;
  clearTimeout(timer);
  await Promise.all([lines, writer.close()]);
  events.ended(
    writer.problem ??
      (status.signal === null
        ? `it has exited with code ${status.code}`
        : `it was ended by ${status.signal}`),
  );
}

async function readAll(
  stream: ReadableStream<Uint8Array>,
  take: (bytes: Uint8Array) => void,
): Promise<void> {
  for await (const chunk of stream) take(chunk);
}

async function readLines(
  stream: ReadableStream<Uint8Array>,
  take: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  const add = (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line.slice(0, LINE_LIMIT));
    if (rest.length > LINE_LIMIT) rest = rest.slice(0, LINE_LIMIT);
  };
  await readAll(stream, (chunk) => add(decoder.decode(chunk, { stream: true })));
  if (rest !== "") take(rest);
}

/** Writes frames in order; those that wait are written together. */
class FrameWriter {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #giveUp: () => void;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  #problem: string | undefined;

  constructor(stream: WritableStream<Uint8Array>, giveUp: () => void) {
    this.#writer = stream.getWriter();
    this.#giveUp = giveUp;
    // A process that is gone closes its end; why it is gone is what its status says.
    this.#writer.closed.catch(() => {});
  }

  /** Why the process had to be ended, if so. */
  get problem(): string | undefined {
    return this.#problem;
  }

  send(frame: Uint8Array): void {
    if (this.#problem !== undefined) return;
    this.#waiting.push(frame);
    this.#waitingBytes += frame.length;
    if (this.#waitingBytes > UNREAD_LIMIT) {
      this.#problem = `it has left ${this.#waitingBytes} bytes unread`;
      return this.#giveUp();
    }
    this.#writing ??= this.#write();
  }

  async close(): Promise<void> {
    this.#waiting = [];
    await this.#writing;
    await this.#writer.abort().catch(() => {});
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const bytes = joined(this.#waiting);
        this.#waiting = [];
        await this.#writer.write(bytes);
        this.#waitingBytes -= bytes.length;
      }
    } catch {
      this.#waiting = [];
    }
    this.#writing = undefined;
  }
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const [first] = frames;
  return first !== undefined && frames.length === 1 ? first : concatBytes(frames);
}

function killGroup(pid: number): void {
  try {
    Deno.kill(-pid, "SIGKILL");
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
