import type { Clock } from "../../base/clock.ts";
import { SECOND } from "../core/time.ts";
import type { SessionId } from "../core/id.ts";
import { EventQueue } from "../host/event_queue.ts";
import type {
  Compositor,
  LastingCompositor,
  OpenCompositor,
  WindowEvent,
} from "../host/host_adapter.ts";

/** How a compositor is kept. */
export interface KeptCompositorOptions {
  /** @throws {Error} If it can't be had now, or the signal is aborted. */
  readonly open: (signal: AbortSignal) => Promise<OpenCompositor>;
  readonly clock: Clock;
  readonly onTrouble: (message: string) => void;
}

/** Milliseconds before another try; they double with each that fails. */
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 60 * SECOND;

/** A compositor that is opened again whenever it is gone. */
export class KeptCompositor implements LastingCompositor {
  readonly #options: KeptCompositorOptions;
  readonly #events = new EventQueue<WindowEvent>();
  readonly #end = new AbortController();
  #open: OpenCompositor | undefined;
  #keeping: Promise<void> = Promise.resolve();
  #problem: string | undefined = "it is not there yet";

  constructor(options: KeptCompositorOptions) {
    this.#options = options;
  }

  /** Has it from now on. It is not waited for: time is kept without a screen, too. */
  begin(): void {
    this.#keeping = this.#keep();
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  get display(): string | undefined {
    return this.#open?.display;
  }

  async focus(sessionId: SessionId): Promise<void> {
    await this.#present().focus(sessionId);
  }

  async fullscreen(sessionId: SessionId): Promise<void> {
    await this.#present().fullscreen(sessionId);
  }

  async close(sessionId: SessionId): Promise<void> {
    await this.#present().close(sessionId);
  }

  async showShell(): Promise<void> {
    await this.#present().showShell();
  }

  events(signal: AbortSignal): AsyncIterable<WindowEvent> {
    return this.#events.listen(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#keeping;
  }

  #present(): Compositor {
    if (this.#open) return this.#open.compositor;
    throw new Error("The compositor does not run");
  }

  async #keep(): Promise<void> {
    const { signal } = this.#end;
    for (let pause = FIRST_PAUSE; !signal.aborted;) {
      try {
        await this.#follow(await this.#options.open(signal));
        pause = FIRST_PAUSE;
      } catch (error) {
        this.#fail(error instanceof Error ? error.message : String(error));
      }
      await this.#options.clock.sleep(pause, { signal }).catch(() => {});
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
  }

  /** Passes on what happens to windows, until the compositor is gone. */
  async #follow(open: OpenCompositor): Promise<void> {
    this.#open = open;
    this.#problem = undefined;
    const gone = new AbortController();
    open.gone.then(() => gone.abort());
    const over = AbortSignal.any([gone.signal, this.#end.signal]);
    for await (const event of open.compositor.events(over)) this.#events.push(event);
    this.#open = undefined;
    this.#fail("it has ended");
    await open[Symbol.asyncDispose]();
  }

  #fail(problem: string): void {
    if (this.#end.signal.aborted) return;
    if (problem !== this.#problem) this.#options.onTrouble(`There is no compositor: ${problem}`);
    this.#problem = problem;
  }
}
