import { durationText } from "./duration_text.ts";
import type { Entry, Warning } from "./policy.ts";

/** @returns The words of a warning with what they leave open filled in. */
export function warningText(
  { message }: Warning,
  { label }: Entry,
  remaining: number,
): string | undefined {
  return message?.replaceAll("{remaining}", () => durationText(remaining))
    .replaceAll("{label}", () => label);
}
