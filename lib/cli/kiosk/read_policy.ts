import { type Config, loadConfig } from "../../kiosk/config/load_config.ts";
import { CommandError } from "../command_error.ts";
import type { System } from "../system.ts";

/** What it takes to read one. */
interface Reader {
  readonly system: Pick<System, "environment" | "files">;
}

/** Bytes, far more than any policy has: a daemon does nothing else while it reads. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * @throws {DiagnosticError} If anything is wrong with it.
 * @throws {CommandError} If it can't be read, or not at once.
 */
export function readPolicy(app: Reader, file: string): Config {
  const text = readText(app, file);
  const home = app.system.environment.homeFolder();
  // There is none if the variable TZ says what the runtime does not understand.
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  return loadConfig(file, text, { home, timeZone });
}

function readText({ system: { files } }: Reader, file: string): string {
  const fail = (why: string, cause?: unknown) =>
    new CommandError(`Cannot read ${file}: ${why}`, { cause });
  try {
    const status = files.status(file);
    if (status?.kind === "directory") throw fail("it is a folder");
    // Of a pipe or a device there may be no end.
    if (status?.kind === "other") throw fail("it is no regular file");
    if (status !== undefined && status.size > MOST_BYTES) throw fail("it has more than 4 MiB");
    const text = files.readText(file);
    if (text === undefined) throw fail("there is no such file");
    return text;
  } catch (error) {
    if (error instanceof CommandError || !(error instanceof Error)) throw error;
    throw fail(error.message, error);
  }
}
