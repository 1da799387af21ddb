import { deepEqual } from "node:assert/strict";
import { TemporaryFolder } from "../lib/system/temporary_folder.ts";
import { relevantFindings } from "./check_docs.ts";
import { runDeno } from "./run_deno.ts";

const SOURCE = `interface Hidden {
  readonly a: number;
}

/** Documented. */
export interface Shown {
  readonly plain: string;
  readonly odd: Hidden;
}

/** @returns Nothing. */
export function brief(): void {}

export function bare(): void {}
`;

Deno.test("relevantFindings() keeps bare exports and hidden types, but not bare properties", async () => {
  using folder = new TemporaryFolder();
  const file = `${Deno.realPathSync(folder.path)}/a.ts`;
  Deno.writeTextFileSync(file, SOURCE);
  const { stderr } = await runDeno(["doc", "--lint", file], folder.path);
  deepEqual(relevantFindings(stderr, (path) => Deno.readTextFileSync(path)).sort(), [
    `${file}:14: exported symbol is missing JSDoc documentation`,
    `${file}:8: public type 'Shown["odd"]' references private type 'Hidden'`,
  ]);
});

Deno.test("relevantFindings() finds nothing in a clean report", () => {
  deepEqual(relevantFindings("Checked 3 files\n", () => ""), []);
});
