import type { Value } from "../../base/value.ts";

/** What a template can say of itself. */
export interface TemplateOrigin {
  readonly path: string;
  /** Name of this machine, and of who runs this. */
  readonly host: string;
  readonly user: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** @returns The variables that a template file has besides all others. */
export function templateVars(
  { path, host, user, now }: TemplateOrigin,
): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ["ansible_managed", "Ansible managed"],
    ["template_path", path],
    ["template_fullpath", path],
    ["template_destpath", null],
    ["template_host", host],
    ["template_uid", user],
    ["template_run_date", new Date(now).toISOString()],
  ]);
}
