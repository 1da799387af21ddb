import type { TransportChoice } from "../../plugin/built_in.ts";
import { CommandError } from "../command_error.ts";

/**
 * Reads how built-in plugins are run: `process` for all, `basic=process` for one, or
 * `basic=./shep-plugin-basic` for one that was built as an executable; later ones win. Without a word
 * those without permissions share a worker.
 *
 * @param absolute Makes a path absolute.
 * @throws {CommandError} If one names no transport.
 */
export function transportChoice(
  words: readonly string[],
  absolute: (path: string) => string,
): (name: string) => TransportChoice {
  const chosen = new Map<string, TransportChoice>();
  for (const word of words.flatMap((list) => list.split(",")).filter((one) => one !== "")) {
    const [name, kind] = word.includes("=") ? word.split("=", 2) : [ALL, word];
    if (kind === "shared" || kind === "worker" || kind === "process") {
      chosen.set(name ?? ALL, { kind });
    } else if (kind?.includes("/") && name !== ALL) {
      chosen.set(name ?? ALL, { kind: "executable", path: absolute(kind) });
    } else {
      throw new CommandError(`Cannot run plugins as ${word}: it is no transport`, {
        hint:
          'use "shared", "worker" or "process", for one plugin as in basic=process, or the path of its ' +
          "executable as in basic=./shep-plugin-basic",
      });
    }
  }
  return (name) => chosen.get(name) ?? chosen.get(ALL) ?? { kind: "shared" };
}

const ALL = "*";
