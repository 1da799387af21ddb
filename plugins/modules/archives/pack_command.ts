import type { ScriptCommand } from "../../../lib/plugin/sdk.ts";
import type { ArchiveEntry } from "./archive_sources.ts";

/** The formats there are. */
export type ArchiveFormat = "bz2" | "gz" | "tar" | "xz" | "zip";

/** What is packed into what. */
export interface Packing {
  readonly kind: "archive" | "compress";
  readonly format: ArchiveFormat;
  readonly root: string;
  readonly entries: readonly ArchiveEntry[];
  /** A file beside the archive that becomes it. */
  readonly draft: string;
  readonly dest: string;
}

const PROGRAMS = { bz2: "bzip2", gz: "gzip", tar: "cat", xz: "xz", zip: "zip" } as const;

/**
 * @returns What packs into a draft, puts it in the place of the archive if what is in it differs, and
 * says `changed` or `same`.
 */
export function packCommand(packing: Packing): ScriptCommand {
  const { kind, format, root, entries, draft, dest } = packing;
  const names = entries.map(({ path }) => nameIn(root, path));
  const [first = ""] = entries.map(({ path }) => path);
  const make = kind === "compress" ? COMPRESS : format === "zip" ? ZIP : TAR;
  return {
    script: `${BEGIN}\n${make}\n${END}`,
    argv: [draft, dest, PROGRAMS[format], root || ".", first],
    stdin: names.map((name) => `${name}\n`).join(""),
  };
}

/** A name is never an option. */
function nameIn(root: string, path: string): string {
  const name = path.startsWith(root) ? path.slice(root.length) : path;
  return name.startsWith("-") ? `./${name}` : name;
}

/** Draft, archive, program, root, single file; names come line by line. */
const BEGIN = `set -u
draft=$1 dest=$2 program=$3 root=$4 file=$5
case $draft in /*) ;; *) draft=$PWD/$draft dest=$PWD/$dest ;; esac
fail() { rm -f -- "$draft" "$draft.status"; exit 1; }
command -v "$program" >/dev/null || { echo "there is no program $program" >&2; exit 1; }
squeeze() {
  case $program in gzip) gzip -nc ;; cat) cat ;; *) "$program" -c ;; esac
}
open() { case $program in cat) cat ;; *) "$program" -dc ;; esac; }
umask=$(umask)
umask 077`;

const COMPRESS = `squeeze <"$file" >"$draft" || fail
content() { open <"$1" | sha1sum; }`;

/** A pipe ends well where only its last program does. */
const TAR = `cd -- "$root" || fail
{ tar -c --no-recursion -f - -T - || echo bad >"$draft.status"; } | squeeze >"$draft" || fail
[ ! -e "$draft.status" ] || fail
content() { open <"$1" | sha1sum; }`;

const ZIP = `cd -- "$root" || fail
zip -q -X -@ - >"$draft" || fail
content() { command -v unzip >/dev/null && unzip -v "$1" | sed 1d; }`;

const END = `if [ -e "$dest" ]; then
  new=$(content "$draft") && old=$(content "$dest" 2>/dev/null) && [ "$new" = "$old" ] && {
    rm -f -- "$draft"; echo same; exit 0
  }
  chown "$(stat -L -c %u:%g "$dest")" "$draft" && chmod "$(stat -L -c %a "$dest")" "$draft" || fail
else chmod "$(printf %o $((0666 & ~0$umask)))" "$draft" || fail
fi
mv -f -- "$draft" "$dest" || fail
echo changed`;
