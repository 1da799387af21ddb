/**
 * Separates what getopt(3) and Ansible let people write together, `-f10` and `-vvi hosts`, so that
 * each option of one letter that takes a value is a word by itself, followed by its value.
 *
 * @param withValue The letters of the options that take a value.
 * @returns The words; those after `--` as they were.
 */
export function splitOptions(words: readonly string[], withValue: ReadonlySet<string>): string[] {
  const result: string[] = [];
  let isValue = false;
  for (const [at, word] of words.entries()) {
    if (isValue) {
      result.push(word);
      isValue = false;
    } else if (word === "--") {
      return [...result, ...words.slice(at)];
    } else if (/^-[^-]/.test(word)) {
      const parts = splitWord(word, withValue);
      result.push(...parts.words);
      isValue = parts.wantsValue;
    } else result.push(word);
  }
  return result;
}

function splitWord(word: string, withValue: ReadonlySet<string>) {
  for (let at = 1; at < word.length; at++) {
    if (!withValue.has(word.charAt(at))) continue;
    const flags = at > 1 ? [word.slice(0, at)] : [];
    const option = `-${word.charAt(at)}`;
    const rest = word.slice(at + 1);
    if (rest === "") return { words: [...flags, option], wantsValue: true };
    return { words: [...flags, option, rest], wantsValue: false };
  }
  return { words: [word], wantsValue: false };
}
