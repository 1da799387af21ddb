/** An option of a peer's command line. `Key` is what the code calls it. */
export interface PeerOption<Key extends string> {
  readonly key: Key;
  /** All spellings, in Ansible's order: usage texts show the first one. */
  readonly names: readonly [string, ...string[]];
  readonly kind: OptionKind;
  /** What usage texts call the value; only options with a value have one. */
  readonly metavar?: string;
  /** One line for help, without a final period. */
  readonly does: string;
  /** Options with the same word here exclude each other; they stand side by side in the grammar. */
  readonly rivals?: string;
}

/**
 * - `flag`: given or not; `count`: how often it was given
 * - `text`: the last value counts; `texts`: all values count; `number`: the last value counts
 * - `help` and `version`: end the reading at once
 */
export type OptionKind = "flag" | "count" | "text" | "texts" | "number" | "help" | "version";

/** What a command line says beside options. */
export interface Operands {
  readonly name: string;
  readonly count: "one" | "optional" | "some" | "any";
  readonly does: string;
}

/** The command line of a peer as data. */
export interface Grammar<Key extends string> {
  /** The name that usage texts begin with, such as `ansible-vault view`. */
  readonly program: string;
  /** One line for help, without a final period. */
  readonly brief: string;
  /** In the order of the usage text. */
  readonly options: readonly PeerOption<Key>[];
  readonly operands: Operands;
}
