import type { Recipe } from "./recipe.ts";
import { asUser } from "./as_user.ts";
import { SHELL } from "./run_script.ts";
import { SESSION_VARIABLE } from "./session_environment.ts";
import type { UserAccount } from "./user_account.ts";

/** What leads from the daemon to a session's first program. */
export interface TrampolineDraft {
  readonly recipe: Recipe;
  /** The clean environment, without what the recipe adds. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of the control group, if there is one. */
  readonly cgroup?: string;
  /** Takes the output. */
  readonly output: string;
  /** Who runs the program, if it is not the daemon's own user. */
  readonly account?: UserAccount;
  /** A better shell than the system's, if there is one. */
  readonly shell?: string;
}

/** A program to start in a session of its own, with its output piped. */
export interface Trampoline {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Takes output that nobody wants. */
export const NOWHERE = "/dev/null";

/** What the recipe adds to the environment is called this until the program's user is the right one. */
const HIDDEN = "SHEP_ENTRY_";

/**
 * As the daemon's user: tells who it is, enters the control group, and opens what takes the output,
 * which the program's user may not be able to. Given to that one, it can be opened again by its name,
 * /dev/stdout.
 */
const ENTER = `
exec 2>&1
read -r line </proc/$$/stat && printf '%s\\n' "$line"
[ -z "$1" ] || echo 0 >"$1/cgroup.procs" || exit
echo 0 2>/dev/null >/proc/$$/oom_score_adj
exec 3>"$2" || exit
[ -z "$3" ] || chown -- "$3" /proc/self/fd/3
shift 3
exec "$@"`;

/**
 * As the program's user: finds out whether the program can be run, and becomes it. With the
 * output the daemon's pipe is let go, which tells it that all went well. What has been inherited is
 * closed; only Bash can name descriptors above 9.
 */
const BECOME = `
umask 022
for name in $2; do
  eval "export $name=\\"\\$${HIDDEN}$name\\"; unset ${HIDDEN}$name"
done
unset OLDPWD
if [ -n "$1" ]; then cd -- "$1" || exit; else cd -- "$HOME" 2>/dev/null || cd /; fi
case $3 in
*/*) [ -f "$3" ] && [ -x "$3" ] ;;
*) command -v -- "$3" >/dev/null ;;
esac || { printf 'There is no program %s that can be run\\n' "$3"; exit 127; }
shift 2
exec >&3 2>&1
for fd in /proc/self/fd/*; do
  fd=\${fd##*/}
  case $fd in
  [0-2]) ;;
  [3-9]) eval "exec $fd>&-" ;;
  *) [ -z "\${BASH_VERSION-}" ] || eval "exec $fd>&-" ;;
  esac
done
exec "$@"`;

/**
 * Leads to the program in two steps by a shell whose lines stand here; what an entry says is passed
 * beside them and never read as a shell's words. It takes a few milliseconds and no permission but
 * to run programs; the runtime itself could do it by calls into the C library alone.
 *
 * @throws {Error} If the recipe cannot be carried out by anyone.
 */
export function trampolineTo(draft: TrampolineDraft): Trampoline {
  const { recipe, environment, cgroup = "", output, account, shell = SHELL } = draft;
  const [program = "", ...args] = recipe.argv;
  if (program === "" || program.startsWith("-")) {
    throw new Error(`"${program}" cannot be the name of a program`);
  }
  const names = Object.keys(recipe.env);
  const hidden = names.map((name) => [HIDDEN + checkName(name), recipe.env[name] ?? ""]);
  const owner = account === undefined || output === NOWHERE ? "" : String(account.uid);
  const place = recipe.workingFolder ?? "";
  return {
    program: shell,
    args: [
      ...["-c", ENTER, "shep", cgroup, output, owner],
      ...(account === undefined ? [] : asUser(account)),
      ...[shell, "-c", BECOME, "shep", place, names.join(" "), program, ...args],
    ],
    env: { ...environment, ...Object.fromEntries(hidden) },
  };
}

function checkName(name: string): string {
  if (name.startsWith("SHEP_")) {
    throw new Error(`The variable ${name} cannot be set: it is for ${SESSION_VARIABLE} and such`);
  }
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new Error(`The variable ${JSON.stringify(name)} cannot be set: it is no name of one`);
  }
  return name;
}
