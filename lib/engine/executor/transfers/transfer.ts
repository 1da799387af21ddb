import type { ModuleExecution } from "../execute_module.ts";
import type { TaskResult } from "../result.ts";
import type { SessionAddress } from "../sessions.ts";
import type { SessionShell } from "./session_shell.ts";

/** A task that moves files between target and controller, which no module is allowed to see. */
export interface TransferCall {
  readonly execution: ModuleExecution;
  readonly target: SessionShell;
  /** The controller, as the user who runs shep. */
  readonly controller: SessionShell;
  /** The controller for what is to be taken away, also after the task was interrupted. */
  readonly cleanup: SessionShell;
  /** @returns Another one. */
  shell(address: SessionAddress): SessionShell;
}

/** Carries out one kind of transfer; never called in check mode unless its spec supports it. */
export type Transfer = (call: TransferCall) => Promise<TaskResult>;
