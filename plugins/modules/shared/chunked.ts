/** Bytes of arguments that every system takes at once, with room for an environment. */
const LIMIT = 64 * 1024;

/** @returns `words` in groups that fit into one command line each; none if there are no words. */
export function chunked(words: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let size = Infinity;
  for (const word of words) {
    // A character has three bytes at most for each UTF-16 unit.
    const bytes = word.length * 3 + 1;
    if (size + bytes > LIMIT) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(word);
    size += bytes;
  }
  return groups;
}
