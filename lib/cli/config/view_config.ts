import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { findConfig } from "./find_config.ts";

/** @returns The exit code of `shep config view`: the file as it is, even if it is broken. */
export function viewConfig(app: App): Promise<number> {
  const { files, environment } = app.system;
  const { path, warnings } = findConfig({ files, environment });
  for (const warning of warnings) app.warn(warning);
  const text = path === undefined ? undefined : files.readText(path);
  if (text === undefined) {
    throw new CommandError("Invalid or no config file was supplied", { exitCode: EXIT.options });
  }
  app.out(text);
  return Promise.resolve(EXIT.ok);
}
