declare const entry: unique symbol;
declare const session: unique symbol;
declare const budget: unique symbol;
declare const handle: unique symbol;
declare const request: unique symbol;

/** What names an entry, for good: usage is kept under it. */
export type EntryId = string & { readonly [entry]: true };

/** One run of an entry; a UUID. */
export type SessionId = string & { readonly [session]: true };

/** What names a budget; `entry:<id>` is the daily quota of that entry. */
export type BudgetId = string & { readonly [budget]: true };

/** What the host knows a session by. Only the adapter that made it can read it. */
export type HostHandle = string & { readonly [handle]: true };

/** The command of a client that waits for an answer; the daemon makes it and finds the client. */
export type RequestId = string & { readonly [request]: true };

/** Letters, digits and `._-`, as it becomes part of file names; no dot first. */
const ENTRY_ID = /^[\p{L}\p{N}_-][\p{L}\p{N}._-]{0,63}$/u;
const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @returns `text` as the id of an entry, or `undefined` if it can't be one. */
export function entryId(text: string): EntryId | undefined {
  return isEntryId(text) ? text : undefined;
}

/** @returns `text` as the id of a budget, or `undefined` if it can't be one. */
export function budgetId(text: string): BudgetId | undefined {
  return isBudgetId(text) ? text : undefined;
}

/** @returns The id of the budget that is the daily quota of `entry`. */
export function quotaId(entry: EntryId): BudgetId {
  const id = `entry:${entry}`;
  if (isBudgetId(id)) return id;
  throw new RangeError(`Cannot name the quota of ${entry}`);
}

/** @returns `text` as the id of a session, or `undefined` if it is no UUID. */
export function sessionId(text: string): SessionId | undefined {
  return isSessionId(text) ? text : undefined;
}

/** @throws {RangeError} If it is empty. */
export function hostHandle(text: string): HostHandle {
  if (isHostHandle(text)) return text;
  throw new RangeError("Cannot use an empty text as the handle of a session");
}

/** @throws {RangeError} If it is empty. */
export function requestId(text: string): RequestId {
  if (isRequestId(text)) return text;
  throw new RangeError("Cannot use an empty text as the id of a request");
}

function isEntryId(text: string): text is EntryId {
  return ENTRY_ID.test(text);
}

function isBudgetId(text: string): text is BudgetId {
  return ENTRY_ID.test(text.startsWith("entry:") ? text.slice("entry:".length) : text);
}

function isSessionId(text: string): text is SessionId {
  return SESSION_ID.test(text);
}

function isHostHandle(text: string): text is HostHandle {
  return text !== "";
}

function isRequestId(text: string): text is RequestId {
  return text !== "";
}
