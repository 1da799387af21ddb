import type { EventSink, RunEvent, TaskRef } from "./event.ts";

/** What comes between a run that goes on and its outputs. */
export interface ResumedSink {
  readonly sink: EventSink;
  /** Tells that a round of `task` is run now, and not taken from a journal. */
  readonly begin: (host: string, task: TaskRef) => void;
}

/**
 * Holds back what was told by the run before: results of hosts that are not past it, and the banners
 * of plays and tasks of which nothing else is told.
 *
 * @param isLive Whether a host is past what the run before did.
 */
export function resumedSink(sink: EventSink, isLive: (host: string) => boolean): ResumedSink {
  let play: RunEvent | undefined;
  const tasks = new Map<TaskRef, RunEvent>();
  const begun = new Map<string, TaskRef>();
  const tell = (event: RunEvent | undefined) => {
    if (event !== undefined) sink(event);
  };
  const open = (task?: TaskRef) => {
    tell(play);
    play = undefined;
    if (task === undefined) return;
    tell(tasks.get(task));
    tasks.delete(task);
  };
  const take = (event: RunEvent) => {
    switch (event.kind) {
      case "play_start":
        play = event;
        return tasks.clear();
      case "task_start":
        return void tasks.set(event.task, event);
      case "item_result":
      case "task_result":
      case "retry": {
        const { host, task } = event.result;
        if (!isLive(host) && begun.get(host) !== task) return;
        open(task);
        return sink(event);
      }
      case "included":
        if (event.hosts.some(isLive)) sink(event);
        return;
      case "async":
        if (isLive(event.host)) sink(event);
        return;
      case "no_hosts_matched":
      case "no_hosts_remaining":
        open();
        return sink(event);
      case "playbook_start":
      case "message":
      case "notice":
      case "recap":
        return sink(event);
      default:
        return event satisfies never;
    }
  };
  return {
    sink: take,
    begin: (host, task) => {
      begun.set(host, task);
      open(task);
    },
  };
}
