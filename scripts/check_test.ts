import { deepEqual, equal, ok } from "node:assert/strict";
import { type Gate, gates, type Outcome, runGates } from "./check.ts";
import { PROJECT_ROOT } from "./project_root.ts";

const gate = (name: string): Gate => ({ name, args: [] });

Deno.test("runGates() tells of gates in their order and runs no more at once than allowed", async () => {
  let running = 0;
  let most = 0;
  const ends = new Map<string, () => void>();
  const told: string[] = [];
  const done = runGates(
    ["a", "b", "c"].map(gate),
    async (gate): Promise<Outcome> => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => ends.set(gate.name, resolve));
      running--;
      return { gate, passed: gate.name !== "b", output: "", seconds: 1.26 };
    },
    { width: 2, tell: (line) => told.push(line) },
  );
  deepEqual([...ends.keys()], ["a", "b"]);
  ends.get("b")?.();
  while (!ends.has("c")) await Promise.resolve();
  deepEqual(told, []);
  ends.get("c")?.();
  ends.get("a")?.();
  const outcomes = await done;
  equal(most, 2);
  deepEqual(outcomes.map((outcome) => outcome.passed), [true, false, true]);
  deepEqual(told, ["ok       1.3 s  a", "FAILED   1.3 s  b", "ok       1.3 s  c"]);
});

Deno.test("gates() have names of their own and leave out scripts that do not exist", async () => {
  const all = gates(PROJECT_ROOT);
  equal(new Set(all.map((gate) => gate.name)).size, all.length);
  ok(all.some((gate) => gate.name === "layers"));
  const folder = await Deno.makeTempDir();
  const names = gates(folder).map((gate) => gate.name);
  await Deno.remove(folder);
  ok(names.includes("format") && !names.includes("layers"), names.join());
});
