import assert from "node:assert/strict";
import type { AttemptResult } from "./attempt_result.ts";
import { LoopTurns } from "./loop_turns.ts";
import type { Turn } from "./overlap.ts";

const DONE: AttemptResult = { result: new Map(), diffs: [], isIgnored: false, isSecret: false };

/** What a module does that adds `line` to `file` if it is not there, behind a gate. */
async function ensureLine(file: string[], line: string, turn: Turn): Promise<"again" | "done"> {
  await turn.before;
  const seen = [...file];
  turn.taken();
  // The answer is on its way.
  await new Promise((resolve) => setTimeout(resolve));
  if (!seen.includes(line)) {
    if (await turn.isOvertaken?.()) return "again";
    turn.changes?.();
    file.push(line, String(seen.length));
  }
  return await turn.isOvertaken?.() ? "again" : "done";
}

for (
  const [what, lines, looks] of [
    ["nothing is to be done", ["a", "b", "a"], 3],
    ["every round has something to do", ["c", "d", "e"], 5],
    ["a round does what another was to do", ["c", "c", "c"], 5],
    ["the last has something to do", ["a", "b", "c"], 3],
  ] as const
) {
  Deno.test(`LoopTurns leave what rounds one after the other would if ${what}`, async () => {
    const [file, inOrder] = [["a", "b"], ["a", "b"]];
    let count = 0;
    const turns = new LoopTurns("again");
    await Promise.all(lines.map((line) =>
      turns.begin(async (turn) => {
        count++;
        if (await ensureLine(file, line, turn) === "again") {
          count++;
          const { isOvertaken: _, ...alone } = turn;
          await ensureLine(file, line, { ...alone, before: Promise.resolve(), taken: () => {} });
        }
        return DONE;
      })
    ));
    for (const line of lines) {
      if (!inOrder.includes(line)) inOrder.push(line, String(inOrder.length));
    }
    assert.deepEqual(file, inOrder);
    assert.equal(count, looks);
  });
}

Deno.test("LoopTurns keep rounds from beginning behind one that ends the loop", async () => {
  const turns = new LoopTurns("apart");
  const first = turns.begin(() => Promise.resolve({ ...DONE, isUnevaluated: true }));
  const second = turns.begin(async ({ before }) => {
    await before;
    return DONE;
  });
  assert.equal((await first).isUnevaluated, true);
  await assert.rejects(second, /^LoopEnd/);
});
