import type { Dict } from "../../base/value.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import type { LoadedTask } from "../playbook/model.ts";
import type { AttemptResult } from "./attempt_result.ts";
import type { ModuleExecutor } from "./execute_module.ts";
import type { HostState } from "./host_state.ts";
import type { Leases } from "./leases.ts";
import type { RunOptions } from "./options.ts";
import type { Turn } from "./overlap.ts";
import type { PlayState } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import type { Sessions } from "./sessions.ts";
import type { Variables } from "./variables.ts";

/** A task and the host it runs for. */
export interface TaskCall {
  readonly task: LoadedTask;
  readonly host: HostState;
  /** The hosts that share the result: all of the play where `run_once` is set. */
  readonly audience: readonly HostState[];
  readonly play: PlayState;
  readonly signal: AbortSignal;
  /** Variables that a person at the debugger has set; they win over all others. */
  readonly overrides?: Dict;
  /** Set where other rounds of the loop are on their way, too. */
  readonly turn?: Turn;
}

/** What the rounds of all tasks of a run share. */
export interface AttemptParts {
  readonly ports: RunPorts;
  /** The files that tasks come from. */
  readonly sources: SourceIndex;
  readonly options: RunOptions;
  readonly variables: Variables;
  readonly modules: ModuleExecutor;
  readonly sessions: Sessions;
  /** Where hosts are taken for the run alone. */
  readonly leases?: Leases;
  /** What goes on in the background until the end of the run. */
  readonly jobs: Set<Promise<void>>;
  /** A host that nothing lists joins when it is given facts. */
  readonly hosts: Map<string, HostState>;
  /** Tells that a round is about to be tried again. */
  readonly onRetry: (call: TaskCall, result: AttemptResult, retriesLeft: number) => void;
}
