import { textOption } from "../options.ts";

/** @returns The parser of `--socket`. */
export function socketOption() {
  return textOption(
    ["--socket"],
    "PATH",
    "The socket of the daemon. Default: $SHEPHERD_SOCKET, else that of this user's daemon, else of the computer's",
  );
}
