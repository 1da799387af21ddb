import { expandHome } from "./read_kind.ts";
import type { SwayConfig } from "./service_config.ts";
import type { TableReader } from "./table_reader.ts";

/** Reads `[service.sway]`. @param home The folder that `~` stands for. */
export function readSway(reader: TableReader, home: string): SwayConfig | undefined {
  const path = (key: "config" | "runtime_dir") => {
    const text = reader.has(key) ? reader.requiredText(key) : undefined;
    const expanded = text === undefined ? undefined : expandHome(text, home);
    if (expanded === undefined || expanded.startsWith("/")) return expanded;
    reader.wrong(key, `"${key}" of ${reader.about} must be an absolute path: it is ${text}`);
    return undefined;
  };
  if (!reader.has("config")) reader.missing("config");
  const configFile = path("config");
  const runtimeDir = path("runtime_dir");
  const user = reader.has("user") ? reader.requiredText("user") : undefined;
  const environment = reader.textMap("env") ?? {};
  if (configFile === undefined) return undefined;
  return {
    configFile,
    environment,
    ...(user === undefined ? {} : { user }),
    ...(runtimeDir === undefined ? {} : { runtimeDir }),
  };
}
