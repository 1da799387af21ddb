import type { Dict } from "../../base/value.ts";
import type { Outcome } from "./event.ts";

/** Where a round of a task stands in what a host does: at the same place when a run goes on. */
export interface RoundPlace {
  readonly host: string;
  /** Tasks count from 1 up; gatherings of facts, which a cache may spare, from -1 down. */
  readonly step: number;
  /** Tells the rounds of a loop apart; empty where there is no loop. */
  readonly item: string;
}

/** A task as a journal knows it. */
export interface JournalTask {
  /** Differs as soon as the task is written in another way. */
  readonly digest: string;
  /** What the banner shows. */
  readonly name: string;
  /** Such as `site.yml:12:5`. */
  readonly position?: string;
}

/** How a round ended. */
export interface RoundEnd {
  /** The item of a loop, if it may be seen. */
  readonly label?: string;
  readonly outcome: Outcome;
  readonly isIgnored: boolean;
  /** What outputs show of it. */
  readonly shown: Dict;
  /** What a run that goes on needs of it, secrets and all. */
  readonly kept: string;
}

/** Keeps what a run did, for one that goes on after it. What was told to it outlives a kill. */
export interface Journal {
  /** Whether there is a run to go on with. */
  readonly resumes: boolean;
  /** @returns The task that `host` had at that step, if it came so far. */
  taskAt(host: string, step: number): JournalTask | undefined;
  /** @returns What is kept of a round; `undefined` if it did not end. */
  ended(place: RoundPlace): string | undefined;
  /** @returns Whether a round has begun; it may have ended. */
  hasBegun(place: RoundPlace): boolean;
  begin(place: RoundPlace, task: JournalTask): void;
  end(place: RoundPlace, end: RoundEnd): void;
  /** Forgets what `host` did after a step, which is done anew. */
  forgetAfter(host: string, step: number): void;
  /** @returns A short text that differs for other texts, and tells nothing of them. */
  digest(text: string): string;
  /** What becomes of a host whose tasks are others by now. */
  readonly onOtherTask: "refuse" | "run";
}
