import { Tuple, type Value } from "../../../base/value.ts";
import type { PythonRegex, RegexMatch } from "../../../source/python_regex.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { FilterError, PythonError } from "../errors.ts";
import { compileRegex, substitute } from "../python_regex.ts";
import { truthy } from "../python_type.ts";
import { toText } from "../text.ts";
import { wantText } from "../want.ts";

/** Ansible's filters with regular expressions. The first argument of each is the input. */
export const ANSIBLE_REGEX_FILTERS: Builtins = {
  regex_escape: Builtin.of("string re_type?", (_, value, type = "python") => {
    const text = toText(value);
    if (type === "python") return text.replace(/[\s\\^$.*+?()[\]{}|&~#-]/g, "\\$&");
    if (type === "posix_basic") return text.replace(/[\].[^$*\\]/g, "\\$&");
    // Ansible knows the name of the extended type, and refuses it with these words.
    throw new FilterError(
      type === "posix_extended"
        ? `Regex type (${type}) not yet implemented`
        : `Invalid regex type (${toText(type)})`,
    );
  }),
  regex_findall: Builtin.of(
    "value regex multiline? ignorecase?",
    (_, value, regex, multiline = false, ignoreCase = false) =>
      compile(regex, { multiline, ignoreCase }).findAll(toText(value)).map(found),
  ),
  regex_replace: Builtin.of(
    "value? pattern? replacement? ignorecase? multiline?",
    (_, value = "", pattern = "", by = "", ignoreCase = false, multiline = false) =>
      substitute(compile(pattern, { multiline, ignoreCase }), toText(value), wantText(by)),
  ),
  regex_search: Builtin.variadic("value regex", (_, rest, value, regex) => {
    if (regex === undefined) {
      throw new PythonError(
        "TypeError",
        "regex_search() missing 1 required positional argument: 'regex'",
      );
    }
    const wanted = rest.positional.map(groupName);
    const match = compile(regex, {
      ignoreCase: rest.named.get("ignorecase") ?? false,
      multiline: rest.named.get("multiline") ?? false,
    }).search(toText(value));
    if (match === undefined) return null;
    if (wanted.length === 0) return match.groups[0] ?? "";
    return wanted.map((name) => group(match, name));
  }),
};

function compile(
  pattern: Value,
  flags: { readonly ignoreCase: Value; readonly multiline: Value },
): PythonRegex {
  return compileRegex(
    wantText(pattern, "first argument must be string or compiled pattern"),
    { ignoreCase: truthy(flags.ignoreCase), multiline: truthy(flags.multiline) },
  );
}

/** As `re.findall()`: the match, its only group, or a tuple of its groups. */
function found(match: RegexMatch): Value {
  const groups = match.groups.map((text) => text ?? "");
  if (groups.length <= 2) return groups.at(-1) ?? "";
  return new Tuple(groups.slice(1));
}

function groupName(argument: Value): string {
  const text = wantText(argument);
  const match = /^\\g<(\S+)>/.exec(text) ?? /^\\(\d+)/.exec(text);
  if (match?.[1] === undefined) throw new FilterError("Unknown argument");
  return match[1];
}

function group(match: RegexMatch, name: string): Value {
  if (!/^\d+$/.test(name)) {
    if (!match.named.has(name)) throw new PythonError("IndexError", "no such group");
    return match.named.get(name) ?? null;
  }
  if (Number(name) >= match.groups.length) throw new PythonError("IndexError", "no such group");
  return match.groups[Number(name)] ?? null;
}
