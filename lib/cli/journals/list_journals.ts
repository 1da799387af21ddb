import { joinPath } from "../../base/posix_path.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { stateFolder } from "../run/state_folder.ts";
import { endingText, type KeptRun, readJournal, timeText } from "./read_journal.ts";

/** @returns The exit code of `shep journal ls`. */
export function listJournals(app: App, { format }: { readonly format: "text" | "json" }): number {
  const folder = joinPath(stateFolder(app.system), "journals");
  const names = (app.system.files.list(folder) ?? []).map(({ name }) => name)
    .filter((name) => name.endsWith(".sqlite"));
  const journals = names.flatMap((name) => {
    const path = joinPath(folder, name);
    const kept = readable(app, path);
    return kept === undefined ? [] : [{ path, ...kept }];
  }).sort((a, b) => b.run.startedAt - a.run.startedAt);
  if (format === "json") {
    const shown = journals.map(({ path, run, rounds }) => ({ path, run, rounds: rounds.length }));
    app.out(`${JSON.stringify(shown, null, 2)}\n`);
    return EXIT.ok;
  }
  for (const { path, run } of journals) {
    app.out(
      `${timeText(run.startedAt)}  ${run.playbooks.join(", ")} on ${run.inventory.join(", ")}: ` +
        `${endingText(run)}\n  ${path}\n`,
    );
  }
  return EXIT.ok;
}

/** One that a run is using is no reason to hide the others. */
function readable(app: App, path: string): KeptRun | undefined {
  try {
    return readJournal(app, path);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    app.warn(error.message);
    return undefined;
  }
}
