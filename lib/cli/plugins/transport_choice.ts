import type { TransportKind } from "../../plugin/built_in.ts";
import { CommandError } from "../command_error.ts";

/**
 * Reads how built-in plugins are run: `process` for all, or `basic=process` for one; later ones
 * win. Without a word they are workers.
 *
 * @throws {CommandError} If one names no transport.
 */
export function transportChoice(words: readonly string[]): (name: string) => TransportKind {
  const chosen = new Map<string, TransportKind>();
  for (const word of words.flatMap((list) => list.split(",")).filter((one) => one !== "")) {
    const [name, kind] = word.includes("=") ? word.split("=", 2) : [ALL, word];
    if (name === undefined || (kind !== "worker" && kind !== "process")) {
      throw new CommandError(`Cannot run plugins as ${word}: it is no transport`, {
        hint: 'use "worker" or "process", for one plugin as in basic=process',
      });
    }
    chosen.set(name, kind);
  }
  return (name) => chosen.get(name) ?? chosen.get(ALL) ?? "worker";
}

const ALL = "*";
