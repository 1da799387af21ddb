import type { LoadedTask } from "../playbook/model.ts";
import { Slots } from "./slots.ts";

/** Whose turn it is: no more hosts work at a time than there are forks, whatever the strategy. */
export class Turns {
  readonly #forks: Slots;
  readonly #throttled = new WeakMap<LoadedTask, Slots>();

  constructor(forks: number) {
    this.#forks = new Slots(forks);
  }

  /**
   * Does `work`, which is `task` on one host, when its turn has come.
   *
   * @param throttle How many hosts may do the task at a time, if not 0.
   */
  take<Result>(
    task: LoadedTask,
    throttle: number,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const inTurn = () => this.#forks.use(work);
    return throttle > 0 ? this.#throttle(task, throttle).use(inTurn) : inTurn();
  }

  /** Hosts that walk alone come to a task one by one, so how many do it is known here alone. */
  #throttle(task: LoadedTask, throttle: number): Slots {
    let slots = this.#throttled.get(task);
    if (slots === undefined) {
      slots = new Slots(throttle);
      this.#throttled.set(task, slots);
    }
    return slots;
  }
}
