import { editDistance } from "./edit_distance.ts";

/**
 * Finds the word a person probably meant.
 *
 * @returns The candidate nearest to `word` by edit distance (a swap of neighbours counts as one),
 * the first of equals, or `undefined` if none is near enough: about one error in three characters.
 */
export function suggestion(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
