/**
 * Why a call got no answer. Other ends may use other codes; schemas/README.md says what each of these
 * means.
 */
export type CallErrorCode =
  | "unknown_capability"
  | "bad_payload"
  | "too_long"
  | "failed"
  | "denied"
  | "busy"
  | "cancelled"
  | "deadline_passed"
  | "protocol_error"
  | "closed";

/** A call that the other end could not or would not answer. */
export class CallError extends Error {
  override readonly name = "CallError";
  /** One of CallErrorCode, or what the other end says. */
  readonly code: CallErrorCode | (string & Record<never, never>);

  constructor(code: CallError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
