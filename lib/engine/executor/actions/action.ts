import type { Dict, Value } from "../../../base/value.ts";
import type { LoadedTask } from "../../playbook/model.ts";
import type { UnknownError } from "../../template/unknown.ts";
import type { HostState } from "../host_state.ts";
import type { RunOptions } from "../options.ts";
import type { PlayState } from "../play_state.ts";
import type { RunPorts } from "../ports.ts";
import type { TaskResult } from "../result.ts";
import type { LayeredScope } from "../scope.ts";

/** A task that the engine itself carries out, on its own state: no target, no plugin. */
export interface ActionCall {
  readonly task: LoadedTask;
  readonly host: HostState;
  /** Who shares what the action changes: all hosts of the play where `run_once` is set. */
  readonly audience: readonly HostState[];
  /** Rendered, checked and complete with defaults. */
  readonly args: Dict;
  readonly scope: LayeredScope;
  readonly play: PlayState;
  readonly ports: RunPorts;
  readonly options: RunOptions;
  readonly signal: AbortSignal;
}

/** What an action says beside its result. */
export interface ActionResult extends TaskResult {
  /** Whether the whole result is shown: debug and assert. */
  readonly isShown?: boolean;
  /** Values for set_fact to bind. */
  readonly assigned?: Dict;
  /** What include_tasks and include_role bring in. */
  readonly include?: IncludeRequest;
}

/** A dynamic include, as one host asks for it. */
export interface IncludeRequest {
  readonly kind: "tasks" | "role";
  /** The file of include_tasks, or the role's name. */
  readonly name: string;
  readonly args: Dict;
  /** Variables of the round of a loop that asked for it. */
  readonly vars: ReadonlyMap<string, Value>;
  /** Why it is not certain that a real run includes it. */
  readonly doubt?: UnknownError;
}

/** Carries out one kind of task. */
export type Action = (call: ActionCall) => ActionResult | Promise<ActionResult>;
