import type { Become } from "../../lib/plugin/sdk.ts";
import { randomToken } from "./random_token.ts";
import { SectionSplitter } from "./section_splitter.ts";
import { SectionStream } from "./section_stream.ts";
import { greeting, READY } from "./session_script.ts";
import type { ShellProcess } from "./shell_process.ts";

/** A shell that could not be used; `failure` says whose fault it is. */
export class LoginError extends Error {
  override readonly name = "LoginError";

  constructor(readonly failure: "unreachable" | "become", message: string) {
    super(message);
  }
}

/** What a login needs to know. */
export interface LoginOptions {
  /** Milliseconds until the shell must have answered. */
  readonly timeoutMs: number;
  /** How the shell was started as another user, if it was. */
  readonly become?: Become;
  /** What asks for the password on stderr, if something does. */
  readonly prompt?: string;
  /** Bytes that a command's output may have. */
  readonly limit: number;
}

/** A shell that has answered. */
export interface Login {
  readonly uid: string;
  readonly user: string;
  readonly home: string;
  readonly streams: SectionStream;
  readonly writer: WritableStreamDefaultWriter<Uint8Array>;
}

/**
 * Gives the password if it is asked for, prepares the shell and waits for its answer.
 *
 * @throws {LoginError} If the shell does not answer in time, ends, or refuses the password. The
 * process is killed then.
 */
export async function login(shell: ShellProcess, options: LoginOptions): Promise<Login> {
  const dialogue = new Dialogue(shell, options);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    shell.kill();
  }, options.timeoutMs);
  try {
    await dialogue.run();
    // Such as: uid=0(root) gid=0(root) groups=0(root) /root
    const [, uid, user] = /^uid=(\d+)(?:\((.*?)\))? /.exec(dialogue.answer ?? "") ?? [];
    if (uid !== undefined) {
      const home = /[^=]( \/.*)$/.exec(dialogue.answer ?? "")?.[1]?.trim() ?? "";
      const { streams, writer } = dialogue;
      return { uid, user: user ?? uid, home, streams, writer };
    }
  } finally {
    clearTimeout(timer);
  }
  shell.kill();
  await dialogue.streams.cancel();
  await dialogue.writer.abort().catch(() => {});
  throw failure(options, dialogue, isLate ? "late" : await shell.ended);
}

/** What is said until the shell has answered on both streams. */
class Dialogue {
  readonly streams: SectionStream;
  readonly writer: WritableStreamDefaultWriter<Uint8Array>;
  isRefused = false;
  readonly #shell: ShellProcess;
  readonly #options: LoginOptions;
  readonly #token = `\x1e${randomToken()}`;
  readonly #stdout = new SectionSplitter(this.#token, { limit: NOISE_LIMIT });
  readonly #stderr = new SectionSplitter(this.#token, { limit: NOISE_LIMIT });
  #isGreeted = false;
  #isPasswordGiven = false;

  constructor(shell: ShellProcess, options: LoginOptions) {
    this.#shell = shell;
    this.#options = options;
    this.streams = new SectionStream(shell, options);
    this.writer = shell.stdin.getWriter();
  }

  /** What the shell answered, or `undefined` if it did not. */
  get answer(): string | undefined {
    return this.#stderr.sections.length === 0 ? undefined : this.#stdout.sections[0]?.trailer;
  }

  /** What was said on stderr. */
  get said(): string {
    return new TextDecoder().decode(this.#stderr.rest).trim();
  }

  async run(): Promise<void> {
    // Asked for a password, the other side would take the greeting for it.
    if (this.#options.become?.password === undefined) this.#greet();
    await Promise.all([
      this.#listen("stdout", () => {
        if (new TextDecoder().decode(this.#stdout.rest).includes(READY)) this.#greet();
      }),
      this.#listen("stderr", () => this.#givePassword()),
    ]);
  }

  async #listen(name: "stdout" | "stderr", onChunk: () => void): Promise<void> {
    const splitter = name === "stdout" ? this.#stdout : this.#stderr;
    while (splitter.sections.length === 0) {
      const chunk = await this.streams.read(name).catch(() => undefined);
      if (chunk === undefined) return;
      splitter.push(chunk);
      onChunk();
    }
  }

  #greet(): void {
    if (this.#isGreeted) return;
    this.#isGreeted = true;
    this.#say(greeting(this.#token));
  }

  #givePassword(): void {
    const { prompt, become } = this.#options;
    if (prompt === undefined || become?.password === undefined) return;
    const asked = this.said.split(prompt).length - 1;
    if (asked > 1) {
      this.isRefused = true;
      this.#shell.kill();
    } else if (asked === 1 && !this.#isPasswordGiven) {
      this.#isPasswordGiven = true;
      this.#say(new TextEncoder().encode(`${become.password}\n`));
    }
  }

  /** A shell that does not listen any more is noticed where it is read. */
  #say(bytes: Uint8Array): void {
    this.writer.write(bytes).catch(() => {});
  }
}

/** Bytes that may come before the answer, such as a login message. */
const NOISE_LIMIT = 1024 * 1024;

function failure(
  { become, timeoutMs }: LoginOptions,
  dialogue: Dialogue,
  ending: string,
): LoginError {
  const { said } = dialogue;
  const waited = `${timeoutMs / 1000}s`;
  if (become === undefined) {
    if (ending === "late") {
      return new LoginError("unreachable", `The shell did not answer within ${waited}`);
    }
    return new LoginError("unreachable", said === "" ? `The shell ended with ${ending}` : said);
  }
  const { method } = become;
  if (ending === "late") {
    const message = `Timeout (${waited}) waiting for privilege escalation prompt: ${said}`;
    return new LoginError("become", message);
  }
  if (dialogue.isRefused || /Authentication failure|incorrect password/.test(said)) {
    return new LoginError("become", `Incorrect ${method} password`);
  }
  if (/a password is required|a terminal is required|Authorization required/.test(said)) {
    return new LoginError("become", `Missing ${method} password`);
  }
  return new LoginError("become", said === "" ? `${method} ended with ${ending}` : said);
}
