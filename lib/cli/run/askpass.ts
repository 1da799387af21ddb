import { writePrivateFile } from "../../system/write_private_file.ts";
import type { System } from "../system.ts";

/**
 * The program that ssh asks for passwords. It holds none: it says the word that it was given on
 * stderr, which shep reads, and hands on the line that shep then writes to the stdin it shares
 * with ssh. It answers neither for keys nor for hosts, and not for a proxy, whose stdin is another.
 */
const PROGRAM = `#!/bin/sh
case $1 in *assphrase*|*'(yes/no'*) exit 1 ;; esac
case " $(ps -o args= -p "$PPID" 2>/dev/null) " in *' -W '*) exit 1 ;; esac
printf '%s\\n' "$SHEP_ASKPASS" >&2
IFS= read -r answer && printf '%s\\n' "$answer"
`;

/** @returns The path of the program that ssh asks for passwords, which is written if need be. */
export function askpass({ environment, files }: Pick<System, "environment" | "files">): string {
  const cache = environment.variable("XDG_CACHE_HOME") || `${environment.homeFolder()}/.cache`;
  const path = `${cache}/shep/askpass`;
  if (files.readText(path) !== PROGRAM) writePrivateFile(path, PROGRAM);
  if (files.status(path)?.mode !== EXECUTABLE) Deno.chmodSync(path, EXECUTABLE);
  return path;
}

const EXECUTABLE = 0o700;
