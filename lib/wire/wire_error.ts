/** Bytes that are no such message, or a message that does not fit. */
export class WireError extends Error {
  override readonly name = "WireError";
  /** The schema's name of the message, such as `HostExecRequest`; `Frame` for the frame itself. */
  readonly subject: string;

  /** @param problem What is wrong, as the end of a sentence. */
  constructor(subject: string, problem: string, options?: ErrorOptions) {
    super(`Cannot decode ${subject}: ${problem}`, options);
    this.subject = subject;
  }
}
