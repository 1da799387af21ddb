import type {
  SessionExecReply,
  SessionExecRequest,
  SessionGetReply,
  SessionGetRequest,
  SessionPutReply,
  SessionPutRequest,
} from "../../lib/plugin/sdk.ts";
import type { KeptShell } from "./kept_shell.ts";
import type { Shortcut } from "./shortcut.ts";

/** The last option of everything that waits. */
interface Waiting {
  readonly signal: AbortSignal;
}

/** What one request has opened: a shell, and what does some of its work faster, if anything can. */
export class Session {
  readonly #shell: KeptShell;
  readonly #shortcut: Shortcut | undefined;

  constructor(shell: KeptShell, shortcut: Shortcut | undefined) {
    this.#shell = shell;
    this.#shortcut = shortcut;
  }

  async exec(
    { commands, stopOnFailure }: Omit<SessionExecRequest, "session">,
    { signal }: Waiting,
  ): Promise<SessionExecReply> {
    const answers = this.#shortcut?.exec({ commands, stopOnFailure }) ?? [];
    const others = commands.filter((_, index) => answers[index] === undefined);
    if (others.length === 0) return { results: answers.filter((one) => one !== undefined) };
    const afterFailure = stopOnFailure ? "stop" : "go-on";
    const outcome = await this.#shell.use(
      (shell) => shell.exec(others, { afterFailure, signal }),
      { repetition: "once", signal },
    );
    const reply: SessionExecReply = { results: [], ...outcome };
    if (reply.lost !== undefined || others.length === commands.length) return reply;
    const rest = reply.results.values();
    return { results: commands.flatMap((_, index) => answers[index] ?? rest.next().value ?? []) };
  }

  async put(
    file: Omit<SessionPutRequest, "session">,
    { signal }: Waiting,
  ): Promise<SessionPutReply> {
    const done = file.piece === undefined ? await this.#shortcut?.put(file) : undefined;
    if (done?.isKept) return { ...done, after: [] };
    if (done !== undefined) {
      const asked = { commands: file.after, stopOnFailure: false };
      const { results, ...rest } = await this.exec(asked, { signal });
      return { ...done, after: results, ...rest };
    }
    const reply = await this.#shell.use(
      (shell) => shell.put(file, { signal }),
      // Another shell knows nothing of the pieces before.
      { repetition: file.piece === undefined ? "twice" : "once", signal },
    );
    return { isKept: false, before: [], after: [], ...reply };
  }

  async get(
    request: Omit<SessionGetRequest, "session">,
    { signal }: Waiting,
  ): Promise<SessionGetReply> {
    const content = await this.#shortcut?.get(request);
    if (content !== undefined) return { content };
    return await this.#shell.use(
      (shell) => shell.get(request.path, request),
      { repetition: "twice", signal },
    );
  }

  close(): Promise<void> {
    return this.#shell.close();
  }
}
