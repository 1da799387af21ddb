import type { ConnectRequest } from "../../lib/plugin/sdk.ts";
import { shellWords } from "../../lib/source/shell_words.ts";

/** The settings of a request by their names. */
export class Settings {
  readonly #values: ReadonlyMap<string, string>;

  constructor({ settings }: Pick<ConnectRequest, "settings">) {
    this.#values = new Map(settings.map(({ key, value }) => [key, value]));
  }

  /** @returns The first of `names` that is set to something, or `undefined`. */
  text(...names: readonly string[]): string | undefined {
    return names.map((name) => this.#values.get(name)).find((value) => value);
  }

  /** @returns Whether the first of `names` that is set says yes, or `undefined`. */
  flag(...names: readonly string[]): boolean | undefined {
    const text = this.text(...names)?.trim().toLowerCase();
    if (text === undefined) return undefined;
    return ["y", "yes", "on", "1", "true", "t"].includes(text);
  }

  /**
   * @returns The words of a setting, as a shell would split it.
   * @throws {RangeError} If a quotation in it is not closed.
   */
  words(name: string): readonly string[] {
    const text = this.text(name);
    if (text === undefined) return [];
    try {
      return shellWords(text, "no-comments");
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new RangeError(`Cannot split ${name} into words: ${why}: ${text}`, { cause });
    }
  }
}
