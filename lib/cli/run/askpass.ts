import { writePrivateFile } from "../../system/write_private_file.ts";
import type { System } from "../system.ts";

/**
 * The program that ssh asks for passwords. It holds none: it says the word that it was given on
 * stderr, which shep reads, and hands on the line that shep then writes to the stdin it shares
 * with ssh. It answers neither for keys nor for hosts. An ssh on the way to a jump host has the tunnel
 * as its stdin: its question has another word, and the answer comes on the stdin of the ssh that
 * shep has started, where Linux shows it.
 */
const PROGRAM = `#!/bin/sh
case $1 in *assphrase*|*'(yes/no'*) exit 1 ;; esac
parent() {
  if read -r stat 2>/dev/null <"/proc/$1/stat"; then set -- \${stat##*) }; echo "$2"
  else ps -o ppid= -p "$1" | tr -d ' '; fi
}
word=$SHEP_ASKPASS first=$PPID
until up=$(parent "$first"); [ "$up" = "$SHEP_ASKPASS_PARENT" ]; do
  [ "\${up:-0}" -gt 1 ] || exit 1
  first=$up
done
if [ "$first" != "$PPID" ]; then
  word=$SHEP_ASKPASS_JUMP
  [ -p "/proc/$first/fd/0" ] || exit 1
  exec <"/proc/$first/fd/0"
fi
[ -n "$word" ] || exit 1
printf '%s\\n' "$word" >&2
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
