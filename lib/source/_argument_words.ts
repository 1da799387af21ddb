const BLOCKS = [["{{", "}}"], ["{%", "%}"], ["{#", "#}"]] as const;
/** In Ansible's words, which people search for. */
const UNBALANCED = "failed at splitting arguments, either an unbalanced jinja2 block or quotes";

/**
 * Splits at spaces and line breaks outside quotes and template blocks. Quotes stay; leading spaces
 * go, further spaces and a line break are kept at the end of the word before them, so that the text
 * can be put together again; a lone backslash at the end of a line joins it with the next.
 *
 * @throws {SyntaxError} If a quotation or a template block is not closed.
 */
export function splitArguments(text: string): readonly string[] {
  const splitter = new WordSplitter();
  const lines = text.split("\n");
  lines.forEach((line, index) => splitter.addLine(line, index < lines.length - 1 ? "\n" : ""));
  if (splitter.isOpen) {
    throw new SyntaxError(`${UNBALANCED}: ${text}`);
  }
  return splitter.words;
}

class WordSplitter {
  readonly words: string[] = [];
  #quote: string | undefined;
  /** How many blocks of each kind are open. */
  readonly #depths = BLOCKS.map(() => 0);

  get isOpen(): boolean {
    return this.#quote !== undefined || this.#isInBlock();
  }

  addLine(line: string, end: string): void {
    let isContinued = false;
    const pieces = line.split(" ");
    pieces.forEach((piece, index) => {
      if (piece === "" && index > 0) this.#append(" ");
      else if (piece === "\\" && this.#quote === undefined) isContinued = true;
      else this.#addPiece(piece, index, pieces.length);
    });
    if (!isContinued) this.#append(end);
  }

  #addPiece(piece: string, index: number, count: number): void {
    const wasQuoted = this.#quote !== undefined;
    const wasInBlock = this.#isInBlock();
    this.#quote = quoteAfter(piece, this.#quote);
    const isQuoted = this.#quote !== undefined;
    const startsQuote = isQuoted && !wasQuoted && !wasInBlock;
    const isInside = !startsQuote && (wasInBlock || isQuoted || wasQuoted);
    const hasChanged = this.#countBlocks(piece);
    if (isInside) {
      this.#append((index === 0 && wasQuoted ? "" : spacer(index, count)) + piece);
    } else if (startsQuote || hasChanged || piece !== "") {
      this.words.push(piece);
    }
  }

  #append(text: string): void {
    const last = this.words.length - 1;
    if (last >= 0) this.words[last] += text;
  }

  /** @returns Whether a block was opened or closed. */
  #countBlocks(piece: string): boolean {
    let hasChanged = false;
    BLOCKS.forEach(([open, close], kind) => {
      const before = this.#depths[kind] ?? 0;
      const after = before + piece.split(open).length - piece.split(close).length;
      this.#depths[kind] = Math.max(0, after);
      hasChanged ||= after !== before;
    });
    return hasChanged;
  }

  #isInBlock(): boolean {
    return this.#depths.some((depth) => depth > 0);
  }
}

function quoteAfter(piece: string, quote: string | undefined): string | undefined {
  for (let index = 0; index < piece.length; index++) {
    const char = piece.charAt(index);
    if ((char !== '"' && char !== "'") || piece.charAt(index - 1) === "\\") continue;
    if (quote === undefined) quote = char;
    else if (quote === char) quote = undefined;
  }
  return quote;
}

/** What was taken away before a piece: a space, or the line break before a line of one piece. */
function spacer(index: number, count: number): string {
  if (count === 1) return "\n";
  return index > 0 ? " " : "";
}
