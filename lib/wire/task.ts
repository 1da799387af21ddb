import type { Position } from "../base/position.ts";
import type { Var } from "./domain.ts";

/** Every keyword of plays, roles, blocks and tasks whose value may be a template. */
export const KEYWORDS = [
  "any_errors_fatal",
  "async",
  "become",
  "become_exe",
  "become_flags",
  "become_method",
  "become_user",
  "changed_when",
  "check_mode",
  "collections",
  "connection",
  "debugger",
  "delay",
  "delegate_facts",
  "delegate_to",
  "diff",
  "environment",
  "fact_path",
  "failed_when",
  "force_handlers",
  "gather_facts",
  "gather_subset",
  "gather_timeout",
  "ignore_errors",
  "ignore_unreachable",
  "listen",
  "loop",
  "loop_control",
  "loop_with",
  "max_fail_percentage",
  "module_defaults",
  "no_log",
  "notify",
  "order",
  "poll",
  "port",
  "register",
  "remote_user",
  "retries",
  "run_once",
  "serial",
  "strategy",
  "tags",
  "throttle",
  "timeout",
  "until",
  "vars_prompt",
  "when",
] as const;

/** The name of a keyword as it is written; `loop_with` stands for every `with_<lookup>`. */
export type Keyword = typeof KEYWORDS[number];

/** A keyword and what was written: `value` is JSON text (lib/base/value_json.ts). */
export interface Setting {
  readonly keyword: Keyword;
  readonly value: string;
  readonly position?: Position;
}

/** One argument of a module; `value` is JSON text. */
export type TaskArg = Var;

/** What tasks and blocks have in common. */
export interface TaskBase {
  readonly name?: string;
  readonly settings: readonly Setting[];
  readonly vars: readonly Var[];
  readonly position?: Position;
}

/** A task as it was written. */
export interface ModuleTask extends TaskBase {
  readonly kind: "task";
  /** The module's name as it was written, with or without its collection. */
  readonly module: string;
  readonly modulePosition?: Position;
  readonly args: readonly TaskArg[];
  /** What remains of a `k=v` text, such as the command of `command`. */
  readonly freeForm?: string;
  /** `args: "{{ … }}"`: one template for all arguments. */
  readonly argsTemplate?: string;
  /** The lookup of `with_<lookup>`; the terms are the setting `loop_with`. */
  readonly loopWith?: string;
}

/** A block of tasks. */
export interface BlockTask extends TaskBase {
  readonly kind: "block";
  readonly block: readonly Task[];
  readonly rescue: readonly Task[];
  readonly always: readonly Task[];
}

/** An entry of a list of tasks. */
export type Task = ModuleTask | BlockTask;
