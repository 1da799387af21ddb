/**
 * Runs all gates, `deno task check`: a line each, then what the failing ones printed. Exits with 1 if
 * one failed.
 */
import { PROJECT_ROOT } from "./project_root.ts";
import { runDeno } from "./run_deno.ts";
import { sourceFiles } from "./source_files.ts";

/** One check of the whole project. */
export interface Gate {
  readonly name: string;
  /** What to run after `deno`; the gate fails if it exits with anything but 0. */
  readonly args: readonly string[];
}

/** How a gate went. */
export interface Outcome {
  readonly gate: Gate;
  readonly passed: boolean;
  readonly output: string;
  /** Seconds. */
  readonly seconds: number;
}

/** The gates in the order in which they are told. */
export function gates(root: string): readonly Gate[] {
  const script = (name: string, ...args: string[]) => ["run", "-A", `scripts/${name}.ts`, ...args];
  const sources = sourceFiles(root);
  const all: readonly Gate[] = [
    { name: "format", args: ["fmt", "--check"] },
    { name: "lint", args: ["lint"] },
    { name: "types", args: ["check", "."] },
    { name: "layers", args: script("check_layers") },
    { name: "sizes", args: script("check_sizes") },
    { name: "generated wire code", args: script("gen_wire", "--check") },
    { name: "public documentation", args: script("check_docs") },
    { name: "documents", args: script("gen_docs", "--check") },
  ];
  // What has no generator cannot be out of date.
  return all.filter((gate) =>
    gate.args.every((arg) => !arg.startsWith("scripts/") || sources.includes(arg))
  );
}

/** Runs `gates`, at most `width` at a time, and tells of each as soon as those before it are done. */
export async function runGates(
  gates: readonly Gate[],
  run: (gate: Gate) => Promise<Outcome>,
  options: { readonly width: number; readonly tell: (line: string) => void },
): Promise<readonly Outcome[]> {
  const outcomes: Promise<Outcome>[] = [];
  const running = new Set<Promise<unknown>>();
  const telling: Promise<void>[] = [];
  for (const gate of gates) {
    while (running.size >= options.width) await Promise.race(running);
    const outcome = run(gate);
    const slot: Promise<unknown> = outcome.finally(() => running.delete(slot));
    running.add(slot);
    const before = telling.at(-1);
    telling.push(Promise.all([outcome, before]).then(([one]) => options.tell(formatOutcome(one))));
    outcomes.push(outcome);
  }
  await Promise.all(telling);
  return await Promise.all(outcomes);
}

/** @returns The gate's line. */
export function formatOutcome({ gate, passed, seconds }: Outcome): string {
  return `${passed ? "ok    " : "FAILED"} ${seconds.toFixed(1).padStart(5)} s  ${gate.name}`;
}

async function runGate(gate: Gate, root: string): Promise<Outcome> {
  const start = performance.now();
  const { success, stdout, stderr } = await runDeno(gate.args, root);
  return {
    gate,
    passed: success,
    output: stdout + stderr,
    seconds: (performance.now() - start) / 1000,
  };
}

if (import.meta.main) {
  const outcomes = await runGates(gates(PROJECT_ROOT), (gate) => runGate(gate, PROJECT_ROOT), {
    width: navigator.hardwareConcurrency,
    tell: (line) => console.log(line),
  });
  const failed = outcomes.filter((outcome) => !outcome.passed);
  for (const { gate, output } of failed) {
    console.log(`\n== ${gate.name}: deno ${gate.args.join(" ")}\n${output.trimEnd()}`);
  }
  if (failed.length > 0) Deno.exit(1);
}
