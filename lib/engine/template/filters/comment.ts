import type { Value } from "../../../base/value.ts";
import { PythonError } from "../errors.ts";
import { reprText, toText } from "../text.ts";
import { own } from "../own.ts";
import { parseIntText } from "../parse_number.ts";
import { wantText } from "../want.ts";

interface Style {
  readonly beginning?: string;
  readonly decoration: string;
  readonly end?: string;
}

const STYLES: Readonly<Record<string, Style>> = {
  plain: { decoration: "# " },
  erlang: { decoration: "% " },
  c: { decoration: "// " },
  cblock: { beginning: "/*", decoration: " * ", end: " */" },
  xml: { beginning: "<!--", decoration: " - ", end: "-->" },
};

/**
 * @returns `text` as a comment: every line decorated, with lines before and after it. `options` may
 * name any part: newline, beginning, prefix, prefix_count, decoration, postfix, postfix_count, end.
 * @throws {PythonError} If there is no such style.
 */
export function comment(
  text: string,
  style: string,
  options: ReadonlyMap<string, Value>,
): string {
  const base = own(STYLES, style);
  if (base === undefined) throw new PythonError("KeyError", reprText(style));
  const option = (name: string, otherwise: string) => {
    const value = options.get(name);
    return value === undefined ? otherwise : wantText(value);
  };
  const count = (name: string) => Number(parseIntText(toText(options.get(name) ?? 1), 10) ?? 0n);
  const newline = option("newline", "\n");
  const decoration = option("decoration", base.decoration);
  const edge = decoration.trimEnd();
  const beginning = option("beginning", base.beginning ?? "");
  const prefix = option("prefix", edge);
  const postfix = option("postfix", edge);
  const end = option("end", base.end ?? "");
  const before = prefix === "" ? "" : prefix === newline ? newline : prefix + newline;
  const body = (decoration + text.replaceAll(newline, newline + decoration))
    .replaceAll(decoration + newline, edge + newline);
  return (beginning === "" ? "" : beginning + newline) +
    before.repeat(Math.max(0, count("prefix_count"))) +
    body +
    (newline + postfix).repeat(Math.max(0, count("postfix_count"))) +
    (end === "" ? "" : newline + end);
}
