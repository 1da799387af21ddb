/** @returns The lines of a text, each with the `\n` that ends it; none of an empty text. */
export function wholeLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
