import { MASK } from "../../base/mask.ts";
import type { App } from "../app.ts";
import { EXIT } from "../exit_code.ts";
import { type Config, formatOrigin } from "./config.ts";
import { openConfig } from "./open_config.ts";
import type { Effect, Setting, SettingValue } from "./setting.ts";
import { type SettingName, settingNames, SETTINGS } from "./settings.ts";

/** What `shep config dump` was asked for. */
export interface DumpArguments {
  readonly onlyChanged: boolean;
  readonly format: "text" | "json";
}

/** @returns The exit code of `shep config dump`. */
export function dumpConfig(app: App, options: DumpArguments): Promise<number> {
  const config = openConfig(app);
  const names = settingNames().filter((name) => !options.onlyChanged || config.isSet(name));
  app.out(options.format === "json" ? json(config, names) : text(config, names));
  return Promise.resolve(EXIT.ok);
}

/** @returns What comes of a setting, in words. */
export function effectText(effect: Effect): string {
  switch (effect.kind) {
    case "used":
      return effect.as;
    case "needless":
      return `needless here: ${effect.why}`;
    case "ignored":
      return `not followed: ${effect.why}`;
    case "limited":
      return `${effect.as}; only ${effect.values.map(String).join(", ")}: ${effect.why}`;
    default:
      return effect satisfies never;
  }
}

/** Values as Python prints them, as Ansible does. */
function text(config: Config, names: readonly SettingName[]): string {
  const lines = [`CONFIG_FILE() = ${config.path ?? "None"}`];
  for (const name of names) {
    const { value, origin, effect } = shown(config, name);
    lines.push(`${name}(${formatOrigin(origin)}) = ${printed(value)}`);
    if (effect.kind !== "used") lines.push(`  # ${effectText(effect)}`);
  }
  for (const { section, key, value, position } of config.unknown) {
    lines.push(`[${section}] ${key}(${position.file}:${position.line}) = ${value}`);
    lines.push("  # not known here: nothing comes of it");
  }
  return `${lines.join("\n")}\n`;
}

function shown(config: Config, name: SettingName) {
  const { value, origin } = config.configured(name);
  const { effect, isSecret = false }: Setting = SETTINGS[name];
  return { value: isSecret && value !== null ? MASK : value, origin, effect };
}

function printed(value: SettingValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string" || typeof value === "number") return String(value);
  return `[${value.map((item) => `'${item}'`).join(", ")}]`;
}

function json(config: Config, names: readonly SettingName[]): string {
  const settings = names.map((name) => {
    const { value, origin, effect } = shown(config, name);
    return {
      name,
      value,
      origin: formatOrigin(origin),
      effect: effect.kind,
      does: effectText(effect),
    };
  });
  const unknown = config.unknown.map(({ section, key, value, position }) => ({
    section,
    key,
    value,
    origin: `${position.file}:${position.line}`,
  }));
  return `${JSON.stringify({ file: config.path ?? null, settings, unknown }, null, 2)}\n`;
}
