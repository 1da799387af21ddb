import type { Masker } from "../../base/mask.ts";
import type { Diff } from "../../wire/domain.ts";
import type { PlayRecord, ResultRecord, RunRecord, TaskRecord } from "./run_record.ts";

/** @returns `record` without any secret in it, for those who write all of it at once. */
export function maskedRecord(record: RunRecord, masker: Masker): RunRecord {
  const text = (value: string) => masker.text(value);
  const diff = (one: Diff): Diff => ({
    ...one,
    ...textsOf(one, text),
  });
  const result = (one: ResultRecord): ResultRecord => ({
    ...one,
    host: text(one.host),
    ...(one.delegate !== undefined && { delegate: text(one.delegate) }),
    ...(one.item !== undefined && { item: text(one.item) }),
    result: masker.dict(one.result),
    diffs: one.diffs.map(diff),
  });
  const task = ({ task, results }: TaskRecord): TaskRecord => ({
    task: { ...task, name: text(task.name) },
    results: results.map(result),
  });
  const play = (one: PlayRecord): PlayRecord => ({
    play: { ...one.play, name: text(one.play.name) },
    tasks: one.tasks.map(task),
  });
  return {
    ...record,
    files: record.files.map(text),
    plays: record.plays.map(play),
    messages: record.messages.map(({ level, text: said }) => ({ level, text: text(said) })),
    stats: new Map([...record.stats].map(([host, stats]) => [text(host), stats])),
  };
}

function textsOf(diff: Diff, text: (value: string) => string): Partial<Diff> {
  const masked: Record<string, string> = {};
  for (const [key, value] of Object.entries(diff)) {
    if (typeof value === "string") masked[key] = text(value);
  }
  return masked;
}
