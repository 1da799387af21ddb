import type { ShellSession } from "./shell_session.ts";

/** What a call came to; `lost` says why the shell ended meanwhile. */
interface Outcome {
  readonly lost?: string;
}

/** How often a call is made whose shell is lost: twice where that is like once. */
export type Repetition = "once" | "twice";

/**
 * The shell of a session. One that has ended while nothing ran in it is replaced when it is next
 * needed: nobody has to know.
 */
export class KeptShell {
  #shell: ShellSession;
  #renewing: Promise<string | undefined> | undefined;
  readonly #open: () => Promise<ShellSession>;

  /** @param open What has opened `shell`, and opens others. */
  constructor(shell: ShellSession, open: () => Promise<ShellSession>) {
    this.#shell = shell;
    this.#open = open;
  }

  /** @returns What `act` came to, or why there is no shell for it. */
  async use<T extends Outcome>(
    act: (shell: ShellSession) => Promise<T>,
    { repetition, signal }: { readonly repetition: Repetition; readonly signal: AbortSignal },
  ): Promise<T | { readonly lost: string }> {
    const lost = await this.#renew();
    if (lost !== undefined) return { lost };
    const outcome = await act(this.#shell);
    if (outcome.lost === undefined || repetition === "once" || signal.aborted) return outcome;
    return await this.#renew() === undefined ? await act(this.#shell) : outcome;
  }

  close(): Promise<void> {
    return this.#shell.close();
  }

  /** @returns Why there is no shell, if there is none. */
  #renew(): Promise<string | undefined> {
    if (this.#shell.lost === undefined) return Promise.resolve(undefined);
    // Several calls may find out about the same loss.
    this.#renewing ??= this.#replace().finally(() => this.#renewing = undefined);
    return this.#renewing;
  }

  async #replace(): Promise<string | undefined> {
    await this.#shell.close();
    try {
      this.#shell = await this.#open();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
