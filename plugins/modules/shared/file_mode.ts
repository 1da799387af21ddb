import { ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";

/** What a mode is applied to. */
export interface ModeBase {
  /** The present permission bits. */
  readonly mode: number;
  readonly isDirectory: boolean;
  /** Bits that a clause without `u`, `g`, `o` or `a` leaves alone; 0o022 if not known. */
  readonly umask?: number;
}

/**
 * @param wanted Octal text, an integer as YAML reads `0644`, or symbolic such as `u=rw,go=r`.
 * @returns The permission bits.
 * @throws {ModuleFailure} If it is neither.
 */
export function applyMode(wanted: Value, base: ModeBase): number {
  if (typeof wanted === "number") return wanted;
  const text = String(wanted).trim();
  if (/^(0o)?[0-7]+$/.test(text)) return Number.parseInt(text.replace("0o", ""), 8);
  let { mode } = base;
  for (const clause of text.split(",")) {
    if (clause === "") continue;
    const next = applyClause(clause, mode, base);
    if (next === undefined) {
      throw new ModuleFailure("mode must be in octal or symbolic form", {
        result: { details: `bad symbolic permission for mode: ${clause}` },
      });
    }
    mode = next;
  }
  return mode;
}

/** @returns Whether `wanted` depends on the mode that is there. */
export function isSymbolic(wanted: Value): boolean {
  return typeof wanted !== "number" && !/^(0o)?[0-7]+$/.test(String(wanted).trim());
}

type Who = "u" | "g" | "o";

const SHIFT: Readonly<Record<Who, number>> = { u: 6, g: 3, o: 0 };
/** All bits that belong to one of the three: rwx and setuid, setgid or sticky. */
const OWN: Readonly<Record<Who, number>> = { u: 0o4700, g: 0o2070, o: 0o1007 };

/** `start` is the mode before the first clause: copies such as `g=u` and `X` look at that. */
function applyClause(clause: string, now: number, start: ModeBase): number | undefined {
  const parts = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
  if (parts === null) return undefined;
  const [, users = "", actions = ""] = parts;
  const everyone: readonly Who[] = ["u", "g", "o"];
  const whom = users === "" || users.includes("a")
    ? everyone
    : everyone.filter((one) => users.includes(one));
  const umask = users === "" ? start.umask ?? 0o022 : 0;
  let mode = now;
  for (const [, operator = "", perms = ""] of actions.matchAll(/([-+=])([rwxXstugo]*)/g)) {
    for (const who of whom) {
      const bits = bitsOf(who, perms, start) & ~umask;
      if (operator === "+") mode |= bits;
      else if (operator === "-") mode &= ~bits;
      else mode = (mode & ~OWN[who]) | bits;
    }
  }
  return mode;
}

function bitsOf(who: Who, perms: string, start: ModeBase): number {
  let bits = 0;
  for (const perm of perms) bits |= bitOf(who, perm, start);
  return bits;
}

function bitOf(who: Who, perm: string, { mode, isDirectory }: ModeBase): number {
  const shift = SHIFT[who];
  switch (perm) {
    case "r":
      return 4 << shift;
    case "w":
      return 2 << shift;
    case "x":
      return 1 << shift;
    case "X":
      return isDirectory || (mode & 0o111) !== 0 ? 1 << shift : 0;
    case "s":
      return who === "u" ? 0o4000 : who === "g" ? 0o2000 : 0;
    case "t":
      return who === "o" ? 0o1000 : 0;
    case "u":
    case "g":
    case "o":
      return ((mode >> SHIFT[perm]) & 7) << shift;
    default:
      return 0;
  }
}
