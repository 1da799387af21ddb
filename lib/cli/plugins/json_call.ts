import type { Caller } from "../../plugin/manager.ts";
import { loadInventory, parseFile, parsePlaybook } from "../../plugin/client.ts";
import { decodeEchoMessage, encodeEchoMessage } from "../../wire/echo.ts";
import type { InventoryFormat } from "../../wire/inventory.ts";
import type { ParseKind } from "../../wire/playbook.ts";
import type { CallOptions } from "../../plugin/channel.ts";
import { CommandError } from "../command_error.ts";

/** The JSON object of a request. */
type Fields = Readonly<Record<string, unknown>>;

/** A capability that can be called with JSON. */
export type JsonCall = (
  plugins: Caller,
  fields: Fields,
  options: CallOptions,
) => Promise<unknown>;

/** The capabilities whose messages have a JSON form: the plain types of lib/wire. */
export const JSON_CALLS: Readonly<Record<string, JsonCall>> = {
  echo: async (plugins, fields, options) => {
    const payload = encodeEchoMessage({ text: textOf(fields, "text"), data: new Uint8Array() });
    const { text } = decodeEchoMessage(await plugins.call("echo", payload, options));
    return { text };
  },
  inventory: async (plugins, fields, options) =>
    await loadInventory(
      plugins,
      { ...fileOf(fields), format: wordOf(fields, "format", INVENTORY_FORMATS) ?? "auto" },
      options,
    ),
  playbook: async (plugins, fields, options) =>
    await parsePlaybook(plugins, fileOf(fields), options),
  parse: async (plugins, fields, options) =>
    await parseFile(
      plugins,
      { ...fileOf(fields), kind: wordOf(fields, "kind", PARSE_KINDS) ?? "tasks" },
      options,
    ),
};

const INVENTORY_FORMATS = [
  "auto",
  "yaml",
  "ini",
  "json",
  "host_list",
  "toml",
] as const satisfies readonly InventoryFormat[];

const PARSE_KINDS = [
  "tasks",
  "handlers",
  "role_dependencies",
  "inventory",
] as const satisfies readonly ParseKind[];

/**
 * @returns The fields of a JSON object.
 * @throws {CommandError} If the text is not one.
 */
export function jsonFields(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`Cannot read the value of --json: ${why}`, { cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return { ...value };
  }
  throw new CommandError("Cannot read the value of --json: it must be an object");
}

function fileOf(fields: Fields) {
  const { content } = fields;
  return {
    filePath: textOf(fields, "filePath"),
    ...(content === undefined
      ? {}
      : { content: new TextEncoder().encode(textOf(fields, "content")) }),
  };
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string") return value;
  throw new CommandError(`Cannot call it: the JSON must have the text "${name}"`);
}

function wordOf<const T extends string>(
  fields: Fields,
  name: string,
  words: readonly T[],
): T | undefined {
  const value = fields[name];
  const word = words.find((one) => one === value);
  if (value === undefined || word !== undefined) return word;
  throw new CommandError(`Cannot call it: "${name}" must be one of ${words.join(", ")}`);
}
