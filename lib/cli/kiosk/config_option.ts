import { option } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { text } from "../command.ts";

/** @returns The parser of `-c`: the file with a kiosk's policy. */
export function configOption() {
  return option("-c", "--config", string({ metavar: "FILE" }), {
    description: text("The file with the policy"),
  });
}
