/** Which ways to write a text would be read as the same text. */
export interface ScalarAnalysis {
  readonly isMultiline: boolean;
  readonly isFlowPlain: boolean;
  readonly isBlockPlain: boolean;
  readonly isSingleQuoted: boolean;
  readonly isBlock: boolean;
}

/** Which characters stand for themselves. */
export type CharacterRange = "ascii" | "unicode";

const BREAK = /[\n\r\x85\u2028\u2029]/;
const BLANK_OR_BREAK = /[ \t\n\r\x85\u2028\u2029]/;

/** @returns Whether libyaml writes the character as it is; it escapes those past U+FFFF. */
export function isPrintable(char: string, range: CharacterRange): boolean {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return true;
  return range === "unicode" && code >= 0xa0 && code <= 0xfffd && code !== 0xfeff &&
    !(code >= 0xd800 && code <= 0xdfff);
}

/** @returns What libyaml finds out about a text before it chooses how to write it. */
export function analyzeScalar(text: string, range: CharacterRange): ScalarAnalysis {
  if (text === "") {
    return {
      isMultiline: false,
      isFlowPlain: false,
      isBlockPlain: true,
      isSingleQuoted: true,
      isBlock: false,
    };
  }
  const isMultiline = BREAK.test(text);
  const isSpecial = [...text].some((char) => !isPrintable(char, range));
  const isBreakSpace = /[\n\r\x85\u2028\u2029] /.test(text);
  const isSpaceBreak = / [\n\r\x85\u2028\u2029]/.test(text);
  const hasEdge = /^[ \n\r\x85\u2028\u2029]|[ \n\r\x85\u2028\u2029]$/.test(text);
  const isPlain = !hasEdge && !isBreakSpace && !isSpaceBreak && !isSpecial && !isMultiline;
  const indicators = findIndicators(text);
  return {
    isMultiline,
    isFlowPlain: isPlain && !indicators.flow,
    isBlockPlain: isPlain && !indicators.block,
    isSingleQuoted: !isBreakSpace && !isSpaceBreak && !isSpecial,
    isBlock: !text.endsWith(" ") && !isSpaceBreak && !isSpecial,
  };
}

/** @returns Whether the text has characters that would mean something, in brackets and outside. */
function findIndicators(text: string): { readonly flow: boolean; readonly block: boolean } {
  let block = /^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text);
  let flow = block || /^[?:]/.test(text) || /[,?[\]{}:]/.test(text.slice(1));
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const isFollowedByBlank = at + 1 === text.length || BLANK_OR_BREAK.test(text.charAt(at + 1));
    const isAfterBlank = at > 0 && BLANK_OR_BREAK.test(text.charAt(at - 1));
    const isIndicator = (char === ":" && isFollowedByBlank) || (char === "#" && isAfterBlank) ||
      (at === 0 && (char === "?" || char === "-") && isFollowedByBlank);
    if (!isIndicator) continue;
    block = true;
    flow = true;
  }
  return { flow, block };
}
