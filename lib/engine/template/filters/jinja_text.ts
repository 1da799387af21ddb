import { Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { textLength, textSlice } from "../code_points.ts";
import { FilterError, typeError } from "../errors.ts";
import { escapeHtml } from "../html.ts";
import { iterate, lengthOf, tryIterate } from "../iterate.ts";
import { capitalize } from "../methods/text_case.ts";
import { splitLines, splitRight, strip } from "../methods/text_split.ts";
import { replaceText } from "../methods/text_methods.ts";
import { percentFormat } from "../percent_format.ts";
import { pythonType, truthy } from "../python_type.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { wantInt, wantText } from "../want.ts";
import { urlEncode, urlQuote } from "./url_quote.ts";
import { urlize } from "./urlize.ts";
import { wrapText } from "./wrap_text.ts";

/** Jinja2's filters on texts. The first argument of each is the input. */
export const JINJA_TEXT_FILTERS: Builtins = {
  capitalize: text(capitalize),
  center: Builtin.of("value width?", (_, value, width = 80) => {
    const input = toText(value);
    const missing = wantInt(width) - textLength(input);
    if (missing <= 0) return input;
    const left = Math.floor(missing / 2) + (missing & wantInt(width) & 1);
    return " ".repeat(left) + input + " ".repeat(missing - left);
  }),
  e: text(escapeHtml),
  escape: text(escapeHtml),
  forceescape: text(escapeHtml),
  format: Builtin.variadic("value", (_, rest, value) => {
    const named = new Map<Value, Value>(rest.named);
    if (named.size > 0 && rest.positional.length > 0) {
      throw typeError("can't handle positional and keyword arguments at the same time");
    }
    return percentFormat(toText(value), named.size > 0 ? named : new Tuple(rest.positional));
  }),
  indent: Builtin.of("s width? first? blank?", (_, s, width = 4, first = false, blank = false) => {
    const prefix = typeof width === "string" ? width : " ".repeat(Math.max(0, wantInt(width)));
    if (typeof s !== "string" && !(s instanceof Undefined)) {
      throw typeError(`unsupported operand type(s) for +=: '${pythonType(s)}' and 'str'`);
    }
    const lines = splitLines(`${wantText(s)}\n`, "drop");
    const [head = "", ...tail] = lines;
    const rest = tail.map((line) => truthy(blank) || line !== "" ? `\n${prefix}${line}` : "\n");
    return (truthy(first) ? prefix : "") + head + rest.join("");
  }),
  lower: text((s) => s.toLowerCase()),
  replace: Builtin.of("s old new count?", (_, s, old, by, count = null) =>
    replaceText(toText(s), {
      old: toText(old),
      by: toText(by),
      count: count === null ? -1 : wantInt(count),
    })),
  safe: text((s) => s),
  string: text((s) => s),
  striptags: text((s) =>
    s.replace(/<!--[^]*?-->/g, "").replace(/<[^>]*>/g, "").split(/\s+/).filter((w) => w !== "")
      .join(" ")
  ),
  title: text((s) =>
    s.split(/([-\s({[<]+)/).map((part) => {
      const [first = "", ...rest] = Array.from(part);
      return first.toUpperCase() + rest.join("").toLowerCase();
    }).join("")
  ),
  trim: Builtin.of(
    "value chars?",
    (_, value, chars = null) =>
      strip(toText(value), chars === null ? null : wantText(chars), "both"),
  ),
  truncate: Builtin.of(
    "s length? killwords? end? leeway?",
    (_, s, length = 255, killwords = false, end = "...", leeway = null) =>
      truncate(s, {
        length: wantInt(length),
        words: truthy(killwords) ? "cut" : "whole",
        end: wantText(end),
        leeway: leeway === null ? 5 : wantInt(leeway),
      }),
  ),
  upper: text((s) => s.toUpperCase()),
  urlencode: Builtin.of("value", (_, value) => {
    if (typeof value === "string") return urlQuote(value, "/");
    return tryIterate(value) === undefined ? urlQuote(toText(value), "/") : urlEncode(value);
  }),
  urlize: Builtin.of(
    "value trim_url_limit? nofollow? target? rel? extra_schemes?",
    (_, value, limit = null, nofollow = false, target = null, rel = null, schemes = null) => {
      const words = new Set(rel === null ? [] : wantText(rel).split(/\s+/));
      if (truthy(nofollow)) words.add("nofollow");
      words.add("noopener");
      return urlize(toText(value), {
        trim: limit === null ? undefined : wantInt(limit),
        rel: [...words].filter((word) => word !== "").sort().join(" "),
        target: target === null ? undefined : wantText(target),
        schemes: schemes === null ? [] : iterate(schemes).map((scheme) => wantText(scheme)),
      });
    },
  ),
  wordcount: Builtin.of("s", (_, s) => toText(s).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0),
  wordwrap: Builtin.of(
    "s width? break_long_words? wrapstring? break_on_hyphens?",
    (_, s, width = 79, long = true, wrapstring = null, hyphens = true) => {
      const newline = wrapstring === null ? "\n" : wantText(wrapstring);
      return splitLines(wantText(s), "drop").map((line) =>
        wrapText(line, {
          width: wantInt(width),
          breakLongWords: truthy(long),
          breakOnHyphens: truthy(hyphens),
        }).join(newline)
      ).join(newline);
    },
  ),
  xmlattr: Builtin.of("d autospace?", (_, d, autospace = true) => {
    if (!(d instanceof Map)) {
      throw typeError(`'${pythonType(d)}' object has no attribute 'items'`);
    }
    const parts: string[] = [];
    for (const [key, value] of d) {
      if (value === null || pythonType(value) === "AnsibleUndefined") continue;
      parts.push(`${escapeHtml(toText(key))}="${escapeHtml(toText(value))}"`);
    }
    const result = parts.join(" ");
    return truthy(autospace) && result !== "" ? ` ${result}` : result;
  }),
};

function text(change: (text: string) => string): Builtin {
  return Builtin.of("value", (_, value) => change(toText(value)));
}

function truncate(
  value: Value,
  options: {
    readonly length: number;
    readonly words: "cut" | "whole";
    readonly end: string;
    readonly leeway: number;
  },
): Value {
  const { length, end, leeway } = options;
  const endLength = textLength(end);
  if (length < endLength) {
    throw new FilterError(`expected length >= ${endLength}, got ${length}`);
  }
  if (lengthOf(value) <= length + leeway) return value;
  const input = wantText(value, 'can only concatenate list (not "str") to list');
  const cut = textSlice(input, 0, length - endLength);
  if (options.words === "cut") return cut + end;
  return (splitRight(cut, " ", 1)[0] ?? "") + end;
}
