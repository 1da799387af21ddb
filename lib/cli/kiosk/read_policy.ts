import { type Config, loadConfig } from "../../kiosk/config/load_config.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/**
 * @throws {DiagnosticError} If anything is wrong with it.
 * @throws {CommandError} If there is no such file.
 */
export function readPolicy(app: App, file: string): Config {
  const { environment, files } = app.system;
  const text = files.readText(file);
  if (text === undefined) throw new CommandError(`Cannot read ${file}: there is no such file`);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return loadConfig(file, text, { home: environment.homeFolder(), timeZone });
}
