import type { Connection, ConnectReply, ConnectRequest } from "../../lib/plugin/sdk.ts";
import { KeptShell } from "./kept_shell.ts";
import { LoginError, type LoginOptions } from "./login.ts";
import { randomToken } from "./random_token.ts";
import { reapBy } from "./reap.ts";
import { onTerminal } from "./shell_command.ts";
import { startShell } from "./shell_process.ts";
import type { Shortcut } from "./shortcut.ts";
import { Session } from "./session.ts";
import { openSession, type SessionOptions, type ShellSession } from "./shell_session.ts";

/** A program of this computer that becomes a shell, and what is known of it. */
export interface ShellStart extends Pick<LoginOptions, "prompts" | "noise" | "explain"> {
  readonly argv: readonly string[];
  /** Milliseconds until the shell must have answered, if not those of the request. */
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** What differs between connections. */
export interface ShellConnectionOptions {
  /**
   * What starts a `sh` on this computer, if the shells run on it, too. If not they go on when the
   * program is killed, and are ended by way of another one.
   */
  readonly killer?: readonly string[];
  /** What needs no shell in a session that a request asks for. */
  readonly shortcut?: (request: ConnectRequest) => Shortcut | undefined;
}

const GONE = { lost: "There is no such session" };

/** A connection that has something to do before its plugin ends. */
export interface ShellConnection extends Connection {
  /** Ends all shells with what runs in them. */
  stop(): Promise<void>;
}

/**
 * A connection whose sessions are shells behind programs of this computer, such as `sh` or `ssh`. A
 * shell that is lost while a file is read or written is replaced at once, for doing that twice is
 * like doing it once.
 *
 * @param start Says what to start for a request; a RangeError is the user's mistake.
 */
export function shellConnection(
  start: (request: ConnectRequest) => ShellStart,
  { killer, shortcut }: ShellConnectionOptions = {},
): ShellConnection {
  const sessions = new Map<string, Session>();
  const closing = new Set<Promise<void>>();

  async function connect(request: ConnectRequest): Promise<ConnectReply> {
    const open = () => openShell(start, { request, ...(killer && { killer }) });
    try {
      const shell = await open();
      const name = randomToken();
      sessions.set(name, new Session(new KeptShell(shell, open), shortcut?.(request)));
      const { user, home, said } = shell;
      return { kind: "open", session: name, user, home, ...(said !== undefined && { said }) };
    } catch (error) {
      return failedReply(error);
    }
  }

  async function close(name: string): Promise<void> {
    const done = sessions.get(name)?.close();
    if (done === undefined) return;
    sessions.delete(name);
    closing.add(done);
    await done;
    closing.delete(done);
  }

  return {
    connect,
    async exec({ session, ...request }, { signal }) {
      return await sessions.get(session)?.exec(request, { signal }) ?? { results: [], ...GONE };
    },
    async put({ session, ...file }, { signal }) {
      return await sessions.get(session)?.put(file, { signal }) ??
        { isKept: false, before: [], after: [], ...GONE };
    },
    async get({ session, ...request }, { signal }) {
      return await sessions.get(session)?.get(request, { signal }) ?? GONE;
    },
    close,
    async stop() {
      for (const name of sessions.keys()) void close(name);
      await Promise.all(closing);
    },
  };
}

function openShell(
  start: (request: ConnectRequest) => ShellStart,
  { request, killer }: Pick<ShellConnectionOptions, "killer"> & {
    readonly request: ConnectRequest;
  },
): Promise<ShellSession> {
  const open = (asked: ConnectRequest, options: Pick<SessionOptions, "opening" | "reap">) => {
    const { argv, env, ...rest } = start(asked);
    const { become, closing, timeoutMs } = asked;
    const process = startShell(argv, { killer: killer ?? "none", ...(env && { env }) });
    return openSession(process, {
      timeoutMs,
      ...rest,
      ...(become && { become }),
      ...(closing && { closing }),
      ...options,
    });
  };
  const openFirst = (asked: ConnectRequest) => {
    const opening = request.opening && { opening: request.opening };
    if (killer !== undefined) return open(asked, { ...opening });
    return open(asked, { ...opening, reap: (pid) => reapBy(() => open(asked, {}), pid) });
  };
  return openFirst(request).catch((error: unknown) => {
    if (!wantsTerminal(error, request)) throw error;
    return openFirst(onTerminal(request));
  });
}

/** Whether sudo has said that it must have a terminal; it calls that a tty in every language. */
function wantsTerminal(error: unknown, { become }: ConnectRequest): boolean {
  return become?.method === "sudo" && error instanceof LoginError && /\btty\b/i.test(error.message);
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
