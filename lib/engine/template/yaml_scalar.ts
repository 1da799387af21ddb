/** How PyYAML decides in which style a text is written. */

/** The styles that a text can be written in without loss. */
export interface ScalarAnalysis {
  readonly empty: boolean;
  readonly multiline: boolean;
  readonly flowPlain: boolean;
  readonly blockPlain: boolean;
  readonly singleQuoted: boolean;
}

const BREAKS: ReadonlySet<string> = new Set(["\r", "\n", "\x85", "\u2028", "\u2029"]);
const WHITE: ReadonlySet<string> = new Set(["\0", " ", "\t", "\r", ...BREAKS]);

/** @returns Whether `character` ends a line for YAML. */
export function isBreak(character: string | undefined): boolean {
  return character !== undefined && BREAKS.has(character);
}

/** @returns The styles that fit `text`, by the rules of libyaml. */
export function analyzeScalar(text: string): ScalarAnalysis {
  if (text === "") {
    return {
      empty: true,
      multiline: false,
      flowPlain: false,
      blockPlain: true,
      singleQuoted: true,
    };
  }
  const characters = Array.from(text);
  const indicators = findIndicators(characters, text);
  const spaces = findSpaces(characters);
  const special = characters.some(isSpecial);
  const multiline = characters.some(isBreak);
  const ragged = spaces.atEnds || spaces.breakSpace || spaces.spaceBreak || special || multiline;
  return {
    empty: false,
    multiline,
    flowPlain: !ragged && !indicators.flow,
    blockPlain: !ragged && !indicators.block,
    singleQuoted: !spaces.breakSpace && !spaces.spaceBreak && !special,
  };
}

/** @returns Whether plain `text` would be read as something else than text. */
export function looksTyped(text: string): boolean {
  return TYPED.some((pattern) => pattern.test(text));
}

const TYPED: readonly RegExp[] = [
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^(?:~|null|Null|NULL|)$/,
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+)$/,
  /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/,
  /^[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?$/,
  /^\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^\d\d\d\d-\d\d-\d\d$/,
  /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/,
  /^(?:<<|=)$/,
];

function findIndicators(
  characters: readonly string[],
  text: string,
): { readonly flow: boolean; readonly block: boolean } {
  let flow = text.startsWith("---") || text.startsWith("...");
  let block = flow;
  for (const [i, character] of characters.entries()) {
    const next = characters[i + 1];
    const spaceFollows = next === undefined || WHITE.has(next);
    const spaceBefore = i === 0 || WHITE.has(characters[i - 1] ?? "");
    if (i === 0) {
      if ("#,[]{}&*!|>'\"%@`".includes(character)) flow = block = true;
      if (character === "?" || character === ":") {
        flow = true;
        if (spaceFollows) block = true;
      }
      if (character === "-" && spaceFollows) flow = block = true;
      continue;
    }
    if (",?[]{}".includes(character)) flow = true;
    if (character === ":") {
      flow = true;
      if (spaceFollows) block = true;
    }
    if (character === "#" && spaceBefore) flow = block = true;
  }
  return { flow, block };
}

function findSpaces(characters: readonly string[]): {
  readonly atEnds: boolean;
  readonly breakSpace: boolean;
  readonly spaceBreak: boolean;
} {
  const blank = (character: string | undefined) => character === " " || isBreak(character);
  const pairs = (first: (c: string) => boolean, second: (c: string | undefined) => boolean) =>
    characters.some((character, i) => first(character) && second(characters[i + 1]));
  return {
    atEnds: blank(characters[0]) || blank(characters.at(-1)),
    breakSpace: pairs(isBreak, (c) => c === " "),
    spaceBreak: pairs((c) => c === " ", isBreak),
  };
}

function isSpecial(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return false;
  if (code === 0xfeff) return true;
  // libyaml writes nothing past the basic plane as it is.
  return !((code >= 0xa0 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd));
}
