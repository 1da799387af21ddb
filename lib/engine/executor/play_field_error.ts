/** A keyword of a play cannot be evaluated: nothing of the play is run. */
export class PlayFieldError extends Error {
  override readonly name = "PlayFieldError";
}
