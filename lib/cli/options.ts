import { object } from "@optique/core/constructs";
import { map, multiple, optional, withDefault } from "@optique/core/modifiers";
import type { NonEmptyString } from "@optique/core/nonempty";
import { flag, option } from "@optique/core/primitives";
import { choice, integer, string } from "@optique/core/valueparser";
import { text } from "./command.ts";

/**
 * The kinds of options that commands have. `names` are all spellings, `does` says in one line what
 * the option is for.
 */

/** The spellings of an option. */
type Names = readonly [`-${string}`, ...`-${string}`[]];

/** @returns The parser of a flag: whether it was given. */
export function switchOption(names: Names, does: string) {
  return withDefault(flag(...names, { description: text(does) }), false);
}

/** @returns The parser of an option with a text, or `undefined`. */
export function textOption(names: Names, metavar: NonEmptyString, does: string) {
  return optional(option(...names, string({ metavar }), { description: text(does) }));
}

/** @returns The parser of an option that may come several times: all its texts. */
export function textsOption(names: Names, metavar: NonEmptyString, does: string) {
  return multiple(option(...names, string({ metavar }), { description: text(does) }));
}

/** @returns The parser of an option with a number of 1 or more, or `undefined`. */
export function countOption(names: Names, metavar: NonEmptyString, does: string) {
  return optional(
    option(...names, integer({ metavar, min: 1 }), { description: text(does) }),
  );
}

/** @returns The parser of `--format`; the first of `formats` is the default. */
export function formatOption<const T extends string>(formats: readonly [T, ...T[]]) {
  const does = `How to write the result: ${formats.join(", ")}. Default: ${formats[0]}`;
  const parser = option("--format", choice<T>(formats, { metavar: "FORMAT" }), {
    description: text(does),
  });
  return withDefault(parser, formats[0]);
}

/** @returns The parser of `-v`: how often it was given. */
export function verbosityOption() {
  const does = "Show more; repeat it for more still, such as -vvv";
  return map(multiple(flag("-v", "--verbose", { description: text(does) })), (all) => all.length);
}

/** @returns The parser of `-i`. */
export function inventoryOption() {
  return textsOption(
    ["-i", "--inventory", "--inventory-file"],
    "SOURCE",
    "Where hosts come from: a file, a folder, a script, or host names with a comma; repeatable",
  );
}

/** @returns The parsers of the options about plugins, for all commands that use some. */
export function pluginOptions() {
  return object("Plugins", {
    pluginFolders: textsOption(["--plugin-dir"], "FOLDER", "Look for plugins here too; repeatable"),
    pluginTransports: textsOption(
      ["--plugin-transport"],
      "NAME=KIND",
      "Run a built-in plugin as worker or process",
    ),
  });
}
