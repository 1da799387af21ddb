import type { Masker } from "../../base/mask.ts";
import { absolutePath, folderOf, nameOf } from "../../base/posix_path.ts";
import { nodeCrypto } from "../../base/node_crypto.ts";
import type { Journal } from "../../engine/executor/journal.ts";
import { JournalError, JournalFile, type JournalRun } from "../../engine/journal/journal_file.ts";
import { KeptJournal } from "../../engine/journal/kept_journal.ts";
import { Seal } from "../../engine/journal/seal.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { counted } from "../counted.ts";
import { EXIT } from "../exit_code.ts";
import { timeText } from "../journals/read_journal.ts";
import { stateFolder } from "./state_folder.ts";
import { fingerprintOf, type WatchedFiles } from "./watched_files.ts";

/** What the command line says of a run that is interrupted. */
export interface JournalRequest {
  readonly journal: string | undefined;
  readonly resume: boolean;
  readonly resumeChanged: boolean;
  readonly check: boolean;
}

/** What a run is about. */
interface JournalSubject extends Pick<JournalRun, "playbooks" | "inventory"> {
  readonly masker: Masker;
  /** The files that it reads, if they are watched. */
  readonly watched: WatchedFiles | undefined;
  /** What `-e` says, as text. */
  readonly extraVars: string;
}

/** @returns Whether the command line asks for a journal. */
export function wantsJournal({ journal, resume, resumeChanged }: JournalRequest): boolean {
  return journal !== undefined || resume || resumeChanged;
}

/** A run's journal while it is open. */
export interface RunJournal extends Disposable {
  readonly journal: Journal;
  /** Notes how the run has ended. */
  finish(exitCode: number): void;
}

/**
 * @param about Absolute paths of playbooks, and what `-i` says.
 * @returns The journal that was asked for; with `--resume` it has in it what the run before did.
 * @throws {CommandError} If it cannot be opened, or is that of other playbooks.
 */
export function openRunJournal(
  app: App,
  request: JournalRequest,
  about: JournalSubject,
): RunJournal | undefined {
  if (!wantsJournal(request)) return undefined;
  if (request.check) {
    throw new CommandError("Cannot keep a journal with --check: nothing is done then", {
      exitCode: EXIT.options,
    });
  }
  const { clock } = app.system;
  const { playbooks, inventory, masker } = about;
  try {
    using open = new DisposableStack();
    const file = open.use(openFile(app, request.journal, about));
    const before = file.run();
    const onOtherTask = request.resumeChanged ? "run" : "refuse";
    const isResumed = request.resume || request.resumeChanged;
    const resumes = before !== undefined && isResumed && before.exitCode !== EXIT.ok;
    const seal = sealOf(app);
    const journal = new KeptJournal({ file, seal, masker, clock, resumes, onOtherTask });
    if (resumes) {
      requireSame(before, playbooks, file.path);
      journal.restoreSecrets();
      tellResumed(app, file, before);
      tellChanged(app, changedInputs(app, about, { file, seal, before }));
      file.goOn();
    } else file.startOver({ playbooks, inventory, startedAt: clock.wallNow() });
    file.keepInput(EXTRA_VARS, seal.digest(about.extraVars));
    about.watched?.report((path, found) => file.keepInput(path, seal.digest(found)));
    const kept = open.move();
    return {
      journal,
      finish: (exitCode) => file.finish(clock.wallNow(), exitCode),
      [Symbol.dispose]: () => kept.dispose(),
    };
  } catch (error) {
    if (error instanceof JournalError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

/** @throws {JournalError} If it cannot be opened. */
function openFile(
  app: App,
  path: string | undefined,
  about: Pick<JournalRun, "playbooks" | "inventory">,
): JournalFile {
  const workingFolder = app.system.environment.workingFolder();
  if (path !== undefined) return new JournalFile(absolutePath(path, workingFolder));
  const own = ownPath(app, about);
  Deno.mkdirSync(folderOf(own), { recursive: true, mode: 0o700 });
  return new JournalFile(own);
}

/** Where the journal of these playbooks with this inventory is kept if no file is named. */
function ownPath(app: App, { playbooks, inventory }: Pick<JournalRun, "playbooks" | "inventory">) {
  const text = JSON.stringify([playbooks, inventory, app.system.environment.workingFolder()]);
  const digest = nodeCrypto().createHash("sha256").update(text).digest("hex").slice(0, 12);
  const name = nameOf(playbooks[0] ?? "").replace(/\.ya?ml$/, "");
  return `${stateFolder(app.system)}/journals/${name}-${digest}.sqlite`;
}

function requireSame(before: JournalRun, playbooks: readonly string[], path: string): void {
  if (JSON.stringify(before.playbooks) === JSON.stringify(playbooks)) return;
  throw new CommandError(
    `Cannot resume: the journal ${path} is that of ${before.playbooks.join(", ")}`,
    { hint: "without --resume it is begun anew" },
  );
}

function tellResumed(app: App, file: JournalFile, { startedAt }: JournalRun): void {
  const rounds = file.rounds();
  const done = rounds.filter(({ outcome }) => outcome !== undefined);
  const hosts = new Set(done.map(({ host }) => host)).size;
  app.err(
    `Resuming the run of ${timeText(startedAt)}: ${counted(done.length, "result")} of ` +
      `${counted(hosts, "host")} taken from its journal\n`,
  );
  for (const { host, task, item, outcome } of rounds) {
    if (outcome !== undefined) continue;
    const round = item === undefined ? "" : ` (item=${item})`;
    app.warn(
      `TASK [${task}]${round} was under way on ${host}: it is run again, with what it notifies`,
    );
  }
}

/** The name of what `-e` says among the inputs of a run; no path. */
const EXTRA_VARS = "-e";

/** What the run before went by, and is another by now. */
function changedInputs(
  app: App,
  { inventory, extraVars }: JournalSubject,
  { file, seal, before }: {
    readonly file: JournalFile;
    readonly seal: Seal;
    readonly before: JournalRun;
  },
): readonly string[] {
  const isOther = inventory.join("\n") !== before.inventory.join("\n");
  const changed = [...file.inputs()].flatMap(([name, digest]) => {
    const found = name === EXTRA_VARS ? extraVars : fingerprintOf(app.system.files, name);
    return found !== undefined && seal.digest(found) === digest ? [] : [name];
  });
  return isOther ? ["-i", ...changed] : changed;
}

/** Playbooks are told of, too: the tasks of another one are compared when a host comes to them. */
function tellChanged(app: App, names: readonly string[]): void {
  if (names.length === 0) return;
  const folder = `${app.system.environment.workingFolder()}/`;
  const near = names.map((name) => name.startsWith(folder) ? name.slice(folder.length) : name);
  const rest = near.length - MANY;
  const listed = near.slice(0, MANY).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  app.warn(
    `Changed since the run that goes on began: ${listed}. What was done with it is not done again`,
  );
}

/** How many names are listed. */
const MANY = 10;

/** Journals of this user have one key, which is not beside them: they can be shown to others. */
function sealOf(app: App): Seal {
  const folder = stateFolder(app.system);
  const path = `${folder}/journal.key`;
  let hex = app.system.files.readText(path);
  if (hex === undefined) {
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    hex = app.system.random.bytes(32).toHex();
    Deno.writeTextFileSync(path, hex, { mode: 0o600, createNew: true });
  }
  return new Seal(Uint8Array.fromHex(hex.trim()));
}
