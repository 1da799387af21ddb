import type {
  ApplyCommand,
  CommandOutcome,
  Dict,
  HostSourceReply,
  ProbeCommand,
  PutFile,
  PutOutcome,
  SourceQuery,
  Target,
} from "../../../lib/plugin/sdk.ts";

/** What a command leaves behind in a test; what is left out is 0 and empty. */
export interface FakeOutcome {
  readonly exitCode?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What a fake target answers. */
export interface FakeTargetOptions {
  readonly checkMode?: boolean;
  /**
   * What a command does, by its words or its script; `undefined` for one that the test does not
   * expect, which then throws. A function decides by itself.
   */
  readonly commands?:
    | Readonly<Record<string, FakeOutcome | string>>
    | ((text: string, command: ApplyCommand) => FakeOutcome | string | undefined);
  /** Files on the target by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly facts?: Dict;
  readonly source?: (query: SourceQuery) => HostSourceReply;
  readonly put?: (file: PutFile) => FakeOutcome | undefined;
}

/** A target that answers as a test says, and writes down what it was asked. */
export class FakeTarget implements Target {
  /** Texts of the commands that were probed. */
  readonly probed: string[] = [];
  /** Texts of the commands that were carried out. */
  readonly applied: string[] = [];
  readonly written: PutFile[] = [];
  readonly #options: FakeTargetOptions;

  constructor(options: FakeTargetOptions = {}) {
    this.#options = options;
  }

  probe(...commands: readonly ProbeCommand[]): Promise<readonly CommandOutcome[]> {
    return Promise.resolve(commands.map((command) => {
      this.probed.push(textOf(command));
      return this.#outcome(command);
    }));
  }

  apply(...commands: readonly ApplyCommand[]): Promise<readonly CommandOutcome[]> {
    const outcomes: CommandOutcome[] = [];
    for (const command of commands) {
      const outcome = this.#carryOut(command);
      outcomes.push(outcome);
      if (outcome.exitCode !== 0) break;
    }
    return Promise.resolve(outcomes);
  }

  applyAll(...commands: readonly ApplyCommand[]): Promise<readonly CommandOutcome[]> {
    return Promise.resolve(commands.map((command) => this.#carryOut(command)));
  }

  get(path: string): Promise<Uint8Array | undefined> {
    const text = this.#options.files?.[path];
    return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
  }

  put(file: PutFile): Promise<PutOutcome> {
    const outcome = { carriedOut: false, before: [], after: [] };
    if (this.#options.checkMode) return Promise.resolve(outcome);
    const failed = this.#options.put?.(file);
    if (failed !== undefined) {
      return Promise.resolve({
        ...outcome,
        validation: outcomeOf(failed, { carriedOut: true }),
      });
    }
    this.written.push(file);
    return Promise.resolve({
      carriedOut: true,
      before: (file.before ?? []).map((command) => this.#outcome(command)),
      after: (file.after ?? []).map((command) => this.#outcome(command)),
    });
  }

  facts(): Promise<Dict> {
    return Promise.resolve(this.#options.facts ?? new Map());
  }

  source(query: SourceQuery): Promise<HostSourceReply> {
    const reply = this.#options.source?.(query);
    if (reply === undefined) throw new Error(`The test says nothing of the source ${query.path}`);
    return Promise.resolve(reply);
  }

  #carryOut(command: ApplyCommand): CommandOutcome {
    if (this.#options.checkMode) return outcomeOf({}, { carriedOut: false });
    this.applied.push(textOf(command));
    return this.#outcome(command);
  }

  #outcome(command: ApplyCommand): CommandOutcome {
    const { commands } = this.#options;
    const text = textOf(command);
    const found = typeof commands === "function" ? commands(text, command) : commands?.[text];
    if (found === undefined) throw new Error(`The test says nothing of the command ${text}`);
    return outcomeOf(typeof found === "string" ? { stdout: found } : found, { carriedOut: true });
  }
}

/** The words of a command joined by spaces; of a script its text and then its parameters. */
function textOf(command: ApplyCommand): string {
  const argv = command.argv ?? [];
  return ("script" in command ? [command.script, ...argv] : argv).join(" ");
}

function outcomeOf(
  { exitCode = 0, stdout = "", stderr = "" }: FakeOutcome,
  { carriedOut }: { readonly carriedOut: boolean },
): CommandOutcome {
  const encoder = new TextEncoder();
  const stdoutBytes = encoder.encode(stdout);
  return { exitCode, stdout, stderr, stdoutBytes, stderrBytes: encoder.encode(stderr), carriedOut };
}
