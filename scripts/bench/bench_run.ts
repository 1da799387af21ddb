import { type Contender, contest, type ContestOptions, type Cost } from "./contest.ts";
import type { Peers } from "./peers.ts";

/** One measurement as it is kept: a row of a table of costs. */
export interface Result {
  readonly benchmark: string;
  readonly title: string;
  readonly costs: readonly Omit<Cost, "stdout">[];
  /** Numbers that are no costs: rates, exponents of growth. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** What a benchmark measures with, and whom it tells what it found. */
export interface BenchRun {
  /** The built program. */
  readonly shep: string;
  readonly peers: Peers;
  readonly rounds: number;
  /** Prints a result and keeps it. */
  readonly tell: (result: Omit<Result, "benchmark">) => void;
}

/** A benchmark, by the name it is asked for. */
export interface Benchmark {
  readonly name: string;
  /** What it measures, in a few words. */
  readonly about: string;
  readonly run: (bench: BenchRun) => Promise<void> | void;
}

/** Lets `contenders` run, and tells what they cost. @returns Their costs. */
export async function hold(
  bench: BenchRun,
  title: string,
  { contenders, ...options }: Omit<ContestOptions, "rounds"> & {
    readonly contenders: readonly Contender[];
  },
): Promise<readonly Cost[]> {
  const costs = await contest(contenders, { rounds: bench.rounds, ...options });
  bench.tell({ title, costs: costs.map(({ stdout: _, ...cost }) => cost) });
  return costs;
}

/** @returns The exponent of growth of a cost: 1 if twice the work costs twice as much. */
export function exponent(
  small: { readonly size: number; readonly cost: number },
  large: { readonly size: number; readonly cost: number },
): number {
  return Math.log(large.cost / small.cost) / Math.log(large.size / small.size);
}

/** @returns A result as people read it; the first contender is what the others are compared to. */
export function resultText({ title, costs, figures }: Omit<Result, "benchmark">): string {
  const [own] = costs;
  // Of what takes less than a tick of the processor's clock nothing is known.
  const isCounted = (own?.cpu ?? 0) > 0;
  const lines = costs.map(({ name, wall, cpu, memory }) =>
    [
      `  ${name.padEnd(26)}`,
      `${wall.toFixed(0).padStart(8)} ms`,
      `${cpu.toFixed(0).padStart(8)} ms of CPU`,
      `${memory.toFixed(0).padStart(6)} MB`,
      `${(wall / (own?.wall ?? NaN)).toFixed(2).padStart(9)} x ${own?.name}`,
      ...isCounted ? [`${(cpu / (own?.cpu ?? NaN)).toFixed(2).padStart(9)} x its CPU`] : [],
    ].join(" ")
  );
  const more = Object.entries(figures ?? {}).map(([name, value]) =>
    `  ${name}: ${value.toLocaleString("en-US", { maximumFractionDigits: 2 })}`
  );
  return [title, ...lines, ...more].join("\n");
}
