import type { AttendedCommand } from "./attend.ts";
import type { Command, Completed, Ending, Processes } from "./processes.ts";

/** What a fake program answers; what is left out is empty, and the exit code 0. */
export interface FakeAnswer {
  readonly ending?: Ending;
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string | Uint8Array;
}

/** Programs for tests: nothing is started, a function of the test answers. */
export class FakeProcesses implements Processes {
  /** What has been run so far. */
  readonly ran: Command[] = [];
  readonly #answer: (command: Command) => FakeAnswer;

  constructor(answer: (command: Command) => FakeAnswer) {
    this.#answer = answer;
  }

  run(command: Command, options: { readonly signal?: AbortSignal } = {}): Promise<Completed> {
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    return Promise.resolve(this.#completed(command));
  }

  attend({ program, args = [] }: AttendedCommand): Promise<Completed> {
    return Promise.resolve(this.#completed({ program, args }));
  }

  #completed(command: Command): Completed {
    this.ran.push(command);
    const { ending = { kind: "exited", code: 0 }, stdout, stderr } = this.#answer(command);
    return { ending, stdout: toBytes(stdout), stderr: toBytes(stderr) };
  }
}

function toBytes(content: string | Uint8Array = ""): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
