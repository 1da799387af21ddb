import type { Connection, ConnectReply, ConnectRequest } from "../../lib/plugin/sdk.ts";
import { LoginError, type LoginOptions } from "./login.ts";
import { randomToken } from "./random_token.ts";
import { reapBy } from "./reap.ts";
import { startShell } from "./shell_process.ts";
import { openSession, type SessionOptions, ShellSession } from "./shell_session.ts";

/** A program of this computer that becomes a shell, and what is known of it. */
export interface ShellStart extends Pick<LoginOptions, "prompts" | "explain"> {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What differs between connections. */
export interface ShellConnectionOptions {
  /**
   * Where shells run: beside the program that was started, or somewhere else, where they go on when
   * the program is killed.
   */
  readonly shells?: "here" | "elsewhere";
}

const GONE = "There is no such session";

/** A session as the host knows it: its shell may be another after a while. */
interface Kept {
  readonly request: ConnectRequest;
  shell: ShellSession;
}

/**
 * A connection whose sessions are shells behind programs of this computer, such as `sh` or `ssh`. A
 * shell that ends while nothing runs in it is replaced when it is next needed; one that ends in the
 * middle of reading or writing a file too, for doing that twice is like doing it once.
 *
 * @param start Says what to start for a request; a RangeError is the user's mistake.
 */
export function shellConnection(
  start: (request: ConnectRequest) => ShellStart,
  { shells = "here" }: ShellConnectionOptions = {},
): Connection {
  const sessions = new Map<string, Kept>();
  const ends = shells === "here" ? "group" : "process";

  function open(request: ConnectRequest): Promise<ShellSession> {
    const reap = (pid: string) => reapBy(() => openBy(request, {}), pid);
    return openBy(request, shells === "here" ? {} : { reap });
  }

  function openBy(request: ConnectRequest, options: Pick<SessionOptions, "reap">) {
    const { argv, env, ...rest } = start(request);
    const { become, timeoutMs } = request;
    return openSession(startShell(argv, { ends, ...(env && { env }) }), {
      timeoutMs,
      ...(become && { become }),
      ...rest,
      ...options,
    });
  }

  async function connect(request: ConnectRequest): Promise<ConnectReply> {
    try {
      const shell = await open(request);
      const name = randomToken();
      sessions.set(name, { request, shell });
      return { kind: "open", session: name, user: shell.user, home: shell.home };
    } catch (error) {
      return failedReply(error);
    }
  }

  /** @returns The shell of a session that is to be used now, or why there is none. */
  async function shellOf(name: string): Promise<ShellSession | { readonly lost: string }> {
    const kept = sessions.get(name);
    if (kept === undefined) return { lost: GONE };
    if (kept.shell.lost === undefined) return kept.shell;
    await kept.shell.close();
    try {
      kept.shell = await open(kept.request);
      return kept.shell;
    } catch (error) {
      sessions.delete(name);
      return { lost: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Acts on a file, once more if the shell is lost and this was not asked for. */
  async function onFile<T extends { readonly lost?: string }>(
    name: string,
    act: (shell: ShellSession) => Promise<T>,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<T | { readonly lost: string }> {
    const shell = await shellOf(name);
    if (!isShell(shell)) return shell;
    const outcome = await act(shell);
    if (outcome.lost === undefined || signal.aborted) return outcome;
    const next = await shellOf(name);
    return isShell(next) ? await act(next) : outcome;
  }

  return {
    connect,
    async exec({ session, commands, stopOnFailure }, { signal }) {
      const shell = await shellOf(session);
      if (!isShell(shell)) return { results: [], ...shell };
      const afterFailure = stopOnFailure ? "stop" : "go-on";
      return await shell.exec(commands, { afterFailure, signal });
    },
    put: ({ session, ...file }, { signal }) =>
      onFile(session, (shell) => shell.put(file, { signal }), { signal }),
    get: ({ session, path, maxBytes }, { signal }) =>
      onFile(session, (shell) => shell.get(path, { maxBytes }), { signal }),
    async close(name) {
      const kept = sessions.get(name);
      sessions.delete(name);
      await kept?.shell.close();
    },
  };
}

function isShell(found: ShellSession | { readonly lost: string }): found is ShellSession {
  return found instanceof ShellSession;
}

function failedReply(error: unknown): ConnectReply {
  if (error instanceof LoginError) {
    return { kind: "failed", failure: error.failure, message: error.message };
  }
  if (error instanceof RangeError) {
    return { kind: "failed", failure: "become", message: error.message };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "failed", failure: "unreachable", message };
}
