import { globPattern } from "../../source/glob_pattern.ts";
import { displayName } from "../playbook/inherited.ts";
import type { LoadedTask } from "../playbook/model.ts";

/** `--start-at-task`: keeps tasks from running until one of that name comes. */
export class StartGate {
  readonly #pattern: RegExp | undefined;
  #isOpen: boolean;

  /** @param startAt A name or a glob; without it every task runs. */
  constructor(startAt: string | undefined) {
    this.#isOpen = startAt === undefined;
    this.#pattern = startAt === undefined ? undefined : globPattern(startAt);
  }

  /** Whether the task that was asked for has come. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  opensFor(task: LoadedTask): boolean {
    this.#isOpen ||= this.#pattern?.test(task.name ?? task.writtenModule) === true ||
      this.#pattern?.test(displayName(task)) === true;
    return this.#isOpen;
  }
}
