import type {
  ApplyCommand,
  Command,
  CommandOutcome,
  CommandResult,
  Dict,
  HostSourceReply,
  ProbeCommand,
  PutFile,
  PutOutcome,
  SourceQuery,
  Target,
  Value,
} from "../../../lib/plugin/sdk.ts";
import { dict } from "../../../lib/base/value.ts";
import { valueToJson } from "../../../lib/base/value_json.ts";
import { files } from "../../../lib/system/files.ts";
import { ControllerSource } from "../../../lib/engine/executor/controller_source.ts";
import { withFactsScript } from "../../../lib/engine/executor/facts_script.ts";
import { isReadOnly } from "../../../lib/engine/executor/probe.ts";
import { READ_EVAL_LOOP } from "../../connections/session_script.ts";
import { startShell } from "../../connections/shell_process.ts";
import { openSession, type ShellSession } from "../../connections/shell_session.ts";

/** How a local target behaves. */
export interface LocalTargetOptions {
  readonly checkMode?: boolean;
  /** What starts the shell; `sh` by default. */
  readonly shell?: readonly string[];
  /** The folder of files and templates; relative paths of `source()` are found in it. */
  readonly sources?: string;
  /** Renders templates, by options in JSON; their text as it is by default. */
  readonly render?: (text: string, options: string) => string;
  readonly facts?: Dict;
}

/**
 * This computer as a target for tests: a real shell session, and the host's rules about probes and
 * check mode. Close it with `await using`.
 *
 * @throws {Error} If there is no such shell.
 */
export async function openLocalTarget(options: LocalTargetOptions = {}): Promise<LocalTarget> {
  const start = startShell([...options.shell ?? ["sh"], "-c", READ_EVAL_LOOP]);
  return new LocalTarget(await openSession(start, { timeoutMs: 10_000 }), options);
}

/** See `openLocalTarget`. */
export class LocalTarget implements Target, AsyncDisposable {
  readonly session: ShellSession;
  /** Round trips so far. */
  roundTrips = 0;
  readonly #options: LocalTargetOptions;
  readonly #source: ControllerSource;

  constructor(session: ShellSession, options: LocalTargetOptions) {
    this.session = session;
    this.#options = options;
    const { sources = ".", render = (text) => text } = options;
    this.#source = new ControllerSource({
      files,
      searchPath: [sources],
      render: ({ text, options }) => render(text, options),
      decrypt: (content) => content,
    });
  }

  probe(...commands: readonly ProbeCommand[]): Promise<readonly CommandOutcome[]> {
    commands.forEach(({ argv }) => requireReadOnly(argv));
    return this.#exec(commands, "go-on");
  }

  apply(...commands: readonly ApplyCommand[]): Promise<readonly CommandOutcome[]> {
    return this.#options.checkMode ? notCarriedOut(commands) : this.#exec(commands, "stop");
  }

  applyAll(...commands: readonly ApplyCommand[]): Promise<readonly CommandOutcome[]> {
    return this.#options.checkMode ? notCarriedOut(commands) : this.#exec(commands, "go-on");
  }

  async get(path: string, { maxBytes = 0 } = {}): Promise<Uint8Array | undefined> {
    this.roundTrips++;
    const { content, error, lost } = await this.session.get(path, { maxBytes });
    if (error !== undefined || lost !== undefined) throw new Error(error ?? lost);
    return content;
  }

  async put({ content, isInPlace = false, ...file }: PutFile): Promise<PutOutcome> {
    const probes = [...file.before ?? [], ...file.after ?? []];
    probes.forEach(({ argv }) => requireReadOnly(argv));
    if (this.#options.checkMode) return { carriedOut: false, before: [], after: [] };
    this.roundTrips++;
    const bytes = this.#bytes(content);
    const reply = await this.session.put({
      ...file,
      isInPlace,
      content: bytes,
      before: file.before?.map(toCommand) ?? [],
      after: file.after?.map(toCommand) ?? [],
    });
    if (reply.error !== undefined) throw new Error(reply.error);
    if (reply.lost !== undefined) throw new Error(reply.lost);
    const { isKept, validation } = reply;
    return {
      carriedOut: !isKept && validation === undefined,
      before: reply.before.map(outcomeOf),
      after: reply.after.map(outcomeOf),
      ...(validation && { validation: outcomeOf(validation) }),
    };
  }

  facts(): Promise<Dict> {
    return Promise.resolve(this.#options.facts ?? new Map<Value, Value>());
  }

  source(
    { path, kind = "file", options, wantsContent = false }: SourceQuery,
  ): Promise<HostSourceReply> {
    return this.#source.find({
      ...{ scope: "", path, kind, wantsContent },
      ...(options === undefined ? {} : { options: valueToJson(dict(options)) }),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.session.close();
  }

  #bytes(content: PutFile["content"]): Uint8Array {
    if (typeof content === "string") return new TextEncoder().encode(content);
    return content instanceof Uint8Array ? content : this.#source.content(content.source).read();
  }

  async #exec(
    commands: readonly ApplyCommand[],
    afterFailure: "stop" | "go-on",
  ): Promise<readonly CommandOutcome[]> {
    if (commands.length === 0) return [];
    this.roundTrips++;
    const { results, lost } = await this.session.exec(
      commands.map((command) => withFactsScript(toCommand(command))),
      { afterFailure },
    );
    if (lost !== undefined) throw new Error(lost);
    return results.map(outcomeOf);
  }
}

function requireReadOnly(argv: readonly string[]): void {
  const verdict = isReadOnly(argv);
  if (verdict !== true) throw new Error(`Cannot probe the target: ${verdict}`);
}

function toCommand({ stdin, env, ...rest }: ApplyCommand): Command {
  const bytes = typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  return {
    ...rest,
    ...(bytes === undefined ? {} : { stdin: bytes }),
    ...(env === undefined
      ? {}
      : { env: Object.entries(env).map(([key, value]) => ({ key, value })) }),
  };
}

function outcomeOf({ exitCode, stdout, stderr, carriedOut }: CommandResult): CommandOutcome {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    exitCode,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
    stdoutBytes: stdout,
    stderrBytes: stderr,
    carriedOut,
  };
}

function notCarriedOut(commands: readonly ApplyCommand[]): Promise<readonly CommandOutcome[]> {
  const nothing = new Uint8Array();
  const result = { exitCode: 0, stdout: nothing, stderr: nothing, carriedOut: false };
  return Promise.resolve(commands.map(() => outcomeOf(result)));
}
