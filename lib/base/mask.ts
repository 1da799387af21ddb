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
  readonly #parts = new PartIndex();

  /** Makes `secret` known; an empty one is none. */
  add(secret: string): void {
    if (secret === "" || this.#whole.has(secret)) return;
    this.#whole.add(secret);
    for (const part of partsOf(secret)) this.#parts.add(part);
  }

  /** Whether nothing is secret. */
  get isEmpty(): boolean {
    return this.#whole.size === 0;
  }

  /** @returns The secrets that became known after the first `count`. */
  secretsAfter(count: number): readonly string[] {
    return this.#whole.size <= count ? [] : [...this.#whole].slice(count);
  }

  /** @returns Whether a secret is all of `text`, or a part of it. */
  isIn(text: string): boolean {
    return this.#whole.has(text) || this.text(text) !== text;
  }

  /** @returns `text` without the secrets in it, as they are, escaped, quoted or encoded. */
  text(text: string): string {
    return this.#parts.masked(text);
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

/** The texts that a secret is looked for by. */
function* partsOf(secret: string): Iterable<string> {
  const trimmed = secret.replace(/[\r\n]+$/, "");
  for (const whole of new Set([secret, trimmed])) {
    if (whole.length < LEAST_PART) continue;
    yield* writtenOf(whole);
    yield* sentOf(whole);
  }
  for (const line of trimmed.split(/\r?\n/)) if (line.length >= LEAST_LINE) yield* writtenOf(line);
}

/** A text as it is, in JSON, and in JSON that is ASCII alone. */
function writtenOf(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [text, json, ascii];
}

/** A text as programs write it on its way somewhere else. */
function sentOf(text: string): readonly string[] {
  return [
    ...urlFormsOf(text),
    // As Python's repr() and the shell quote it, and as it stands in HTML and XML.
    JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'"),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll("'", "'\\''"),
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
      .replaceAll('"', "&#34;").replaceAll("'", "&#39;"),
    ...encodedOf(text),
    // `echo` adds the end of the line.
    ...encodedOf(`${text}\n`),
  ];
}

/** Encoders do not agree on spaces, slashes and marks. */
function urlFormsOf(text: string): readonly string[] {
  const loose = encodeURIComponent(text.toWellFormed());
  const strict = loose.replace(
    /[!'()*~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [loose, strict].flatMap((url) => [url, url.replaceAll("%20", "+")])
    .flatMap((url) => [url, url.replaceAll("%2F", "/")]);
}

function encodedOf(text: string): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  const alphabets = ["base64", "base64url"] as const;
  return [
    ...alphabets.map((alphabet) => bytes.toBase64({ alphabet, omitPadding: true })),
    bytes.toHex(),
  ];
}

/**
 * Finds any of many texts: a regular expression of them all would be too large for a vault of some
 * thousand lines.
 */
class PartIndex {
  readonly #known = new Set<string>();
  /** Parts by the hash of their first characters, the longest first. */
  readonly #byStart = new Map<number, string[]>();
  /** Which hashes there are: most places of a text need no further look. */
  readonly #starts = new Uint8Array(HASHES);

  add(part: string): void {
    if (this.#known.has(part)) return;
    this.#known.add(part);
    const start = hashAt(part, 0);
    const parts = this.#byStart.get(start) ?? [];
    const place = parts.findIndex((other) => other.length < part.length);
    parts.splice(place < 0 ? parts.length : place, 0, part);
    this.#byStart.set(start, parts);
    this.#starts[start] = 1;
  }

  /** @returns `text` with asterisks for the longest part wherever one begins. */
  masked(text: string): string {
    if (this.#known.size === 0) return text;
    const last = text.length - LEAST_PART;
    let result = "";
    let kept = 0;
    for (let at = 0; at <= last;) {
      const start = hashAt(text, at);
      const found = this.#starts[start] === 1
        ? this.#byStart.get(start)?.find((part) => text.startsWith(part, at))
        : undefined;
      if (found === undefined) {
        at++;
        continue;
      }
      result += text.slice(kept, at) + MASK;
      at += found.length;
      kept = at;
    }
    return kept === 0 ? text : result + text.slice(kept);
  }
}

const HASHES = 1 << 16;

/** Of the characters that every part has at the least. */
function hashAt(text: string, at: number): number {
  return (text.charCodeAt(at) ^ text.charCodeAt(at + 1) << 4 ^ text.charCodeAt(at + 2) << 8 ^
    text.charCodeAt(at + 3) << 12) & (HASHES - 1);
}
