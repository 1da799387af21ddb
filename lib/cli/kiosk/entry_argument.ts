import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { text } from "../command.ts";
import { textOption } from "../options.ts";

/** @returns The parser of the id of an entry. */
export function entryArgument() {
  return argument(string({ metavar: "ENTRY" }), { description: text("The id of an entry") });
}

/** @returns The parser of `--at`. */
export function atOption() {
  return textOption(["--at"], "TIME", "As it would be then, such as 15:00 or 2026-12-24T15:00");
}
