import type { MessageLevel } from "../executor/event.ts";
import { wrapText } from "./wrap_text.ts";

/** @returns What goes to stderr for a message, wrapped as Ansible does, with its line end. */
export function messageText(level: MessageLevel, text: string, columns: number): string {
  switch (level) {
    case "warning":
      return lines(wrapText(`[WARNING]: ${text}`, columns));
    case "deprecation":
      return lines(
        wrapText(`[DEPRECATION WARNING]: ${text.trim()} ${HOW_TO_DISABLE}`, columns, {
          keepSpaces: true,
        }),
      );
    case "error":
      return lines(wrapText(` [ERROR]: ${text}`, columns));
    case "fatal":
      return `ERROR! ${text}\n`;
    default:
      return level satisfies never;
  }
}

const HOW_TO_DISABLE =
  "Deprecation warnings can be disabled by setting deprecation_warnings=False in ansible.cfg.";

function lines(of: readonly string[]): string {
  return `${of.join("\n")}\n`;
}
