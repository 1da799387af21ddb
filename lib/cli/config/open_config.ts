import type { Diagnostic } from "../../base/diagnostic.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { type Config, formatOrigin, readConfig } from "./config.ts";
import { findConfig } from "./find_config.ts";
import type { Setting } from "./setting.ts";
import { type SettingName, SETTINGS } from "./settings.ts";

const KNOWN = new WeakMap<App, Config>();

/**
 * Finds and reads the configuration; the second time it is the same.
 *
 * @throws {CommandError} If it is broken, after all that is wrong was told.
 */
export function openConfig(app: App): Config {
  let config = KNOWN.get(app);
  if (config === undefined) {
    config = read(app);
    KNOWN.set(app, config);
  }
  return config;
}

/**
 * Tells what of the configuration is not done, for commands that would do it.
 *
 * @param names The settings that are of concern.
 * @throws {CommandError} If a setting would change what playbooks do, and is not followed.
 */
export function enforceConfig(
  app: App,
  config: Config,
  names: readonly SettingName[],
): void {
  for (const name of names) {
    const { effect, default: usual }: Setting = SETTINGS[name];
    const { value, origin } = config.configured(name);
    const shown = Array.isArray(value) ? value.join(", ") : String(value);
    if (effect.kind === "limited" && !effect.values.includes(value)) {
      throw new CommandError(`Cannot follow ${name} = ${shown}: ${effect.why}`, {
        exitCode: EXIT.options,
        hint: `it comes from ${formatOrigin(origin)}; ` +
          `there is ${effect.values.map(String).join(", ")}`,
      });
    }
    if (effect.kind === "ignored" && config.isSet(name) && value !== usual) {
      app.warn(`${name} (from ${formatOrigin(origin)}) is not followed: ${effect.why}`);
    }
  }
}

function read(app: App): Config {
  const { files, environment } = app.system;
  const { path, warnings } = findConfig({ files, environment });
  for (const warning of warnings) app.warn(warning);
  const text = path === undefined ? undefined : files.readText(path);
  const { config, problems } = readConfig({
    ...(path === undefined || text === undefined ? {} : { file: { path, text } }),
    surroundings: environment,
  });
  for (const warning of config.warnings) app.warn(warning);
  if (problems.length > 0) throw refused(app, problems);
  setColors(app, config);
  return config;
}

/** What the environment says is known already, and wins. */
function setColors(app: App, config: Config): void {
  const saysSo = (name: "ANSIBLE_FORCE_COLOR" | "ANSIBLE_NOCOLOR") =>
    config.flag(name) && config.configured(name).origin.kind === "file";
  const { environment } = app.system;
  const isSaid = ["NO_COLOR", "FORCE_COLOR", "ANSIBLE_NOCOLOR", "ANSIBLE_FORCE_COLOR"]
    .some((name) => environment.variable(name));
  if (isSaid) return;
  if (saysSo("ANSIBLE_FORCE_COLOR")) app.setColors("always");
  else if (saysSo("ANSIBLE_NOCOLOR")) app.setColors("never");
}

function refused(app: App, problems: readonly Diagnostic[]): CommandError {
  app.report(problems);
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new CommandError(`Cannot use the configuration: it has ${count}`, {
    exitCode: EXIT.options,
  });
}
