import type { MessageLevel } from "../executor/event.ts";
import type { DefaultOutputOptions } from "./default.ts";
import { messageText } from "./message_text.ts";

/** @returns What writes messages to the standard error, each only once. */
export function messageSink(
  options: Pick<DefaultOutputOptions, "writer" | "masker" | "palette" | "columns">,
): (level: MessageLevel, text: string) => void {
  const told = new Set<string>();
  return (level, text) => {
    const shown = messageText(level, options.masker.text(text), options.columns);
    if (told.has(shown)) return;
    told.add(shown);
    const tone = level === "error" || level === "fatal" ? "failed" : level;
    options.writer.err(`${options.palette.err(tone, shown.slice(0, -1))}\n`);
  };
}
