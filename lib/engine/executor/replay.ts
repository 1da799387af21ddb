import { formatPosition } from "../../base/position.ts";
import { dict, isDict, type Value } from "../../base/value.ts";
import { valueFromJson, valueToJson } from "../../base/value_json.ts";
import { setting } from "../playbook/inherited.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { toText } from "../template/text.ts";
import type { AttemptResult } from "./attempt_result.ts";
import type { EventSink, TaskRef } from "./event.ts";
import type { Journal, JournalTask, RoundPlace } from "./journal.ts";
import { resumedSink } from "./resumed_sink.ts";
import { outcomeOf, shown } from "./shown.ts";
import type { TaskPlace } from "./task_runner.ts";

/** The playbook is another one than that of the journal, before the place where a run goes on. */
export class ReplayError extends Error {
  override readonly name = "ReplayError";
}

/** One round of a task, as a journal knows it. */
export interface RoundReplay {
  /** @returns What it came to in the run before; `undefined` if it is to be run now. */
  begin(): AttemptResult | undefined;
  /**
   * Keeps what it came to.
   *
   * @returns `attempt`, with what is known of the run before.
   */
  end(attempt: AttemptResult): AttemptResult;
}

/** The rounds of a task on one host; each is asked for once, in their order. */
export interface TaskReplay {
  /** @param item The item of a loop. */
  round(item?: Value): RoundReplay;
}

/**
 * Goes through a run for a second time without doing again what was done: hosts walk through their
 * tasks from the start, and take results from the journal until they come to a round that it does
 * not know, or that ended the run. Variables, notified handlers, failures that were rescued and
 * counts follow from the results as they did the first time.
 */
export class Replay {
  readonly #journal: Journal;
  readonly #hosts = new Map<string, HostProgress>();
  #onBegin: (host: string, task: TaskRef) => void = () => {};

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** @returns A sink that `sink` learns by what happens now, and nothing of what happened before. */
  sink(sink: EventSink): EventSink {
    if (!this.#journal.resumes) return sink;
    const resumed = resumedSink(sink, (host) => this.#progress(host).isLive);
    this.#onBegin = resumed.begin;
    return resumed.sink;
  }

  /** @throws {ReplayError} If the host had another task here. */
  task(place: TaskPlace): TaskReplay {
    const task = this.#taskOf(place);
    const owners = place.audience.map(({ name }) => {
      const progress = this.#progress(name);
      const step = place.isHidden ? --progress.gatherings : ++progress.tasks;
      if (!progress.isLive && step > 0) this.#require(task, { host: name, step });
      return { host: name, step };
    });
    const seen = new Map<string, number>();
    return {
      round: (item) => {
        const digest = item === undefined ? "" : this.#journal.digest(valueToJson(item));
        const nth = seen.get(digest) ?? 0;
        seen.set(digest, nth + 1);
        const key = nth === 0 ? digest : `${digest} ${nth + 1}`;
        const places = owners.map((owner) => ({ ...owner, item: key }));
        const label = item === undefined ? undefined : toText(item);
        return this.#round(place, { task, label, owners: places });
      },
    };
  }

  #round(place: TaskPlace, { task, label, owners }: {
    readonly task: JournalTask;
    readonly label: string | undefined;
    readonly owners: readonly RoundPlace[];
  }): RoundReplay {
    const own = owners.find(({ host }) => host === place.host.name) ?? owners[0];
    if (own === undefined) throw new RangeError("A task without hosts has no rounds");
    let isKept = false;
    let isRepeated = false;
    return {
      begin: () => {
        const known = this.#known(place, owners);
        isKept = known !== undefined;
        if (known !== undefined) {
          return RESTORED_BY_RUNNING.has(place.task.module) && isDone(known) ? undefined : known;
        }
        isRepeated = owners.some((owner) => this.#wasLost(owner));
        this.#goLive(own, place);
        this.#journal.begin(own, task);
        return undefined;
      },
      end: (ended) => {
        if (isKept) return ended;
        const attempt = isRepeated ? { ...ended, isRepeated } : ended;
        const { outcome, isIgnored, result } = shown(place, attempt, { isLoop: false });
        const kept = written(attempt);
        const isLabelled = label !== undefined && !attempt.isSecret;
        this.#journal.end(own, {
          ...{ outcome, isIgnored, shown: place.isHidden ? new Map() : result, kept },
          ...(isLabelled && { label }),
        });
        return attempt;
      },
    };
  }

  /** What one of the hosts that share the task has of it, unless it is to be tried again. */
  #known(place: TaskPlace, owners: readonly RoundPlace[]): AttemptResult | undefined {
    if (!this.#journal.resumes) return undefined;
    for (const owner of owners) {
      const text = this.#journal.ended(owner);
      const attempt = text === undefined ? undefined : read(text);
      if (attempt === undefined) continue;
      if (attempt.isIgnored) return attempt;
      if (attempt.unreachable !== undefined) continue;
      if (outcomeOf(attempt.result) !== "failed" || place.isRescuable) return attempt;
    }
    return undefined;
  }

  /** Whether a round had begun, and nobody saw its end. */
  #wasLost(place: RoundPlace): boolean {
    if (!this.#journal.resumes || !this.#journal.hasBegun(place)) return false;
    const text = this.#journal.ended(place);
    return text === undefined || read(text)?.unreachable !== undefined;
  }

  /** From here on the host does what it does, whatever it did in the run before. */
  #goLive({ host, step }: RoundPlace, { ref }: TaskPlace): void {
    this.#onBegin(host, ref);
    const progress = this.#progress(host);
    if (progress.isLive || step < 0) return;
    progress.isLive = true;
    this.#journal.forgetAfter(host, step);
  }

  #require(task: JournalTask, { host, step }: Pick<RoundPlace, "host" | "step">): void {
    const before = this.#journal.taskAt(host, step);
    if (before === undefined || before.digest === task.digest) return;
    // The one that ended the run may have been mended since.
    const isLast = this.#journal.taskAt(host, step + 1) === undefined;
    if (!isLast && this.#journal.onOtherTask === "refuse") {
      throw new ReplayError(
        `Cannot resume: ${host} has done ${described(before)}, where there now is ` +
          `${described(task)}. --resume-changed runs everything from there on`,
      );
    }
    this.#journal.forgetAfter(host, step - 1);
  }

  #taskOf({ task, ref }: TaskPlace): JournalTask {
    return {
      digest: this.#journal.digest(textOf(task)),
      name: ref.name,
      ...(ref.position && { position: formatPosition(ref.position) }),
    };
  }

  #progress(host: string): HostProgress {
    let progress = this.#hosts.get(host);
    if (progress === undefined) {
      progress = { tasks: 0, gatherings: 0, isLive: !this.#journal.resumes };
      this.#hosts.set(host, progress);
    }
    return progress;
  }
}

