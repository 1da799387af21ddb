/** What a command line said. Numbers and texts of options that it did not name are `undefined`. */
export class Given<Key extends string> {
  /** What stood beside the options. */
  readonly operands: readonly string[];
  readonly #counts: ReadonlyMap<string, number>;
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(words: GivenWords) {
    this.operands = words.operands;
    this.#counts = words.counts;
    this.#values = words.values;
  }

  /** @returns Whether the flag was given. */
  flag(key: Key): boolean {
    return this.count(key) > 0;
  }

  /** @returns How often the flag was given. */
  count(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }

  /** @returns The last value. */
  text(key: Key): string | undefined {
    return this.#values.get(key)?.at(-1);
  }

  /** @returns All values. */
  texts(key: Key): readonly string[] {
    return this.#values.get(key) ?? [];
  }

  /** @returns The last value of an option whose values are numbers. */
  number(key: Key): number | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : Number(text.replaceAll("_", ""));
  }
}

/** The words of a command line, sorted by the keys of options. */
export interface GivenWords {
  readonly operands: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, readonly string[]>;
}
