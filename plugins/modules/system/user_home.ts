import type { ScriptCommand } from "../../../lib/plugin/sdk.ts";

/**
 * @param owner `uid:gid`, or "" if there is no such user yet.
 * @returns The command that makes a home folder as useradd does: a copy of the skeleton with the
 *   mode that login.defs(5) asks for.
 */
export function makeHome(
  home: string,
  { skeleton = "/etc/skel", owner }: {
    readonly skeleton?: string | undefined;
    readonly owner: string;
  },
): ScriptCommand {
  return { script: SCRIPT, argv: [home, skeleton, owner] };
}

/** @returns The command that gives a home folder and all that is in it to its user. */
export function giveHome(home: string, owner: string): ScriptCommand {
  return { script: 'chown -R -h -- "$2" "$1"', argv: [home, owner] };
}

const SCRIPT = `
home=$1 skeleton=$2 owner=$3
if [ ! -e "$home" ]; then
  mkdir -p -- "$home" || exit
  if [ -d "$skeleton" ]; then cp -R -P -- "$skeleton"/. "$home"/ || exit; fi
  mask=$(sed -n 's/^UMASK[[:space:]][[:space:]]*\\([0-7][0-7]*\\)$/\\1/p' /etc/login.defs 2>/dev/null | tail -n 1)
  if [ -n "$mask" ]; then chmod -- "$(printf %o $((0777 & ~0$mask)))" "$home" || exit; fi
fi
[ -z "$owner" ] || chown -R -h -- "$owner" "$home"
`;
