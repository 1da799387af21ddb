import type { EntryKind, MediaKind, PlainValue, SnapKind } from "../core/policy.ts";

/** A kind of entry, as the program that it comes down to. */
export interface Recipe {
  /** The first is the program: a path, or a name to be found in `PATH`. */
  readonly argv: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The home folder if left out. */
  readonly workingFolder?: string;
}

/** Opens media that name no player. */
const OPENER = "xdg-open";

/** @throws {Error} If nothing here can start it. */
export function recipeOf(kind: EntryKind): Recipe {
  switch (kind.type) {
    case "process": {
      const place = kind.cwd === undefined ? {} : { workingFolder: kind.cwd };
      return { argv: [kind.command, ...kind.args], env: kind.env, ...place };
    }
    case "snap":
      return { argv: ["snap", "run", appOf(kind), ...kind.args], env: kind.env };
    case "flatpak":
      return { argv: ["flatpak", "run", kind.appId, ...kind.args], env: kind.env };
    case "vm":
      return { argv: [kind.driver, ...optionsOf(kind.args)], env: {} };
    case "media":
      return { argv: player(kind), env: {} };
    case "custom":
      throw new Error(`Nothing here starts entries of type ${kind.typeName}`);
    default:
      return kind satisfies never;
  }
}

/** Snap names a program of a snap `snap.program`. */
function appOf({ snapName, command = snapName }: SnapKind): string {
  const isWhole = command === snapName || command.startsWith(`${snapName}.`);
  return isWhole ? command : `${snapName}.${command}`;
}

/** What is to be played comes last; an opener without options takes nothing else. */
function player({ libraryId, args }: MediaKind): readonly string[] {
  const { player, ...rest } = args;
  if (player === undefined) {
    const [extra] = Object.keys(rest);
    if (extra === undefined) return [OPENER, libraryId];
    throw new Error(`"${extra}" is for players, and "player" does not say which one`);
  }
  if (typeof player !== "string") throw new Error('"player" must be the name of a program');
  return [player, ...optionsOf(rest), libraryId];
}

/** `--key value`; a key that is true stands alone, and a list repeats its key. */
function optionsOf(args: Readonly<Record<string, PlainValue>>): readonly string[] {
  return Object.entries(args).flatMap(([key, value]) => {
    const values = isList(value) ? value : [value];
    return values.flatMap((one) => optionOf(key, one));
  });
}

function optionOf(key: string, value: PlainValue): readonly string[] {
  if (value === false) return [];
  if (value === true) return [`--${key}`];
  if (typeof value === "object") {
    throw new Error(`"${key}" is a table, and programs take texts, numbers, and lists of these`);
  }
  return [`--${key}`, String(value)];
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
