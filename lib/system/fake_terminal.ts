import type { OutputStream, Terminal } from "./terminal.ts";

/** A terminal for tests: keeps what is written and gives prepared answers. */
export class FakeTerminal implements Terminal {
  /** What was asked, in order. */
  readonly asked: { readonly question: string; readonly echo: "on" | "off" }[] = [];
  readonly #options: FakeTerminalOptions;
  readonly #answers: string[];
  readonly #written = { stdout: "", stderr: "" };
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };

  constructor(options: FakeTerminalOptions = {}) {
    this.#options = options;
    this.#answers = [...options.answers ?? []];
  }

  /** All that was written to stdout. */
  get stdout(): string {
    return this.#written.stdout;
  }

  /** All that was written to stderr. */
  get stderr(): string {
    return this.#written.stderr;
  }

  isTerminal(stream: OutputStream | "stdin"): boolean {
    return this.#options.terminals?.includes(stream) ?? false;
  }

  width(): number {
    return this.#options.width ?? 79;
  }

  write(stream: OutputStream, text: string | Uint8Array): void {
    this.#written[stream] += typeof text === "string"
      ? text
      : this.#decoders[stream].decode(text, { stream: true });
  }

  ask(question: string, options: { readonly echo?: "on" | "off" } = {}): string | undefined {
    this.asked.push({ question, echo: options.echo ?? "on" });
    return this.#answers.shift();
  }

  readAll(): Uint8Array {
    return new TextEncoder().encode(this.#options.input ?? "");
  }
}

/** What a fake terminal is like. */
export interface FakeTerminalOptions {
  /** Which streams are terminals; none if left out. */
  readonly terminals?: readonly (OutputStream | "stdin")[];
  readonly width?: number;
  /** What the person types, a line each; then the input is at its end. */
  readonly answers?: readonly string[];
  /** What comes in on stdin; nothing if left out. */
  readonly input?: string;
}
