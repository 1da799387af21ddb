import type { Clock } from "../../../base/clock.ts";
import { clock as realClock } from "../../../system/clock.ts";
import { openLibc, type Peer } from "../../../system/libc.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import type { Answer, ApiError, Command } from "../../api.ts";
import type { Role } from "../../config/service_config.ts";
import { KioskClient } from "../client.ts";
import type { CommandCounts } from "../command_tally.ts";
import { type ClientInfo, DEFAULT_LIMITS, type IpcLimits, IpcServer } from "../server.ts";

/** What a test server is told beforehand; what is left out is usual. */
export interface TestServerOptions {
  readonly limits?: Partial<IpcLimits>;
  readonly clock?: Clock;
  /** Of everyone; what a function says may change. */
  readonly role?: Role | "none" | (() => Role | undefined);
  readonly peerOf?: (descriptor: number) => Peer | undefined;
  readonly closeOnExec?: (descriptor: number) => boolean;
  readonly handle?: (command: Command, client: ClientInfo) => Promise<Answer | ApiError>;
}

/** A server in a folder of its own, and what its handler saw. */
export class TestServer implements AsyncDisposable {
  readonly dropped: string[] = [];
  readonly asked: { readonly client: ClientInfo; readonly commands: CommandCounts }[] = [];
  readonly #folder = new TemporaryFolder();
  readonly path = `${this.#folder.path}/run/kiosk.sock`;
  #server: IpcServer | undefined;

  static async open(options: TestServerOptions = {}): Promise<TestServer> {
    const result = new TestServer();
    try {
      result.#server = await result.#open(options);
      return result;
    } catch (error) {
      result.#folder[Symbol.dispose]();
      throw error;
    }
  }

  #open(options: TestServerOptions): Promise<IpcServer> {
    const { clock = realClock, role = "admin" } = options;
    return IpcServer.open({
      path: this.path,
      peerOf: options.peerOf ?? openLibc().peerOf,
      closeOnExec: options.closeOnExec ?? openLibc().closeOnExec,
      clock,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      handler: {
        roleOf: () => typeof role === "function" ? role() : role === "none" ? undefined : role,
        handle: options.handle ?? (() => Promise.resolve({ type: "stopped" })),
        snapshot: () => ({
          api_version: 1,
          policy_loaded: true,
          current_session: null,
          entry_count: 0,
          entries: [],
        }),
        timestamp: () => "2026-11-22T00:00:00.000+00:00",
        asked: (client, commands) => void this.asked.push({ client, commands }),
        dropped: (_client, why) => void this.dropped.push(why),
      },
    });
  }

  get server(): IpcServer {
    if (!this.#server) throw new Error("The server is closed");
    return this.#server;
  }

  connect(): Promise<KioskClient> {
    return KioskClient.connect(this.path);
  }

  /** A connection that says what it likes. */
  raw(): Promise<Deno.Conn> {
    return Deno.connect({ transport: "unix", path: this.path });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#folder[Symbol.dispose]();
  }
}

/** @returns All that comes until the other end closes. */
export async function readAll(connection: Deno.Conn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  try {
    for (let n = await connection.read(buffer); n !== null; n = await connection.read(buffer)) {
      text += decoder.decode(buffer.subarray(0, n), { stream: true });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}

/** Writes all of `text`. */
export async function writeAll(connection: Deno.Conn, text: string | Uint8Array): Promise<void> {
  let bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  while (bytes.length > 0) bytes = bytes.subarray(await connection.write(bytes));
}
