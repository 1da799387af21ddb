import type { Become, ConnectFailure } from "../../lib/plugin/sdk.ts";
import { randomToken } from "./random_token.ts";
import { SectionSplitter } from "./section_splitter.ts";
import { resultOf, SectionStream } from "./section_stream.ts";
import { type Bounds, greeting, READY } from "./session_script.ts";
import type { ShellProcess } from "./shell_process.ts";

/** A shell that could not be used; `failure` says whose fault it is. */
export class LoginError extends Error {
  override readonly name = "LoginError";

  constructor(readonly failure: ConnectFailure, message: string) {
    super(message);
  }
}

/** A question that may be asked on stderr before the shell listens, and its answer. */
export interface Prompt {
  /** Found in what was said since the last answer. */
  readonly pattern: RegExp;
  readonly answer: string;
  /** Why there is no session if it is asked a second time. */
  readonly refusal: LoginError;
}

/** How a shell's program ended: `exit code 255`, and what it said on stderr. */
export interface Ending {
  /** Whether the shell had answered. */
  readonly phase: "login" | "session";
  readonly how: string;
  readonly said: string;
}

/** What a login needs to know. */
export interface LoginOptions extends Bounds {
  /** Milliseconds until the shell must have answered. */
  readonly timeoutMs: number;
  /** How the shell was started as another user, if it was. */
  readonly become?: Become;
  readonly prompts?: readonly Prompt[];
  /** What the program says of its own doings, between the words of others; with the flag `g`. */
  readonly noise?: RegExp;
  /** @returns What an ending means, if that is known of the program. */
  readonly explain?: (ending: Ending) => LoginError | undefined;
}

/** A shell that has answered. */
export interface Login {
  readonly uid: string;
  readonly user: string;
  readonly home: string;
  /** The shell's process on its own computer. */
  readonly pid: string;
  /** What the opening printed. */
  readonly said?: string;
  readonly streams: SectionStream;
  readonly writer: WritableStreamDefaultWriter<Uint8Array>;
}

/**
 * Answers what is asked, prepares the shell and waits for its answer.
 *
 * @param options `limit`: bytes that a command's output may have.
 * @throws {LoginError} If the shell does not answer in time, ends, or refuses a password. The
 * process is killed then.
 */
export async function login(
  shell: ShellProcess,
  options: LoginOptions & { readonly limit: number },
): Promise<Login> {
  const dialogue = new Dialogue(shell, options);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    dialogue.giveUp();
  }, options.timeoutMs);
  try {
    await dialogue.run();
    const who = dialogue.answer;
    if (who !== undefined && dialogue.refusal === undefined) {
      return { ...who, streams: dialogue.streams, writer: dialogue.writer };
    }
  } finally {
    clearTimeout(timer);
  }
  // How a program ends by itself says why.
  if (dialogue.refusal === undefined && !isLate) await ending(shell);
  shell.kill();
  await dialogue.streams.cancel();
  await dialogue.writer.abort().catch(() => {});
  const how = await shell.ended;
  const { refusal } = dialogue;
  // Who has no shell is told so on stdout; profiles talk there, too.
  const said = dialogue.said || dialogue.printed;
  throw refusal ?? (isLate ? late(options, said) : failure(options, { phase: "login", how, said }));
}

/** Waits for the end of a program that has closed its output, but not for long. */
async function ending(shell: ShellProcess): Promise<void> {
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ENDING_MS);
  await Promise.race([shell.ended, enough]);
  clearTimeout(timer);
}

const ENDING_MS = 3000;

/** What is said until the shell has answered on both streams. */
class Dialogue {
  readonly streams: SectionStream;
  readonly writer: WritableStreamDefaultWriter<Uint8Array>;
  /** What became of a password that was asked for again. */
  refusal: LoginError | undefined;
  readonly #shell: ShellProcess;
  readonly #prompts: readonly Prompt[];
  readonly #noise: RegExp | undefined;
  readonly #bounds: Bounds;
  readonly #token = `\x1e${randomToken()}`;
  readonly #openingToken = `\x1e${randomToken()}`;
  readonly #stdout = new SectionSplitter(this.#token, { limit: NOISE_LIMIT });
  readonly #stderr = new SectionSplitter(this.#token, { limit: NOISE_LIMIT });
  /** What was asked in which words. */
  readonly #answered = new Map<Prompt, string>();
  #said: string | undefined;
  #heard = 0;
  #isGreeted = false;

  constructor(shell: ShellProcess, options: LoginOptions & { readonly limit: number }) {
    this.#shell = shell;
    this.#bounds = options;
    this.#prompts = options.prompts ?? [];
    this.#noise = options.noise;
    this.streams = new SectionStream(shell, options);
    this.writer = shell.stdin.getWriter();
  }

