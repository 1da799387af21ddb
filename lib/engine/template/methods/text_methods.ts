import { Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { characters, isPlain, textLength, textSlice, toCodePoints } from "../code_points.ts";
import { typeError, valueError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { pythonType } from "../python_type.ts";
import { strFormat } from "../str_format.ts";
import { wantInt, wantText } from "../want.ts";
import { capitalize, isLower, isTitle, isUpper, swapCase, titleCase } from "./text_case.ts";
import { split, splitLines, splitRight, strip } from "./text_split.ts";

/** The methods of Python's `str`. The first argument of each is the text itself. */
export const TEXT_METHODS: Builtins = {
  capitalize: text((s) => capitalize(s)),
  casefold: text((s) => s.toLowerCase().replaceAll("ß", "ss")),
  center: padding((missing, width) => {
    // CPython puts the odd space to the left only if the width is odd.
    const left = Math.floor(missing / 2) + (missing & width & 1);
    return [left, missing - left];
  }),
  count: Builtin.of("self sub start? end?", (_, self, sub, start = null, end = null) => {
    const wanted = wantText(sub);
    const { text } = window(self, start, end);
    if (wanted === "") return textLength(text) + 1;
    return text.split(wanted).length - 1;
  }),
  encode: Builtin.of("self encoding? errors?", (_, self, encoding = "utf-8") => {
    // There are no bytes here; filters that take them encode text as UTF-8 themselves.
    if (/^utf[-_]?8$/i.test(wantText(encoding))) return wantText(self);
    throw valueError(`Cannot encode as ${wantText(encoding)}: only utf-8 is supported`);
  }),
  endswith: Builtin.of(
    "self suffix start? end?",
    (_, self, suffix, start = null, end = null) => {
      const { text } = window(self, start, end);
      return affixes("endswith", suffix).some((affix) => text.endsWith(affix));
    },
  ),
  expandtabs: Builtin.of("self tabsize?", (_, self, size = 8) => {
    const width = wantInt(size);
    return wantText(self).split("\n").map((line) => expandTabs(line, width)).join("\n");
  }),
  find: finder("first", () => -1),
  format: Builtin.variadic("self", (_, rest, self) => strFormat(wantText(self), rest)),
  format_map: Builtin.of("self mapping", (_, self, mapping) => {
    const named = new Map<string, Value>();
    if (mapping instanceof Map) {
      for (const [key, value] of mapping) if (typeof key === "string") named.set(key, value);
    }
    return strFormat(wantText(self), { positional: [], named });
  }),
  index: finder("first", notFound),
  isalnum: text((s) => /^[\p{L}\p{N}]+$/u.test(s)),
  isalpha: text((s) => /^\p{L}+$/u.test(s)),
  isascii: text((s) => /^\p{ASCII}*$/u.test(s)),
  isdecimal: text((s) => /^\p{Nd}+$/u.test(s)),
  isdigit: text((s) => /^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]+$/u.test(s)),
  isidentifier: text((s) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(s)),
  islower: text(isLower),
  isnumeric: text((s) => /^\p{N}+$/u.test(s)),
  isprintable: text((s) => !/[\p{C}\p{Z}]/u.test(s.replaceAll(" ", ""))),
  // deno-lint-ignore no-control-regex -- control characters are space in Python
  isspace: text((s) => /^[\s\x1c-\x1f\x85]+$/u.test(s)),
  istitle: text(isTitle),
  isupper: text(isUpper),
  join: Builtin.of("self iterable", (_, self, items) =>
    iterate(items).map((item, i) => {
      if (typeof item === "string") return item;
      throw typeError(`sequence item ${i}: expected str instance, ${pythonType(item)} found`);
    }).join(wantText(self))),
  ljust: padding((missing) => [0, missing]),
  lower: text((s) => s.toLowerCase()),
  lstrip: Builtin.of("self chars?", (_, s, set = null) => strip(wantText(s), chars(set), "left")),
  partition: Builtin.of("self sep", (_, self, sep) => {
    const text = wantText(self);
    const at = text.indexOf(separator(sep));
    return at < 0 ? new Tuple([text, "", ""]) : cut(text, at, wantText(sep));
  }),
  removeprefix: Builtin.of("self prefix", (_, self, prefix) => {
    const text = wantText(self);
    return text.startsWith(wantText(prefix)) ? text.slice(wantText(prefix).length) : text;
  }),
  removesuffix: Builtin.of("self suffix", (_, self, suffix) => {
    const [text, end] = [wantText(self), wantText(suffix)];
    return end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text;
  }),
  replace: Builtin.of(
    "self old new count?",
    (_, self, old, by, count = -1) =>
      replaceText(wantText(self), { old: wantText(old), by: wantText(by), count: wantInt(count) }),
  ),
  rfind: finder("last", () => -1),
  rindex: finder("last", notFound),
  rjust: padding((missing) => [missing, 0]),
  rpartition: Builtin.of("self sep", (_, self, sep) => {
    const text = wantText(self);
    const at = text.lastIndexOf(separator(sep));
    return at < 0 ? new Tuple(["", "", text]) : cut(text, at, wantText(sep));
  }),
  rsplit: Builtin.of(
    "self sep? maxsplit?",
    (_, self, sep = null, limit = -1) => splitRight(wantText(self), chars(sep), wantInt(limit)),
  ),
  rstrip: Builtin.of("self chars?", (_, s, set = null) => strip(wantText(s), chars(set), "right")),
  split: Builtin.of(
    "self sep? maxsplit?",
    (_, self, sep = null, limit = -1) => split(wantText(self), chars(sep), wantInt(limit)),
  ),
  splitlines: Builtin.of(
    "self keepends?",
    (_, self, keep = false) =>
      splitLines(wantText(self), keep === true || keep === 1 ? "keep" : "drop"),
  ),
  startswith: Builtin.of(
    "self prefix start? end?",
    (_, self, prefix, start = null, end = null) => {
      const { text } = window(self, start, end);
      return affixes("startswith", prefix).some((affix) => text.startsWith(affix));
    },
  ),
  strip: Builtin.of("self chars?", (_, s, set = null) => strip(wantText(s), chars(set), "both")),
  swapcase: text(swapCase),
  title: text(titleCase),
  translate: Builtin.of("self table", (_, self, table) => {
    if (!(table instanceof Map)) throw typeError("translate() wants a dict");
    return characters(wantText(self)).map((c) => {
      const by = table.get(c.codePointAt(0) ?? 0);
      if (by === undefined) return c;
      return typeof by === "number" ? String.fromCodePoint(by) : by === null ? "" : wantText(by);
    }).join("");
  }),
  upper: text((s) => s.toUpperCase()),
  zfill: Builtin.of("self width", (_, self, width) => {
    const text = wantText(self);
    const sign = /^[+-]/.exec(text)?.[0] ?? "";
    const zeros = "0".repeat(Math.max(0, wantInt(width) - textLength(text)));
    return sign + zeros + text.slice(sign.length);
  }),
};

/** @returns `text` with the first `count` (all if negative) occurrences of `old` replaced. */
export function replaceText(
  text: string,
  change: { readonly old: string; readonly by: string; readonly count: number },
): string {
  const { old, by, count } = change;
  if (count < 0 && old !== "") return text.replaceAll(old, () => by);
  const limit = count < 0 ? Infinity : count;
  const parts = old === "" ? ["", ...characters(text), ""] : text.split(old);
  let result = parts[0] ?? "";
  for (let i = 1; i < parts.length; i++) result += (i <= limit ? by : old) + parts[i];
  return result;
}

function text(body: (self: string) => Value): Builtin {
  return Builtin.of("self", (_, self) => body(wantText(self)));
}

function padding(sides: (missing: number, width: number) => [number, number]): Builtin {
  return Builtin.of("self width fillchar?", (_, self, width, fill = " ") => {
    const text = wantText(self);
    if (textLength(wantText(fill)) !== 1) {
      throw typeError("The fill character must be exactly one character long");
    }
    const missing = wantInt(width) - textLength(text);
    if (missing <= 0) return text;
    const [left, right] = sides(missing, wantInt(width));
    return wantText(fill).repeat(left) + text + wantText(fill).repeat(right);
  });
}

function finder(which: "first" | "last", otherwise: () => number): Builtin {
  return Builtin.of("self sub start? end?", (_, self, sub, start = null, end = null) => {
    const { text, offset } = window(self, start, end);
    const at = which === "first" ? text.indexOf(wantText(sub)) : text.lastIndexOf(wantText(sub));
    return at < 0 ? otherwise() : offset + toCodePoints(text, at);
  });
}

function notFound(): never {
  throw valueError("substring not found");
}

function window(self: Value, start: Value, end: Value): { text: string; offset: number } {
  const text = wantText(self);
  if (start === null && end === null) return { text, offset: 0 };
  const length = textLength(text);
  const clamp = (value: Value, fallback: number) => {
    if (value === null) return fallback;
    const index = wantInt(value);
    return Math.min(Math.max(index < 0 ? index + length : index, 0), length);
  };
  const from = clamp(start, 0);
  const to = clamp(end, length);
  const part = isPlain(text) ? text.slice(from, to) : textSlice(text, from, to);
  return { text: part, offset: from };
}

function affixes(method: string, value: Value): string[] {
  if (value instanceof Tuple) return value.items.map((item) => wantText(item));
  return [
    wantText(value, `${method} first arg must be str or a tuple of str`),
  ];
}

function chars(value: Value): string | null {
  return value === null ? null : wantText(value, "must be str or None");
}

function separator(value: Value): string {
  const text = wantText(value);
  if (text === "") throw valueError("empty separator");
  return text;
}

function cut(text: string, at: number, sep: string): Tuple {
  return new Tuple([text.slice(0, at), sep, text.slice(at + sep.length)]);
}

function expandTabs(line: string, width: number): string {
  let result = "";
  for (const character of line) {
    if (character !== "\t") result += character;
    else if (width > 0) result += " ".repeat(width - (textLength(result) % width));
  }
  return result;
}
