/** A run of equal items: `a[a]` to `a[a + size - 1]` equals the same many from `b[b]`. */
export interface MatchingBlock {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

/**
 * Finds what two sequences have in common as Python's difflib does (Ratcliff and Obershelp: the
 * longest common run first, then left and right of it; in 200 items or more, an item that makes up
 * over 1 % of `b` starts no run). It is not the shortest difference, but the one that people who
 * compare with Ansible's `--diff` expect.
 *
 * @returns Blocks in ascending order, never adjacent; the last one is empty and at both ends.
 */
export function matchingBlocks(a: readonly string[], b: readonly string[]): MatchingBlock[] {
  const places = placesOf(b);
  const found: MatchingBlock[] = [];
  const open = [{ aStart: 0, aEnd: a.length, bStart: 0, bEnd: b.length }];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const block = longestMatch({ a, b, places }, range);
    if (block.size === 0) continue;
    found.push(block);
    if (range.aStart < block.a && range.bStart < block.b) {
      open.push({ ...range, aEnd: block.a, bEnd: block.b });
    }
    const [aNext, bNext] = [block.a + block.size, block.b + block.size];
    if (aNext < range.aEnd && bNext < range.bEnd) {
      open.push({ ...range, aStart: aNext, bStart: bNext });
    }
  }
  found.sort((x, y) => x.a - y.a || x.b - y.b);
  return [...joined(found), { a: a.length, b: b.length, size: 0 }];
}

interface Sequences {
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

interface Range {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

function placesOf(b: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  b.forEach((item, at) => {
    const known = places.get(item);
    if (known === undefined) places.set(item, [at]);
    else known.push(at);
  });
  if (b.length >= 200) {
    const most = Math.floor(b.length / 100) + 1;
    for (const [item, at] of places) if (at.length > most) places.delete(item);
  }
  return places;
}

/** The longest block in `range`; of several the one that starts first in `a`, then in `b`. */
function longestMatch({ a, b, places }: Sequences, range: Range): MatchingBlock {
  const { aStart, aEnd, bStart, bEnd } = range;
  let best = { a: aStart, b: bStart, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = aStart; i < aEnd; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] ?? "") ?? []) {
      if (j < bStart) continue;
      if (j >= bEnd) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    lengths = next;
  }
  return extended({ a, b, places }, range, best);
}

/** Adds equal neighbours, which may be items too common to start a run. */
function extended({ a, b }: Sequences, range: Range, block: MatchingBlock): MatchingBlock {
  let { a: i, b: j, size } = block;
  while (i > range.aStart && j > range.bStart && a[i - 1] === b[j - 1]) {
    i--;
    j--;
    size++;
  }
  while (i + size < range.aEnd && j + size < range.bEnd && a[i + size] === b[j + size]) size++;
  return { a: i, b: j, size };
}

function joined(blocks: readonly MatchingBlock[]): MatchingBlock[] {
  const result: MatchingBlock[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (last && last.a + last.size === block.a && last.b + last.size === block.b) {
      result[result.length - 1] = { ...last, size: last.size + block.size };
    } else result.push(block);
  }
  return result;
}
