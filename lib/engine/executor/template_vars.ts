import type { Value } from "../../base/value.ts";
import { localDateTime } from "../template/date_time.ts";
import { formatTime } from "../template/strftime.ts";

/** What a template can say of itself. */
export interface TemplateOrigin {
  readonly path: string;
  /** As the task names it. */
  readonly source: string;
  /** Name of this machine, and of who runs this. */
  readonly host: string;
  readonly user: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** When the file was changed. */
  readonly modifiedAt: number;
  readonly timeZone: string;
  /** `ansible_managed` of ansible.cfg. */
  readonly managed: string;
}

/** @returns The variables that a template file has besides all others. */
export function templateVars(origin: TemplateOrigin): ReadonlyMap<string, Value> {
  const { path, host, user, now } = origin;
  return new Map<string, Value>([
    ["ansible_managed", managedText(origin)],
    ["template_path", path],
    ["template_fullpath", path],
    ["template_destpath", null],
    ["template_host", host],
    ["template_uid", user],
    ["template_run_date", new Date(now).toISOString()],
  ]);
}

/** `{file}`, `{host}` and `{uid}`, and what `strftime` knows of the time of the file. */
function managedText(origin: TemplateOrigin): string {
  const { managed, source, host, user, modifiedAt, timeZone } = origin;
  const known: Readonly<Record<string, string>> = {
    ...{ "{file}": source, "{host}": host, "{uid}": user },
    ...{ "{{": "{", "}}": "}" },
  };
  const text = managed.replace(/\{(?:file|host|uid)\}|\{\{|\}\}/g, (word) => known[word] ?? word);
  return text.includes("%") ? formatTime(text, localDateTime(modifiedAt, timeZone)) : text;
}
