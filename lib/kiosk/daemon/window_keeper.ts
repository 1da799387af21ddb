import type { Notice } from "../core/effect.ts";
import type { SessionId } from "../core/id.ts";
import type { Compositor } from "../host/host_adapter.ts";

/** Something did not work that a session goes on without. */
export type OnTrouble = (message: string, sessionId?: SessionId) => void;

/** Gives the screen to the session that runs, and to the shell when none does. */
export class WindowKeeper {
  readonly #compositor: Compositor;
  readonly #onTrouble: OnTrouble;

  constructor(compositor: Compositor, onTrouble: OnTrouble) {
    this.#compositor = compositor;
    this.#onTrouble = onTrouble;
  }

  /** Shows each window of a session that opens, until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    for await (const { kind, sessionId } of this.#compositor.events(signal)) {
      if (kind !== "opened") continue;
      await this.#try("show a window", () => this.#show(sessionId), sessionId);
    }
  }

  /** Does what a change of the session means for its windows; it is not waited for. */
  onNotice(notice: Notice): void {
    const compositor = this.#compositor;
    if (notice.kind === "session_expiring") {
      const { sessionId } = notice;
      this.#try("close the windows", () => compositor.close(sessionId), sessionId);
    } else if (notice.kind === "session_ended") {
      this.#try("show the shell", () => compositor.showShell(), notice.sessionId);
    }
  }

  async #show(sessionId: SessionId): Promise<void> {
    await this.#compositor.fullscreen(sessionId);
    await this.#compositor.focus(sessionId);
  }

  async #try(what: string, act: () => Promise<void>, sessionId: SessionId): Promise<void> {
    try {
      await act();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#onTrouble(`Cannot ${what}: ${why}`, sessionId);
    }
  }
}
