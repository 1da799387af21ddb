import { type Dict, Tuple, Unsafe, type Value, Vaulted } from "./value.ts";

/** What is shown in the place of a secret, as Ansible does. */
export const MASK = "********";

/**
 * Knows the secrets of a run and takes them out of everything that is shown: values of options and
 * results that are `no_log`, answers to hidden prompts, what came out of a vault, and what templates
 * have made of any of them.
 *
 * A secret of fewer than four characters would make nonsense of any text (`1`, `yes`), so it is
 * only masked where it is a value by itself. Of a secret of several lines each line of eight or more
 * characters is one too, since diffs and logs show lines.
 */
export class Masker {
  readonly #whole = new Set<string>();
  readonly #parts = new Set<string>();
  #pattern: RegExp | undefined;

  /** Makes `secret` known; an empty one is none. */
  add(secret: string): void {
    if (secret === "" || this.#whole.has(secret)) return;
    this.#whole.add(secret);
    for (const part of partsOf(secret)) {
      for (const form of formsOf(part)) this.#parts.add(form);
    }
    this.#pattern = undefined;
  }

  /** Whether nothing is secret. */
  get isEmpty(): boolean {
    return this.#whole.size === 0;
  }

  /** @returns Whether a secret is all of `text`, or a part of it. */
  isIn(text: string): boolean {
    return this.#whole.has(text) || this.text(text) !== text;
  }

  /** @returns `text` without the secrets in it, as they are, escaped, quoted or encoded. */
  text(text: string): string {
    if (this.#parts.size === 0) return text;
    this.#pattern ??= patternOf(this.#parts);
    return text.replace(this.#pattern, MASK);
  }

  /** @returns `value` without the secrets in it; itself if there are none. */
  value(value: Value): Value {
    if (this.#whole.size === 0) return value;
    if (typeof value === "string") return this.#string(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (value instanceof Map) return this.dict(value);
    if (value instanceof Tuple) return new Tuple(value.items.map((item) => this.value(item)));
    if (value instanceof Unsafe) return new Unsafe(this.#string(value.text));
    if (value instanceof Vaulted) return MASK;
    return value;
  }

  /** @returns `value` without the secrets in its keys and items; itself if there are none. */
  dict(value: Dict): Dict {
    if (this.#whole.size === 0) return value;
    const result: Dict = new Map();
    // A key is only masked in part: `yes` as a secret must not hide the key `yes`.
    for (const [key, item] of value) {
      result.set(typeof key === "string" ? this.text(key) : key, this.value(item));
    }
    return result;
  }

  #string(text: string): string {
    return this.#whole.has(text) ? MASK : this.text(text);
  }
}

/** The least length of a secret that is masked inside of other texts. */
const LEAST_PART = 4;

/** The least length of a line of a secret that is one by itself. */
const LEAST_LINE = 8;

function partsOf(secret: string): readonly string[] {
  const trimmed = secret.replace(/[\r\n]+$/, "");
  const lines = trimmed.split(/\r?\n/).filter((line) => line.length >= LEAST_LINE);
  return [secret, trimmed, ...lines].filter((part) => part.length >= LEAST_PART);
}

/** The secret as it is, and as programs write it on its way somewhere else. */
function formsOf(part: string): Iterable<string> {
  const json = JSON.stringify(part).slice(1, -1);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const url = encodeURIComponent(part.toWellFormed());
  return new Set([
    part,
    json,
    ascii,
    url,
    url.replaceAll("%20", "+").replaceAll("%2F", "/"),
    // As Python's repr() and the shell quote it, and as it stands in HTML and XML.
    json.replaceAll('\\"', '"').replaceAll("'", "\\'"),
    part.replaceAll("'", `'"'"'`),
    part.replaceAll("'", `'\\''`),
    part.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
      .replaceAll('"', "&#34;").replaceAll("'", "&#39;"),
    ...encodedOf(part),
    // `echo` adds the end of the line.
    ...encodedOf(`${part}\n`),
  ]);
}

function encodedOf(text: string): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  const alphabets = ["base64", "base64url"] as const;
  return [
    ...alphabets.map((alphabet) => bytes.toBase64({ alphabet, omitPadding: true })),
    bytes.toHex(),
  ];
}

function patternOf(parts: ReadonlySet<string>): RegExp {
  const longestFirst = [...parts].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(escaped.join("|"), "g");
}
