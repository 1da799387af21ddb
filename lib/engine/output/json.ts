import type { Masker } from "../../base/mask.ts";
import { pythonJson } from "../../base/python_json.ts";
import { type Dict, dict, Float, Tuple, type Value } from "../../base/value.ts";
import type { EventSink, ResultEvent, RunEvent, TaskRef } from "../executor/event.ts";
import type { HostStats } from "../executor/stats.ts";
import type { Writer } from "./writer.ts";

/** What an output for programs needs to know about where it writes. */
export interface JsonOutputOptions {
  readonly writer: Writer;
  readonly masker: Masker;
  /** @returns Milliseconds since 1970-01-01T00:00:00Z. */
  readonly wallNow: () => number;
  /** From 3 on results say what their modules were given. */
  readonly verbosity: number;
}

/**
 * Writes one JSON object per event and line, as they happen, all to the standard output.
 *
 * | field      | in                              | is                                             |
 * | ---------- | ------------------------------- | ---------------------------------------------- |
 * | `event`    | all                             | `playbook_start`, `play_start`, `task_start`,  |
 * |            |                                 | `item_result`, `task_result`, `retry`,         |
 * |            |                                 | `included`, `no_hosts_matched`,                |
 * |            |                                 | `no_hosts_remaining`, `notice`, `message`,     |
 * |            |                                 | `async`, `recap`                               |
 * | `time`     | all                             | milliseconds since 1970                        |
 * | `file`     | playbook_start, included        | a path                                         |
 * | `play`     | play_start                      | its name                                       |
 * | `check`    | play_start                      | whether nothing is changed                     |
 * | `task`     | task_start, results, retry      | `name`, `module`, `handler`, `file`, `line`    |
 * | `hosts`    | task_start, included            | names                                          |
 * | `host`     | results, retry, async           | the inventory's name                           |
 * | `delegate` | results, retry                  | the host that did it instead, if any           |
 * | `status`   | results                         | `ok`, `changed`, `failed`, `skipped`,          |
 * |            |                                 | `unreachable`; `unknown` in check mode         |
 * | `ignored`  | results                         | true if the failure does not count             |
 * | `loop`     | task_result                     | true if `item_result` events came before       |
 * | `item`     | item_result, included           | the label                                      |
 * | `result`   | results, retry                  | what `register` gets                           |
 * | `diff`     | results                         | `before`, `after`, their headers, `prepared`   |
 * | `retries_left` | retry                       | a number                                       |
 * | `level`    | message                         | `warning`, `deprecation`, `error`, `fatal`     |
 * | `text`     | notice, message                 | what is to be told                             |
 * | `hosts`    | recap                           | host to its counters; `unknown` if not 0       |
 * | `stats`    | recap                           | what set_stats said of the run                 |
 * | `host_stats` | recap                         | and of each host                               |
 * | `state`    | async                           | `poll`, `ok`, `failed`                         |
 * | `job`      | async                           | the id of a task in the background             |
 *
 * Fields that do not apply are absent. Numbers that JSON does not know (NaN, Infinity) are null.
 *
 * @returns The sink.
 */
export function jsonOutput(
  { writer, masker, wallNow, verbosity }: JsonOutputOptions,
): EventSink {
  return (event) => {
    const fields = fieldsOf(event, verbosity);
    // The words of this format stay, even if one of them is somebody's secret.
    const masked = { ...Object.fromEntries(masker.dict(dict(fields))), ...wordsOf(event) };
    const line = dict({ event: event.kind, time: wallNow(), ...masked });
    writer.out(`${pythonJson(finite(line), LAYOUT)}\n`);
  };
}

const LAYOUT = { ensureAscii: false, separators: [",", ":"] } as const;

type Fields = Readonly<Record<string, Value | undefined>>;

function fieldsOf(event: RunEvent, verbosity: number): Fields {
  switch (event.kind) {
    case "playbook_start":
      return { file: event.file };
    case "play_start":
      return { play: event.play.name, check: event.play.isCheck };
    case "no_hosts_matched":
    case "no_hosts_remaining":
      return {};
    case "task_start":
      return { task: taskOf(event.task), hosts: [...event.hosts] };
    case "item_result":
      return { ...resultFields(event.result, verbosity), item: event.label };
    case "task_result":
      return { ...resultFields(event.result, verbosity), loop: event.result.isLoop || undefined };
    case "retry": {
      const { task, host, delegate, result } = resultFields(event.result, verbosity);
      return { task, host, delegate, retries_left: event.retriesLeft, result };
    }
    case "included":
      return { file: event.file, hosts: [...event.hosts], item: event.label };
    case "notice":
      return { text: event.text };
    case "message":
      return { level: event.level, text: event.text };
    case "recap":
      return {
        hosts: new Map([...event.stats].map(([host, of]) => [host, countersOf(of)])),
        ...customOf(event),
      };
    case "async":
      return { state: event.state, host: event.host, job: event.jid };
    default:
      return event satisfies never;
  }
}

function customOf({ custom }: Extract<RunEvent, { kind: "recap" }>): Fields {
  return {
    stats: custom === undefined || custom.run.size === 0 ? undefined : custom.run,
    host_stats: custom === undefined || custom.hosts.size === 0 ? undefined : dict(
      Object.fromEntries(custom.hosts),
    ),
  };
}

function countersOf({ unknown, ...counters }: HostStats): Dict {
  return dict({ ...counters, unknown: unknown > 0 ? unknown : undefined });
}

function wordsOf(event: RunEvent): Fields {
  if (event.kind === "message") return { level: event.level };
  if (event.kind === "item_result" || event.kind === "task_result") {
    return { status: event.result.outcome };
  }
  return {};
}

function taskOf(task: TaskRef): Dict {
  return dict({
    name: task.name,
    module: task.module,
    handler: task.isHandler || undefined,
    file: task.position?.file,
    line: task.position?.line,
  });
}

function resultFields(event: ResultEvent, verbosity: number) {
  return {
    task: taskOf(event.task),
    host: event.host,
    delegate: event.delegate,
    status: event.outcome,
    ignored: event.isIgnored || undefined,
    result: withoutInternal(event.result, verbosity),
    diff: event.diffs.length === 0 ? undefined : event.diffs.map((diff) => dict({ ...diff })),
  } satisfies Fields;
}

function withoutInternal(result: Dict, verbosity: number): Dict {
  const isInternal = (key: Value) =>
    typeof key === "string" && key.startsWith("_ansible_") ||
    key === "invocation" && verbosity < 3;
  return new Map([...result].filter(([key]) => !isInternal(key)));
}

function finite(value: Value): Value {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Float) return Number.isFinite(value.value) ? value : null;
  if (Array.isArray(value)) return value.map(finite);
  if (value instanceof Tuple) return value.items.map(finite);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, finite(item)]));
  return value;
}
