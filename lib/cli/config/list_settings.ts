import type { App } from "../app.ts";
import { EXIT } from "../exit_code.ts";
import { effectText } from "./dump_config.ts";
import type { Setting } from "./setting.ts";
import { settingNames, SETTINGS } from "./settings.ts";

/** What `shep config list` was asked for. */
export interface ListSettingsArguments {
  readonly format: "text" | "json";
}

/** @returns The exit code of `shep config list`. */
export function listSettings(app: App, { format }: ListSettingsArguments): Promise<number> {
  const settings: readonly (readonly [string, Setting])[] = settingNames()
    .map((name) => [name, SETTINGS[name]]);
  app.out(
    format === "json"
      ? `${JSON.stringify(Object.fromEntries(settings), null, 2)}\n`
      : settings.map(([name, setting]) => described(name, setting)).join("\n"),
  );
  return Promise.resolve(EXIT.ok);
}

function described(name: string, setting: Setting): string {
  const { type, default: usual, ini, env, choices, effect } = setting;
  const lines = [
    name,
    `  ${effectText(effect)}`,
    `  type: ${type}${choices === undefined ? "" : `, one of ${choices.join(", ")}`}`,
    `  default: ${JSON.stringify(usual)}`,
    ...ini.map(([section, key]) => `  ansible.cfg: [${section}] ${key}`),
    ...env.map((variable) => `  variable: ${variable}`),
  ];
  return `${lines.join("\n")}\n`;
}