  /** What the shell answered, or `undefined` if it did not. */
  get answer(): Omit<Login, "streams" | "writer"> | undefined {
    const text = this.#stderr.sections.length === 0 ? "" : this.#stdout.sections[0]?.trailer ?? "";
    // Such as: 4711 uid=0(root) gid=0(root) groups=0(root) /root
    const [, pid, uid, user] = /^(\d+) uid=(\d+)(?:\((.*?)\))? /.exec(text) ?? [];
    if (pid === undefined || uid === undefined) return undefined;
    const home = /[^=]( \/.*)$/.exec(text)?.[1]?.trim() ?? "";
    return {
      pid,
      uid,
      user: user ?? uid,
      home,
      ...this.#said !== undefined && { said: this.#said },
    };
  }

  /** What was said on stderr but for questions. */
  get said(): string {
    return [...this.#answered.values()].reduce(
      (rest, asked) => rest.replace(asked, ""),
      this.#heardOnStderr,
    ).trim();
  }

  /** What was said on stdout. */
  get printed(): string {
    return decoded(this.#stdout).replace(READY, "").trim();
  }

  async run(): Promise<void> {
    // Asked for a password, the other side would take the greeting for it.
    if (this.#prompts.length === 0) this.#greet();
    await Promise.all([
      this.#listen("stdout", () => {
        if (decoded(this.#stdout).includes(READY)) this.#greet();
      }),
      this.#listen("stderr", () => this.#answer()),
    ]);
    if (this.#bounds.opening !== undefined && this.answer !== undefined) await this.#readOpening();
  }

  /** What the program has started may keep its streams open beyond its end. */
  giveUp(): void {
    this.#shell.kill();
    void this.streams.cancel();
  }

  async #readOpening(): Promise<void> {
    this.streams.putBack({ stdout: this.#stdout.rest, stderr: this.#stderr.rest });
    const [pair] = await this.streams.readFrame(this.#openingToken).catch(() => []);
    if (pair === undefined) {
      this.refusal = new LoginError("unreachable", "The shell ended before it could be used");
      return;
    }
    const { exitCode, stdout, stderr } = resultOf(pair);
    this.#said = new TextDecoder().decode(stdout).trim();
    if (exitCode === 0) return;
    const why = this.#said || new TextDecoder().decode(stderr).trim();
    this.refusal = new LoginError("opening", why);
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

  get #heardOnStderr(): string {
    const text = decoded(this.#stderr);
    return this.#noise === undefined ? text : text.replace(this.#noise, "");
  }

  #greet(): void {
    if (this.#isGreeted) return;
    this.#isGreeted = true;
    this.#say(greeting([this.#token, this.#openingToken], this.#bounds));
  }

  #answer(): void {
    if (this.#isGreeted) return;
    const text = this.#heardOnStderr;
    const news = text.slice(this.#heard);
    const prompt = this.#prompts.find(({ pattern }) => pattern.test(news));
    if (prompt === undefined) {
      if (EXPIRED.test(news)) {
        const [why = ""] = news.trim().split("\n");
        this.refusal = new LoginError("become", `A new password has to be set first: ${why}`);
        this.giveUp();
      }
      return;
    }
    this.#heard = text.length;
    if (this.#answered.has(prompt)) {
      this.refusal = prompt.refusal;
      this.giveUp();
    } else {
      this.#answered.set(prompt, prompt.pattern.exec(news)?.[0] ?? "");
      this.#say(new TextEncoder().encode(`${prompt.answer}\n`));
    }
  }

  /** A shell that does not listen any more is noticed where it is read. */
  #say(bytes: Uint8Array): void {
    this.writer.write(bytes).catch(() => {});
  }
}

/** What is said where the old password is asked for, to have another one set. */
const EXPIRED = /password is expired|current\W.*password:\s*$/i;

/** Bytes that may come before the answer, such as a login message. */
const NOISE_LIMIT = 1024 * 1024;

function decoded(splitter: SectionSplitter): string {
  return new TextDecoder().decode(splitter.rest);
}

function late({ become, timeoutMs }: LoginOptions, said: string): LoginError {
  const waited = `${timeoutMs / 1000}s`;
  if (become === undefined) {
    return new LoginError("unreachable", `The shell did not answer within ${waited}`);
  }
  const message = `Timeout (${waited}) waiting for privilege escalation prompt: ${said}`;
  return new LoginError("become", message);
}

function failure({ become, explain }: LoginOptions, ending: Ending): LoginError {
  const known = explain?.(ending);
  if (known !== undefined) return known;
  const { how, said } = ending;
  if (become === undefined) {
    return new LoginError("unreachable", said === "" ? `The shell ended with ${how}` : said);
  }
  const { method } = become;
  if (REFUSED.test(said)) {
    const what = become.password === undefined ? "Missing" : "Incorrect";
    return new LoginError("become", `${what} ${method} password`);
  }
  return new LoginError("become", said === "" ? `${method} ended with ${how}` : said);
}

/** What sudo, su and doas say of a password that is wrong or was not given. */
const REFUSED = new RegExp(
  "Authentication (failure|failed|required)|Authorization required|incorrect password|" +
    "a password is required|a terminal is required",
  "i",
);
