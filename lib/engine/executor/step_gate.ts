import type { Prompter } from "./ports.ts";

/** `--step`: asks before each task whether it is to run. */
export class StepGate {
  readonly #prompter: Prompter;
  #isAsking: boolean;

  constructor(prompter: Prompter, mode: "ask" | "run") {
    this.#prompter = prompter;
    this.#isAsking = mode === "ask";
  }

  /** @returns Whether the task of that name is to run; all are once the answer was to go on. */
  async opensFor(name: string): Promise<boolean> {
    if (!this.#isAsking) return true;
    const question = `Perform task: TASK: ${name} (N)o/(y)es/(c)ontinue: `;
    const answer = (await this.#prompter.ask(question, "shown")).trim().toLowerCase();
    if (answer === "c" || answer === "continue") this.#isAsking = false;
    return !this.#isAsking || answer === "y" || answer === "yes";
  }
}
