import type { Masker } from "../../base/mask.ts";
import { pythonJson } from "../../base/python_json.ts";
import { type Dict, dict, type Value } from "../../base/value.ts";
import type { EventSink, PlayRef, ResultEvent, RunEvent, TaskRef } from "../executor/event.ts";
import { messageSink } from "./_message_sink.ts";
import type { DefaultOutputOptions } from "./default.ts";
import { DEFAULT_DISPLAY } from "./display_settings.ts";

/** What the document needs beside what other outputs need. */
export interface AnsibleJsonOptions extends DefaultOutputOptions {
  /** @returns Milliseconds since 1970-01-01T00:00:00Z. */
  readonly wallNow: () => number;
}

/**
 * @returns A sink that writes one JSON document for each playbook, when it has ended, laid out as that
 * of Ansible's callback `json`: plays with tasks with hosts with results, and the counters.
 */
export function ansibleJsonOutput(options: AnsibleJsonOptions): EventSink {
  const tell = messageSink(options);
  let document = new JsonDocument(options);
  return (event) => {
    if (event.kind === "message") return tell(event.level, event.text);
    document.take(event);
    if (event.kind !== "recap") return;
    options.writer.out(`${document.text(event)}\n`);
    document = new JsonDocument(options);
  };
}

interface PlayEntry {
  readonly play: Dict;
  readonly tasks: TaskEntry[];
}

interface TaskEntry {
  readonly ref: TaskRef;
  readonly task: Dict;
  readonly hosts: Dict;
}

class JsonDocument {
  readonly #masker: Masker;
  readonly #now: () => string;
  readonly #showsStats: boolean;
  readonly #plays: PlayEntry[] = [];
  #count = 0;

  constructor({ masker, wallNow, display = DEFAULT_DISPLAY }: AnsibleJsonOptions) {
    this.#masker = masker;
    this.#now = () => new Date(wallNow()).toISOString();
    this.#showsStats = display.showsCustomStats;
  }

  take(event: RunEvent): void {
    if (event.kind === "play_start") this.#plays.push(this.#play(event.play));
    else if (event.kind === "task_start") this.#start(event.task);
    else if (event.kind === "task_result") this.#result(event.result);
  }

  text({ stats, custom }: Extract<RunEvent, { kind: "recap" }>): string {
    const counters = [...stats].map(([host, of]): readonly [Value, Value] => [
      host,
      dict({
        changed: of.changed,
        failures: of.failed,
        ignored: of.ignored,
        ok: of.ok,
        rescued: of.rescued,
        skipped: of.skipped,
        unreachable: of.unreachable,
      }),
    ]);
    const document = dict({
      custom_stats: this.#showsStats ? new Map(custom?.hosts) : new Map(),
      global_custom_stats: this.#showsStats ? custom?.run ?? new Map() : new Map(),
      plays: this.#plays.map(({ play, tasks }) =>
        dict({ play, tasks: tasks.map(({ task, hosts }) => dict({ hosts, task })) })
      ),
      stats: new Map(counters),
    });
    return pythonJson(this.#masker.dict(document), { indent: 4, sortKeys: true });
  }

  #play({ name }: PlayRef): PlayEntry {
    return { play: this.#entry(name), tasks: [] };
  }

  #entry(name: string, path?: string): Dict {
    const duration: Dict = new Map<Value, Value>([["start", this.#now()]]);
    return dict({ duration, id: String(++this.#count), name, path });
  }

  #start(ref: TaskRef): TaskEntry {
    const { position } = ref;
    const path = position === undefined ? undefined : `${position.file}:${position.line}`;
    // Only the banners of people name the role.
    const entry = { ref, task: this.#entry(ref.name, path), hosts: new Map() };
    this.#plays.at(-1)?.tasks.push(entry);
    return entry;
  }

  #result(event: ResultEvent): void {
    const play = this.#plays.at(-1);
    const entry = play?.tasks.findLast(({ ref }) => ref === event.task) ?? this.#start(event.task);
    const { outcome } = event;
    const result = new Map(event.result).set("action", event.task.module);
    if (!event.isLoop) { for (const [key, value] of aboutResult(event)) result.set(key, value); }
    if (outcome === "failed" || outcome === "skipped") result.set(outcome, true);
    entry.hosts.set(event.host, result);
    for (const timed of [entry.task, play?.play]) {
      const duration = timed?.get("duration");
      if (duration instanceof Map) duration.set("end", this.#now());
    }
  }
}

/** What Ansible's own keys say of a result; that of a loop has none. */
function aboutResult({ result, delegatedVars, display }: ResultEvent): Dict {
  return dict({
    _ansible_no_log: result.has("censored"),
    _ansible_delegated_vars: delegatedVars,
    _ansible_verbose_always: display === "message" ? true : undefined,
  });
}
