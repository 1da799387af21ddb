import { parseHostAddress } from "../../lib/source/host_address.ts";

/** What a host entry of an inventory stands for. */
export interface ExpandedHosts {
  readonly names: readonly string[];
  /** Applies to all of them. */
  readonly port?: number;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const MAX_HOSTS = 1_000_000;
/** In Ansible's words. */
const MALFORMED = "host range must be begin:end or begin:end:step";
const NO_END = "host range must specify end value";
const NOT_ORDERED = "host range must have begin <= end";
const NOT_PADDED = "host range must specify equal-length begin and end formats";
const NO_STEP = "host range must have a step that is not 0";
const TOO_LONG = `host range must not have more than ${MAX_HOSTS} hosts`;

/**
 * Expands the ranges of a host entry: `web[01:50:2].x`, `db[a:f]`, several in one name. A range of
 * numbers whose start is past its end gives no hosts.
 *
 * @throws {RangeError} If a range is malformed, with Ansible's message.
 */
export function expandHostPattern(pattern: string): ExpandedHosts {
  // Only a colon or a bracket means anything.
  if (!/[:[]/.test(pattern)) return { names: [pattern] };
  const address = parseHostAddress(pattern);
  const host = address?.host ?? pattern;
  const names = host.includes("[") ? expandRanges(host) : [host];
  return address?.port === undefined ? { names } : { names, port: address.port };
}

function expandRanges(pattern: string): readonly string[] {
  const names: string[] = [];
  const expand = (pattern: string): void => {
    for (const name of expandFirst(pattern)) {
      if (name.includes("[")) expand(name);
      else if (names.push(name) > MAX_HOSTS) throw new RangeError(TOO_LONG);
    }
  };
  expand(pattern);
  return names;
}

function expandFirst(pattern: string): string[] {
  const open = pattern.indexOf("[");
  const close = pattern.indexOf("]");
  if (close < open) throw new RangeError(MALFORMED);
  const head = pattern.slice(0, open);
  const tail = pattern.slice(close + 1);
  return rangeItems(pattern.slice(open + 1, close)).map((item) => head + item + tail);
}

function rangeItems(range: string): string[] {
  const bounds = range.split(":");
  if (bounds.length !== 2 && bounds.length !== 3) {
    throw new RangeError(MALFORMED);
  }
  const [begin = "", end = "", stepText = "1"] = bounds;
  if (end === "") throw new RangeError(NO_END);
  const step = rangeNumber(stepText);
  if (step === 0) throw new RangeError(NO_STEP);
  const first = LETTERS.indexOf(begin || "0");
  const last = LETTERS.indexOf(end);
  if (first !== -1 && last !== -1) {
    if (first > last) throw new RangeError(NOT_ORDERED);
    return counted({ first, last, step }).map((index) => LETTERS.charAt(index));
  }
  const isPadded = begin.length > 1 && begin.startsWith("0");
  if (isPadded && begin.length !== end.length) {
    throw new RangeError(NOT_PADDED);
  }
  const numbers = counted({ first: rangeNumber(begin || "0"), last: rangeNumber(end), step });
  const width = isPadded ? begin.length : 0;
  return numbers.map((number) => String(number).padStart(width, "0"));
}

function counted(range: { first: number; last: number; step: number }): number[] {
  const { first, last, step } = range;
  if (step < 0 && last + 1 >= first) return [];
  if ((last - first) / step > MAX_HOSTS) {
    throw new RangeError(TOO_LONG);
  }
  const numbers: number[] = [];
  for (let number = first; step > 0 ? number <= last : number > last + 1; number += step) {
    numbers.push(number);
  }
  return numbers;
}

function rangeNumber(text: string): number {
  if (!/^[-+]?[0-9]+$/.test(text)) {
    throw new RangeError(`Host range must be of numbers or of letters: found "${text}"`);
  }
  return Number(text);
}
