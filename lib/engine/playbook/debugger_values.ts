/** What `debugger` may say: after which results a person is asked what to do. */
export const DEBUGGER_VALUES: readonly string[] = [
  "on_skipped",
  "on_failed",
  "on_unreachable",
  "never",
  "always",
];
