import { PYTHON_ESCAPES } from "./python_escape.ts";
import { RegexError } from "./regex_error.ts";
import { type RegexFlags, translateRegex } from "./translate_regex.ts";

/** One match of a regular expression. */
export interface RegexMatch {
  /** The whole match and then each group; a group that took no part is `undefined`. */
  readonly groups: readonly (string | undefined)[];
  readonly named: ReadonlyMap<string, string | undefined>;
}

/** A regular expression of Python's `re`. */
export class PythonRegex {
  readonly #regex: RegExp;

  private constructor(regex: RegExp) {
    this.#regex = regex;
  }

  /** @throws {RegexError} If the pattern is malformed, or cannot be had in JavaScript. */
  static compile(pattern: string, flags: RegexFlags): PythonRegex {
    const key = `${flags.ignoreCase ? "i" : ""}${flags.multiline ? "m" : ""}/${pattern}`;
    const known = CACHE.get(key);
    if (known !== undefined) return known;
    const { source, ignoreCase } = translateRegex(pattern, flags);
    let regex: RegExp;
    try {
      regex = new RegExp(source, ignoreCase ? "giv" : "gv");
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^.*\/gi?v: /, "") : "";
      throw new RegexError(`Invalid regular expression '${pattern}': ${reason}`, { cause: error });
    }
    if (CACHE.size >= CACHE_SIZE) CACHE.clear();
    const result = new PythonRegex(regex);
    CACHE.set(key, result);
    return result;
  }

  /** @returns The first match, `undefined` if there is none. */
  search(text: string): RegexMatch | undefined {
    this.#regex.lastIndex = 0;
    const match = this.#regex.exec(text);
    return match === null ? undefined : matchOf(match);
  }

  /** @returns The match at the very start, `undefined` if there is none. */
  matchStart(text: string): RegexMatch | undefined {
    const sticky = new RegExp(this.#regex.source, this.#regex.flags.replace("g", "y"));
    const match = sticky.exec(text);
    return match === null ? undefined : matchOf(match);
  }

  /** @returns The match of the whole text, `undefined` if there is none. */
  matchWhole(text: string): RegexMatch | undefined {
    const whole = new RegExp(
      `(?:${this.#regex.source})(?![\\s\\S])`,
      this.#regex.flags.replace("g", "y"),
    );
    const match = whole.exec(text);
    return match === null ? undefined : matchOf(match);
  }

  /**
   * @param group A named group; the whole match by default.
   * @returns Where it begins and ends in the first match, in UTF-16 units.
   */
  span(text: string, group?: string): readonly [start: number, end: number] | undefined {
    const regex = new RegExp(this.#regex.source, this.#regex.flags.replace("g", "d"));
    const indices = regex.exec(text)?.indices;
    return group === undefined ? indices?.[0] : indices?.groups?.[group];
  }

  /** @returns All matches. */
  findAll(text: string): RegexMatch[] {
    return Array.from(text.matchAll(this.#regex), matchOf);
  }

  /**
   * @returns `text` with each match replaced by `template`, in which `\1`, `\g<1>` and `\g<name>`
   * stand for groups.
   * @throws {RegexError} If the template is malformed.
   */
  substitute(text: string, template: string): string {
    return this.#replace(text, template, this.#regex);
  }

  /** @returns As `substitute()`, but of the first match alone. */
  substituteFirst(text: string, template: string): string {
    const once = new RegExp(this.#regex.source, this.#regex.flags.replace("g", ""));
    return this.#replace(text, template, once);
  }

  #replace(text: string, template: string, regex: RegExp): string {
    const parts = parseTemplate(template);
    // A group that there is not is told also where nothing matches.
    const groupless = regex.flags.replace(/[gy]/g, "");
    const none = new RegExp(`${regex.source}|`, groupless).exec("") ?? [];
    const known = "groups" in none ? none.groups : undefined;
    for (const part of parts) if (typeof part !== "string") groupText(part.group, none, known);
    return text.replace(regex, (...args: unknown[]) => {
      const groups = args.slice(0, firstNumber(args));
      const named = args.at(-1);
      let result = "";
      for (const part of parts) {
        if (typeof part === "string") {
          result += part;
          continue;
        }
        result += groupText(part.group, groups, named);
      }
      return result;
    });
  }
}

const CACHE_SIZE = 1000;
const CACHE = new Map<string, PythonRegex>();

type TemplatePart = string | { readonly group: string };

function matchOf(match: RegExpMatchArray): RegexMatch {
  return { groups: [...match], named: new Map(Object.entries(match.groups ?? {})) };
}

function firstNumber(args: readonly unknown[]): number {
  return args.findIndex((arg) => typeof arg === "number");
}

function groupText(group: string, groups: readonly unknown[], named: unknown): string {
  if (/^\d+$/.test(group)) {
    if (Number(group) >= groups.length) {
      throw new RegexError(`invalid group reference ${group} at position 1`);
    }
    const value = groups[Number(group)];
    return typeof value === "string" ? value : "";
  }
  if (typeof named !== "object" || named === null || !(group in named)) {
    throw new RegexError(`unknown group name '${group}'`);
  }
  const value: unknown = Object.entries(named).find(([name]) => name === group)?.[1];
  return typeof value === "string" ? value : "";
}

/** A replacement knows them all but the quotes. */
const { "'": _single, '"': _double, ...ESCAPES } = PYTHON_ESCAPES;

/** Splits a replacement into literal text and groups, by Python's rules. */
function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const pattern = /\\(?:g<([^>]*)>|(0[0-7]{0,2}|[1-3][0-7]{2}|[1-9]\d?)|([^]))|\\$/g;
  let at = 0;
  for (const match of template.matchAll(pattern)) {
    parts.push(template.slice(at, match.index));
    at = match.index + match[0].length;
    const [whole, name, digits, other] = match;
    const escape = other === undefined ? undefined : ESCAPES[other];
    if (name !== undefined) {
      parts.push({ group: name });
    } else if (digits !== undefined) {
      const octal = digits.startsWith("0") || (digits.length === 3 && !/[89]/.test(digits));
      parts.push(octal ? String.fromCharCode(parseInt(digits, 8)) : { group: digits });
    } else if (escape !== undefined) {
      parts.push(escape);
    } else if (other === undefined || /[A-Za-z]/.test(other)) {
      throw new RegexError(
        `bad escape ${other === undefined ? "(end of pattern)" : whole} at position ${match.index}`,
      );
    } else {
      parts.push(whole);
    }
  }
  parts.push(template.slice(at));
  return parts;
}
