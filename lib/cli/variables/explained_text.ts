import type { Explained, ExplainedPlace } from "./explain_variable.ts";

/** @returns The places of a variable as people read them, the strongest first. */
export function explainedText(
  { name, host, folder, isMagic }: {
    readonly name: string;
    readonly host: string;
    /** Paths below it are shown from there. */
    readonly folder: string;
    readonly isMagic: boolean;
  },
  explained: readonly Explained[],
): string {
  const parts = withoutRepetition(explained).map(({ play, places }) => {
    const where = play === undefined ? "" : ` in ${play}`;
    const winner = places.find(({ standing }) => standing === "wins");
    const head = isMagic
      ? `${name} is given by the run itself: nothing can set it`
      : places.length === 0
      ? `${name} is not set for ${host}${where}`
      : winner === undefined
      ? `${name} for ${host}${where} has no value before a run`
      : `${name} for ${host}${where} is ${winner.value}, by level ${winner.level} of 22: ` +
        winner.name;
    return [head, ...table(places)].join("\n");
  });
  return `${parts.join("\n\n")}\n`.replaceAll(`${folder}/`, "");
}

/** Plays that say nothing about a variable need not be told of one by one. */
function withoutRepetition(explained: readonly Explained[]): readonly Explained[] {
  const telling = explained.filter(({ places }) => places.length > 0);
  if (telling.length > 0 && telling.length < explained.length) return telling;
  const [first, ...rest] = explained;
  if (first === undefined || rest.length === 0) return explained;
  const text = JSON.stringify(first.places);
  const isSame = rest.every(({ places }) => JSON.stringify(places) === text);
  return isSame ? [{ ...first, play: "every play" }] : explained;
}

function table(places: readonly ExplainedPlace[]): readonly string[] {
  const rows = places.map((one) => [
    MARKS[one.standing],
    String(one.level).padStart(2),
    one.owner === undefined ? one.name : `${one.name}: ${one.owner}`,
    one.value ?? "?",
    one.place ?? "",
    noteOf(one),
  ]);
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map((cell, at) => cell.padEnd(widths?.[at] ?? 0));
    return `${cells[0]} ${cells.slice(1).join("  ")}`.trimEnd();
  });
}

const MARKS: Readonly<Record<ExplainedPlace["standing"], string>> = {
  wins: "=>",
  run: " ?",
  part: " +",
  loses: "  ",
};

function noteOf({ standing, only }: ExplainedPlace): string {
  const part = only === undefined ? [] : [`only in ${only}`];
  return (standing === "run" ? ["if a run comes there", ...part] : part).join(", ");
}
