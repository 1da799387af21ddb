import type { Connection, ConnectReply, ConnectRequest } from "../../lib/plugin/sdk.ts";
import { LoginError, type LoginOptions } from "./login.ts";
import { randomToken } from "./random_token.ts";
import { reapBy } from "./reap.ts";
import { startShell } from "./shell_process.ts";
import { openSession, type SessionOptions, type ShellSession } from "./shell_session.ts";

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

/**
 * A connection whose sessions are shells behind programs of this computer, such as `sh` or `ssh`.
 *
 * @param start Says what to start for a request; a RangeError is the user's mistake.
 */
export function shellConnection(
  start: (request: ConnectRequest) => ShellStart,
  { shells = "here" }: ShellConnectionOptions = {},
): Connection {
  const sessions = new Map<string, ShellSession>();
  const ends = shells === "here" ? "group" : "process";

  function open(request: ConnectRequest, options: Pick<SessionOptions, "reap">) {
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
    const reap = (pid: string) => reapBy(() => open(request, {}), pid);
    try {
      const session = await open(request, shells === "here" ? {} : { reap });
      const name = randomToken();
      sessions.set(name, session);
      return { kind: "open", session: name, user: session.user, home: session.home };
    } catch (error) {
      return failedReply(error);
    }
  }

  /** A lost session is forgotten: its process is gone. */
  async function using<T extends { readonly lost?: string }>(
    name: string,
    act: (session: ShellSession) => Promise<T>,
  ): Promise<T | undefined> {
    const session = sessions.get(name);
    if (session === undefined) return undefined;
    const outcome = await act(session);
    if (outcome.lost !== undefined && sessions.delete(name)) await session.close();
    return outcome;
  }

  return {
    connect,
    async exec({ session, commands, stopOnFailure }, { signal }) {
      const options = { afterFailure: stopOnFailure ? "stop" : "go-on", signal } as const;
      const outcome = await using(session, (shell) => shell.exec(commands, options));
      return outcome ?? { results: [], lost: GONE };
    },
    async put({ session, ...file }, { signal }) {
      return await using(session, (shell) => shell.put(file, { signal })) ?? { lost: GONE };
    },
    async get({ session, path, maxBytes }) {
      return await using(session, (shell) => shell.get(path, { maxBytes })) ?? { lost: GONE };
    },
    async close(name) {
      const session = sessions.get(name);
      sessions.delete(name);
      await session?.close();
    },
  };
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
