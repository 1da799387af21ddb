import { shellWords } from "../../source/shell_words.ts";
import { shredFile } from "../../system/replace_file.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/**
 * Lets the person edit a text with `EDITOR`, in a folder that nobody else can enter. Whatever the
 * editor leaves there is overwritten before it is removed.
 *
 * @param name The file's name, by which editors know what it is.
 * @returns The text as it was saved.
 * @throws {CommandError} If the editor cannot be run, or says that it failed.
 */
export async function edited(app: App, content: Uint8Array, name: string): Promise<Uint8Array> {
  using folder = new TemporaryFolder();
  // Were this program to end before its editor, the plain text would stay.
  const held = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) =>
    app.system.signals.listen(signal, () => {})
  );
  const path = `${folder.path}/${name}`;
  try {
    Deno.writeFileSync(path, content, { mode: 0o600 });
    await runEditor(app, path);
    return Deno.readFileSync(path);
  } finally {
    shredAll(folder.path);
    for (const one of held) one[Symbol.dispose]();
  }
}

async function runEditor(app: App, path: string): Promise<void> {
  const editor = app.system.environment.variable("EDITOR") || "vi";
  const [program = "vi", ...args] = shellWords(editor, "no-comments");
  let ending;
  try {
    const done = await app.system.processes.attend({
      program,
      args: [...args, path],
      captures: [],
    });
    ending = done.ending;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`Unable to execute the command "${editor}": ${why}`, { cause });
  }
  if (ending.kind === "exited" && ending.code === 0) return;
  const how = ending.kind === "exited" ? `with exit code ${ending.code}` : "by a signal";
  throw new CommandError(`Cannot take what was edited: ${editor} ended ${how}`, {
    hint: "the file is as it was before",
  });
}

function shredAll(folder: string): void {
  for (const entry of Deno.readDirSync(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) shredAll(path);
    else if (entry.isFile) shredFile(path);
  }
}
