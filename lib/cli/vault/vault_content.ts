import { replaceFile, type Replacement } from "../../system/replace_file.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";

/** The name that stands for the standard input and output. */
const STREAM = "-";

/**
 * @param path A file, or `-` for the standard input.
 * @throws {CommandError} If it cannot be read.
 */
export function readContent(app: App, path: string): Uint8Array {
  if (path === STREAM) return app.system.terminal.readAll();
  const { files } = app.system;
  if (files.status(path)?.kind === "directory") {
    throw new CommandError(`Unable to read source file (${path}): it is a folder`);
  }
  const content = files.read(path);
  if (content !== undefined) return content;
  throw new CommandError(`Unable to read source file (${path}): no such file`);
}

/** Where the result of a command goes. */
export interface Destination {
  /** A file, or `-` for the standard output. */
  readonly path: string;
  readonly replacement: Replacement;
}

/** @throws {CommandError} If it cannot be written. */
export function writeContent(app: App, content: Uint8Array, destination: Destination): void {
  const { path, replacement } = destination;
  if (path === STREAM) {
    app.system.terminal.write("stdout", content);
    return;
  }
  try {
    replaceFile(path, content, replacement);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`Cannot write ${path}: ${why}`, { cause });
  }
}

/**
 * @returns The files a command works on, the standard input if there are none.
 * @throws {CommandError} If several of them would be written to one.
 */
export function inputs(given: {
  readonly files: readonly string[];
  readonly output?: string | undefined;
}): readonly string[] {
  if (given.output !== undefined && given.files.length > 1) {
    throw new CommandError("At most one input file may be used with the --output option", {
      exitCode: EXIT.options,
    });
  }
  return given.files.length === 0 ? [STREAM] : given.files;
}

/** Tells a person at the terminal what programs need not be told. */
export function tellPerson(app: App, text: string): void {
  if (app.system.terminal.isTerminal("stdout")) app.err(`${text}\n`);
}
