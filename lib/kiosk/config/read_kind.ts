import { ENTRY_KINDS, type EntryKind } from "../core/policy.ts";
import type { TableReader } from "./table_reader.ts";

/** Programs that run virtual machines. Anything else is an entry of type `process`. */
const DRIVERS = [
  "86Box",
  "VBoxHeadless",
  "bochs",
  "dosbox",
  "dosbox-x",
  "pcem",
  "qemu-system-aarch64",
  "qemu-system-arm",
  "qemu-system-i386",
  "qemu-system-m68k",
  "qemu-system-ppc",
  "qemu-system-riscv64",
  "qemu-system-x86_64",
  "vmplayer",
] as const;

/** @param home The folder that `~` stands for. */
export function readKind(reader: TableReader, home: string): EntryKind | undefined {
  if (!reader.has("type")) reader.missing("type");
  const type = reader.word("type", ENTRY_KINDS);
  switch (type) {
    case undefined:
      reader.ignoreRest();
      return undefined;
    case "process":
      return readProcess(reader, home);
    case "snap": {
      const snapName = reader.requiredText("snap_name");
      const command = reader.text("command");
      const rest = { args: readArgs(reader, "args", home), env: reader.textMap("env") ?? {} };
      if (snapName === undefined) return undefined;
      return { type, snapName, ...(command === undefined ? {} : { command }), ...rest };
    }
    case "flatpak": {
      const appId = reader.requiredText("app_id");
      const rest = { args: readArgs(reader, "args", home), env: reader.textMap("env") ?? {} };
      return appId === undefined ? undefined : { type, appId, ...rest };
    }
    case "vm": {
      const isGiven = reader.requiredText("driver") !== undefined;
      const driver = isGiven ? reader.word("driver", DRIVERS) : undefined;
      const args = reader.plainMap("args") ?? {};
      return driver === undefined ? undefined : { type, driver, args };
    }
    case "media": {
      const libraryId = reader.requiredText("library_id");
      const args = reader.plainMap("args") ?? {};
      return libraryId === undefined ? undefined : { type, libraryId, args };
    }
    case "custom": {
      const typeName = reader.requiredText("type_name");
      const payload = reader.plain("payload") ?? {};
      return typeName === undefined ? undefined : { type, typeName, payload };
    }
    default:
      return type satisfies never;
  }
}

/** @returns `text` with `~` at its start replaced. */
export function expandHome(text: string, home: string): string {
  return text === "~" || text.startsWith("~/") ? home + text.slice(1) : text;
}

function readProcess(reader: TableReader, home: string): EntryKind | undefined {
  const env = reader.textMap("env") ?? {};
  const cwd = reader.text("cwd");
  const place = cwd === undefined ? {} : { cwd: expandHome(cwd, home) };
  if (reader.has("argv")) {
    for (const other of ["command", "args"]) {
      if (reader.has(other)) reader.wrong(other, `Either "argv" or "${other}" can be given`);
    }
    const [command, ...args] = readArgs(reader, "argv", home);
    reader.text("command");
    reader.texts("args");
    if (command === undefined || command === "") {
      reader.wrong("argv", '"argv" must not be empty: its first text is the program');
      return undefined;
    }
    return { type: "process", command, args, env, ...place };
  }
  const command = reader.requiredText("command");
  const args = readArgs(reader, "args", home);
  reader.texts("argv");
  if (command === undefined) return undefined;
  return { type: "process", command: expandHome(command, home), args, env, ...place };
}

function readArgs(reader: TableReader, key: string, home: string): readonly string[] {
  return (reader.texts(key) ?? []).map(({ value }) => expandHome(value, home));
}