/** How far a host has come. */
interface HostProgress {
  tasks: number;
  gatherings: number;
  /** Whether it has left the journal behind. */
  isLive: boolean;
}

/** They change what the run knows, and nothing else: that is not in their results. */
const RESTORED_BY_RUNNING: ReadonlySet<string> = new Set([
  "add_host",
  "group_by",
  "include_role",
  "include_tasks",
  "include_vars",
]);

function isDone({ result }: AttemptResult): boolean {
  const outcome = outcomeOf(result);
  return outcome === "ok" || outcome === "changed";
}

function written(attempt: AttemptResult): string {
  const { result, facts, assigned, delegate, notify, unreachable } = attempt;
  const { isIgnored, isSecret, isRepeated } = attempt;
  return valueToJson(dict({
    ...{ result, assigned, delegate, unreachable, isIgnored, isSecret, isRepeated },
    notify: notify && [...notify],
    // Most facts are in the result as they are, and large.
    facts: facts !== undefined && facts === result.get("ansible_facts") ? IN_RESULT : facts,
  }));
}

const IN_RESULT = "in result";

function read(text: string): AttemptResult | undefined {
  const kept = valueFromJson(text);
  const result = isDict(kept) ? kept.get("result") : undefined;
  if (!isDict(kept) || !isDict(result)) return undefined;
  const written = kept.get("facts");
  const facts = written === IN_RESULT ? result.get("ansible_facts") : written;
  const assigned = kept.get("assigned");
  const [delegate, unreachable] = [kept.get("delegate"), kept.get("unreachable")];
  const notify = kept.get("notify");
  return {
    result,
    diffs: [],
    isIgnored: kept.get("isIgnored") === true,
    isSecret: kept.get("isSecret") === true,
    isRepeated: kept.get("isRepeated") === true,
    ...(isDict(facts) && { facts }),
    ...(isDict(assigned) && { assigned }),
    ...(typeof delegate === "string" && { delegate }),
    ...(Array.isArray(notify) && { notify: notify.map(toText) }),
    ...(typeof unreachable === "string" && { unreachable }),
  };
}

function described({ name, position }: JournalTask): string {
  return `TASK [${name}]${position === undefined ? "" : ` (${position})`}`;
}

/** A task as it is written, wherever in its file it stands. */
function textOf(task: LoadedTask): string {
  const { writtenModule, name, args, freeForm, argsTemplate, loopWith, when } = task;
  const loop = setting(task.layer, loopWith === undefined ? "loop" : "loop_with");
  return valueToJson(dict({
    module: writtenModule,
    name,
    args: args.map(({ key, value }) => [key, value]),
    freeForm,
    argsTemplate,
    loopWith,
    loop: loop?.value,
    register: task.layer.settings.get("register")?.value,
    when: when.map(({ value }) => value),
  }));
}
