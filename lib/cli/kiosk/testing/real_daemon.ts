import { KioskClient } from "../../../kiosk/ipc/client.ts";
import { TESTED_SHEP } from "../../testing/tested_shep.ts";

/** What a real daemon is started with; what is left out is usual. */
export interface RealDaemonOptions {
  /** `$UID` in it is the user that the tests run as. */
  readonly policy: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** More words of its command line. */
  readonly words?: readonly string[];
}

/** The real program as a daemon, in a folder of its own. */
export class RealDaemon implements AsyncDisposable {
  readonly folder: string = Deno.makeTempDirSync({ prefix: "shep-kiosk-" });
  readonly socket: string = `${this.folder}/run/kiosk.sock`;
  readonly config: string = `${this.folder}/kiosk.toml`;
  readonly #options: RealDaemonOptions;
  #log = "";
  #child: Deno.ChildProcess | undefined;
  #drained: Promise<void> = Promise.resolve();

  private constructor(options: RealDaemonOptions) {
    this.#options = options;
    this.write(options.policy);
  }

  /** Starts one and waits until it is ready. */
  static async start(options: RealDaemonOptions): Promise<RealDaemon> {
    const daemon = new RealDaemon(options);
    try {
      await daemon.restart();
      return daemon;
    } catch (error) {
      await daemon[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** All that it has logged, before restarts too. */
  get log(): string {
    return this.#log;
  }

  get pid(): number {
    if (!this.#child) throw new Error("The daemon does not run");
    return this.#child.pid;
  }

  /** Changes the policy's file. */
  write(policy: string): void {
    Deno.writeTextFileSync(this.config, policy.replace("$UID", `${Deno.uid()}`));
  }

  /** Starts it again, after it has ended. */
  async restart(): Promise<void> {
    const child = this.#spawn();
    this.#child = child;
    const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
    const from = this.#log.length;
    while (!this.#log.slice(from).includes("The service is ready")) {
      const next = await reader.read();
      if (next.done) {
        this.#child = undefined;
        await child.status;
        throw new Error(`The daemon has ended: ${this.#log.slice(from)}`);
      }
      this.#log += next.value;
    }
    this.#drain(reader);
  }

  #spawn(): Deno.ChildProcess {
    const { environment = {}, words = [] } = this.#options;
    const [program, ...start] = TESTED_SHEP;
    const args = [...start, ...this.words, ...words];
    return new Deno.Command(program, { args, env: environment, stderr: "piped" }).spawn();
  }

  /** The words of its command line. */
  get words(): readonly string[] {
    const { socket, config, folder } = this;
    return [
      ...["daemon", "run", "--config", config],
      ...["--socket", socket, "--state-dir", `${folder}/state`],
    ];
  }

  connect(): Promise<KioskClient> {
    return KioskClient.connect(this.socket);
  }

  /** Sends a signal and waits for its end. */
  async signal(signal: Deno.Signal): Promise<Deno.CommandStatus> {
    if (!this.#child) throw new Error("The daemon does not run");
    const child = this.#child;
    this.#child = undefined;
    child.kill(signal);
    return await child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child) await this.signal("SIGTERM");
    await this.#drained;
    Deno.removeSync(this.folder, { recursive: true });
  }

  #drain(reader: ReadableStreamDefaultReader<string>): void {
    const before = this.#drained;
    this.#drained = (async () => {
      await before;
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        this.#log += next.value;
      }
    })();
  }
}

/** @returns The processes that belong to a session, by the variable that marks them. */
export function processesOf(sessionId: string): readonly number[] {
  return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((pid) => {
    if (!Number.isInteger(pid)) return false;
    try {
      return Deno.readTextFileSync(`/proc/${pid}/environ`).includes(sessionId);
    } catch {
      return false;
    }
  });
}
