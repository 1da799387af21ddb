import { PROJECT_ROOT } from "./project_root.ts";
import { isTest, sourceFiles } from "./source_files.ts";

/** The sizes of files, in lines. Those of functions are the lint rule `shep/function-size`. */
export const LIMITS = { median: 120, p90: 300, stop: 450, testStop: 700 } as const;

/** Files that may be longer, with the reason; one that no longer needs it fails. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {};

/** Written by a program, for a program. */
const GENERATED = "lib/wire/generated/";

/** What is measured. */
export interface Sizes {
  /** Lines by path. */
  readonly lines: ReadonlyMap<string, number>;
  readonly exceptions: Readonly<Record<string, string>>;
}

/** The lengths of source files, without tests. */
export interface Summary {
  readonly files: number;
  readonly median: number;
  readonly p90: number;
}

/** @returns What is too long, one sentence each; empty if nothing is. */
export function checkSizes(sizes: Sizes): readonly string[] {
  const { lines, exceptions } = sizes;
  const found: string[] = [];
  for (const [path, count] of lines) {
    const stop = isTest(path) ? LIMITS.testStop : LIMITS.stop;
    if (count > stop && exceptions[path] === undefined) {
      found.push(`${path}: This file has ${count} lines; ${stop} is the most`);
    }
  }
  for (const path of Object.keys(exceptions)) {
    const count = lines.get(path) ?? 0;
    if (count <= (isTest(path) ? LIMITS.testStop : LIMITS.stop)) {
      found.push(`scripts/check_sizes.ts: The exception for ${path} is no longer needed`);
    }
  }
  const { median, p90 } = summarize(lines);
  if (median > LIMITS.median) {
    found.push(`The median of all files is ${median} lines; ${LIMITS.median} is the most`);
  }
  if (p90 > LIMITS.p90) {
    found.push(`One file in ten has more than ${p90} lines; ${LIMITS.p90} is the most`);
  }
  return found;
}

/** @returns The median and the 90th percentile (nearest rank) of the files that are no tests. */
export function summarize(lines: ReadonlyMap<string, number>): Summary {
  const counts = [...lines].filter(([path]) => !isTest(path)).map(([, count]) => count)
    .sort((a, b) => a - b);
  const rank = (part: number) => counts[Math.max(0, Math.ceil(part * counts.length) - 1)] ?? 0;
  return { files: counts.length, median: rank(0.5), p90: rank(0.9) };
}

/** @returns How many lines each source file has, except for generated ones. */
function countLines(root: string): ReadonlyMap<string, number> {
  return new Map(
    sourceFiles(root).filter((path) => !path.startsWith(GENERATED)).map((path) => {
      const text = Deno.readTextFileSync(`${root}/${path}`);
      return [path, text.split("\n").length - (text.endsWith("\n") ? 1 : 0)];
    }),
  );
}

if (import.meta.main) {
  const lines = countLines(PROJECT_ROOT);
  const found = checkSizes({ lines, exceptions: EXCEPTIONS });
  for (const one of found) console.error(one);
  const { files, median, p90 } = summarize(lines);
  console.log(`${files} source files, median ${median} lines, p90 ${p90} lines`);
  if (found.length > 0) Deno.exit(1);
}
