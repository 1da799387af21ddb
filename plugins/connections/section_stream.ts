import type { CommandResult } from "../../lib/plugin/sdk.ts";
import { type Section, SectionSplitter } from "./section_splitter.ts";
import type { LiveOutput } from "./shell_session.ts";

/** One command's output on both streams; the trailer of `stdout` is its exit code. */
export interface SectionPair {
  readonly stdout: Section;
  readonly stderr: Section;
}

const STREAMS = ["stdout", "stderr"] as const;
type StreamName = typeof STREAMS[number];

const NOTHING = new Uint8Array();

/** What a frame's last marker says. */
const DONE = ".";

/**
 * Reads the frames that a session's shell writes to its two streams. A frame begins with a marker on
 * both; whatever stands before it comes from what earlier commands left running and is dropped.
 */
export class SectionStream {
  readonly #readers: Readonly<Record<StreamName, ReadableStreamDefaultReader<Uint8Array>>>;
  readonly #limit: number;
  #reading: Promise<unknown> = Promise.resolve();
  /** What was read beyond the end of the last frame: the next one, if it had been sent by then. */
  #ahead: Readonly<Record<StreamName, Uint8Array>> = { stdout: NOTHING, stderr: NOTHING };
  #splitters: Readonly<Record<StreamName, SectionSplitter>> | undefined;

  constructor(
    streams: Readonly<Record<StreamName, ReadableStream<Uint8Array>>>,
    options: { readonly limit: number },
  ) {
    this.#readers = { stdout: streams.stdout.getReader(), stderr: streams.stderr.getReader() };
    this.#limit = options.limit;
  }

  /**
   * Reads one frame.
   *
   * @returns A pair for each command that was run.
   * @throws {Error} If a stream ends before the frame does.
   * @throws {RangeError} If a command's output is longer than the limit.
   */
  async readFrame(
    token: string,
    onOutput?: (output: LiveOutput) => void,
  ): Promise<readonly SectionPair[]> {
    const splitters = {
      stdout: this.#splitter(token, "stdout", onOutput),
      stderr: this.#splitter(token, "stderr", onOutput),
    };
    this.#splitters = splitters;
    const reading = STREAMS.map((name) => this.#readUntilDone(name, splitters[name]));
    this.#reading = Promise.allSettled(reading);
    await Promise.all(reading);
    this.#ahead = { stdout: splitters.stdout.rest, stderr: splitters.stderr.rest };
    return pairs(splitters);
  }

  /** Takes what was read beyond what a frame's reader is to see. */
  putBack(ahead: Readonly<Record<StreamName, Uint8Array>>): void {
    this.#ahead = ahead;
  }

  /** @returns The next chunk of one stream, or `undefined` at its end. */
  async read(name: StreamName): Promise<Uint8Array | undefined> {
    const { value } = await this.#readers[name].read();
    return value;
  }

  /** Resolves when both streams of a broken frame have been read to their ends. */
  get ended(): Promise<unknown> {
    return this.#reading;
  }

  /** @returns What a broken frame still tells: whole commands, and what was said beside them. */
  remains(): [readonly SectionPair[], string] {
    if (this.#splitters === undefined) return [[], ""];
    const text = new TextDecoder().decode(this.#splitters.stderr.rest).trim().slice(-1000);
    return [pairs(this.#splitters), text];
  }

  /** Gives both streams up. */
  async cancel(): Promise<void> {
    await Promise.all(STREAMS.map((name) => this.#readers[name].cancel().catch(() => {})));
  }

  #splitter(token: string, stream: StreamName, onOutput?: (output: LiveOutput) => void) {
    return new SectionSplitter(token, {
      limit: this.#limit,
      ...(onOutput === undefined ? {} : {
        onBytes: (index, bytes) => {
          if (index > 0) onOutput({ command: index - 1, stream, bytes });
        },
      }),
    });
  }

  async #readUntilDone(name: StreamName, splitter: SectionSplitter): Promise<void> {
    splitter.push(this.#ahead[name]);
    while (splitter.sections.at(-1)?.trailer !== DONE) {
      const chunk = await this.read(name);
      if (chunk === undefined) throw new Error("Cannot read from the shell: it closed its output");
      splitter.push(chunk);
    }
  }
}

/** @returns What a command came to whose output is `pair`. */
export function resultOf({ stdout, stderr }: SectionPair): CommandResult {
  const code = Number.parseInt(stdout.trailer, 10);
  // ksh93 tells a signal as 256 + n where others say 128 + n.
  const exitCode = code > 256 ? code - 128 : code;
  return { exitCode, stdout: stdout.bytes, stderr: stderr.bytes, carriedOut: true };
}

/** The first section is noise, the last one empty. */
function pairs(splitters: Readonly<Record<StreamName, SectionSplitter>>): readonly SectionPair[] {
  const { stdout, stderr } = splitters;
  const result: SectionPair[] = [];
  for (let i = 1; i < Math.min(stdout.sections.length, stderr.sections.length); i++) {
    const [out, err] = [stdout.sections[i], stderr.sections[i]];
    if (out === undefined || err === undefined || out.trailer === DONE) break;
    result.push({ stdout: out, stderr: err });
  }
  return result;
}
