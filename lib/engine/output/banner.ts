import { textWidth } from "../../base/text_width.ts";

/** @returns A blank line, then `title` and stars up to column `columns`, three at the least. */
export function banner(title: string, columns: number): string {
  const text = title.trim();
  const stars = Math.max(3, columns - textWidth(text));
  return `\n${text} ${"*".repeat(stars)}\n`;
}
