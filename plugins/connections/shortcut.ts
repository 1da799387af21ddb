import type {
  CommandResult,
  SessionExecRequest,
  SessionGetRequest,
  SessionPutReply,
  SessionPutRequest,
} from "../../lib/plugin/sdk.ts";

/**
 * What a connection can do without its shell, whose programs take a process each. What is not simple
 * is answered with `undefined`: nothing has been done then, and the shell is to do it.
 */
export interface Shortcut {
  /** @returns What each of the commands prints that only asks something simple. */
  exec(request: Omit<SessionExecRequest, "session">): readonly (CommandResult | undefined)[];
  /** Asks what is to be asked before, and writes; what is to be asked afterwards is left out. */
  put(
    request: Omit<SessionPutRequest, "session" | "after">,
  ): Promise<Pick<SessionPutReply, "isKept" | "before"> | undefined>;
  /** @returns The file's bytes. */
  get(request: Omit<SessionGetRequest, "session">): Promise<Uint8Array | undefined>;
}
