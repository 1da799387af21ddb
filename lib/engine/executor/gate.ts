import type { KeyValue } from "../../wire/domain.ts";
import type {
  Command,
  CommandResult,
  HostExecReply,
  HostExecRequest,
  HostFactsReply,
  HostFactsRequest,
  HostGetReply,
  HostGetRequest,
  HostPutReply,
  HostPutRequest,
  HostSourceReply,
  HostSourceRequest,
} from "../../wire/host.ts";
import { withFactsScript } from "./facts_script.ts";
import { isReadOnly } from "./probe.ts";
import type { Turn } from "./overlap.ts";
import { contentOf, type FileContent, putPieces } from "./put_pieces.ts";
import { BecomeError, type Session, UnreachableError, type Waiting } from "./sessions.ts";

/** What the host knows of a task while its module runs. */
export interface TaskAccess {
  readonly isCheck: boolean;
  /** The keyword `environment`, set for every command. */
  readonly environment: readonly KeyValue[];
  /** @returns What starts a command that changes something, so that it goes on by itself. */
  readonly background?: (command: Command) => Command;
  /** What the task does first on its target waits for this. */
  readonly turn?: Turn;
  session(options: Waiting): Promise<Session>;
  /** Forgets a session that was lost. */
  dropSession(): Promise<void>;
  facts(subset: readonly string[], options: Waiting): Promise<string>;
  source(request: HostSourceRequest): Promise<HostSourceReply>;
  /** @returns What `source` named. */
  sourceContent(source: string): FileContent;
}

/**
 * The one way from a task module to its target. Whatever a module thinks: in check mode an `apply`
 * is not carried out, and a `probe` is carried out only if its program is known to read alone.
 */
export class Gate {
  readonly #tasks = new Map<string, TaskAccess>();
  /** How many files were written, or begun. */
  #files = 0;
  /** Why there is no session, by scope; the module only sees an error. */
  readonly #broken = new Map<string, UnreachableError | BecomeError>();

  /** Lets the calls that carry `scope` act for the task until `close()`. */
  open(scope: string, access: TaskAccess): void {
    this.#tasks.set(scope, access);
  }

  /** @returns Why the task had no session, if it had none. */
  close(scope: string): UnreachableError | BecomeError | undefined {
    const reason = this.#broken.get(scope);
    this.#tasks.delete(scope);
    this.#broken.delete(scope);
    return reason;
  }

  /** `host.exec`. */
  async exec(request: HostExecRequest, options: Waiting): Promise<HostExecReply> {
    const access = this.#access(request.scope);
    if (request.intent === "probe") request.commands.forEach(requireReadOnly);
    else if (access.isCheck) return { results: request.commands.map(() => NOT_CARRIED_OUT) };
    else await announceChange(access);
    const started = request.intent === "apply" ? access.background : undefined;
    const commands = request.commands.map((command) => {
      const full = inEnvironment(withFactsScript(command), access.environment);
      return started === undefined ? full : started(full);
    });
    const { stopOnFailure } = request;
    const reply = await this.#onTarget(
      request.scope,
      (session) => session.exec({ commands, stopOnFailure }, options),
      options,
    );
    return { results: reply.results };
  }

  /** `host.put`. */
  async put(request: HostPutRequest, options: Waiting): Promise<HostPutReply> {
    const { scope, content, before, after, ...file } = request;
    const access = this.#access(scope);
    [...before, ...after].forEach(requireReadOnly);
    if (access.isCheck) return { carriedOut: false, before: [], after: [] };
    await announceChange(access);
    const probe = (command: Command) => inEnvironment(command, access.environment);
    const full = "bytes" in content
      ? contentOf(content.bytes)
      : access.sourceContent(content.source);
    const number = ++this.#files;
    const reply = await this.#onTarget(
      scope,
      (session) =>
        putPieces(session, {
          ...file,
          file: number,
          content: full,
          before: before.map(probe),
          after: after.map(probe),
        }, options),
      options,
    );
    if (reply.error !== undefined) throw new Error(reply.error);
    const { isKept, validation } = reply;
    return {
      carriedOut: !isKept && validation === undefined,
      before: reply.before,
      after: reply.after,
      ...(validation && { validation }),
    };
  }

  /** `host.get`. */
  async get(request: HostGetRequest, options: Waiting): Promise<HostGetReply> {
    const { scope, path, maxBytes } = request;
    const reply = await this.#onTarget(
      scope,
      (session) => session.get({ path, maxBytes }, options),
      options,
    );
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.content === undefined ? {} : { content: reply.content };
  }

  /** `host.facts`. */
  async facts(request: HostFactsRequest, options: Waiting): Promise<HostFactsReply> {
    return { facts: await this.#access(request.scope).facts(request.subset, options) };
  }

  /** `host.source`. */
  source(request: HostSourceRequest): Promise<HostSourceReply> {
    return this.#access(request.scope).source(request);
  }

  #access(scope: string): TaskAccess {
    const access = this.#tasks.get(scope);
    if (access === undefined) throw new Error("Cannot act for a task that is not running");
    return access;
  }

  /** Runs `act` on the session of the task and notes when there is none. */
  async #onTarget<Reply extends { readonly lost?: string }>(
    scope: string,
    act: (session: Session) => Promise<Reply>,
    options: Waiting,
  ): Promise<Reply> {
    const access = this.#access(scope);
    try {
      const session = await access.session(options);
      await access.turn?.before;
      const acting = act(session);
      access.turn?.taken();
      const reply = await acting;
      if (reply.lost === undefined) return reply;
      await access.dropSession();
      throw new UnreachableError(reply.lost);
    } catch (error) {
      // A session whose command was cancelled is of no more use.
      if (options.signal.aborted) await access.dropSession();
      if (error instanceof UnreachableError || error instanceof BecomeError) {
        this.#broken.set(scope, error);
      }
      throw error;
    }
  }
}

/** @throws {Error} If what the module has seen is out of date: it is to look again. */
async function announceChange({ turn }: TaskAccess): Promise<void> {
  if (await turn?.isOvertaken?.()) throw new Error("Another round of the loop was faster");
  turn?.changes?.();
}

const NOT_CARRIED_OUT: CommandResult = {
  exitCode: 0,
  stdout: new Uint8Array(),
  stderr: new Uint8Array(),
  carriedOut: false,
};

function requireReadOnly(command: Command): void {
  const verdict = command.script === undefined
    ? isReadOnly(command.argv ?? [], command.env?.map(({ key }) => key))
    : "a script is never a probe";
  if (verdict !== true) throw new Error(`Cannot probe the target: ${verdict}`);
}

function inEnvironment(command: Command, environment: readonly KeyValue[]): Command {
  if (environment.length === 0) return command;
  return { ...command, env: [...environment, ...command.env ?? []] };
}
