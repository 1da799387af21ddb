/** Where an output writes: whole lines, or several. Must not throw. */
export interface Writer {
  /** Writes to the standard output. */
  out(text: string): void;
  /** Writes to the standard error. */
  err(text: string): void;
}
