/** @returns What matches a whole text as Python's `fnmatch` does: `*`, `?`, `[a-c]`, `[!a]`. */
export function globPattern(pattern: string): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "*") source += ".*";
    else if (char === "?") source += ".";
    else if (char === "[") {
      const end = classEnd(pattern, at);
      source += end === undefined ? "\\[" : classExpression(pattern.slice(at + 1, end));
      at = end ?? at;
    } else source += char.replace(/[\\^$.|+(){}\]/]/, "\\$&");
  }
  return new RegExp(`^${source}$`, "su");
}

/** A `]` right after the opening bracket is an item of the class. */
function classEnd(pattern: string, open: number): number | undefined {
  let from = open + 1;
  if (pattern.charAt(from) === "!") from++;
  if (pattern.charAt(from) === "]") from++;
  const end = pattern.indexOf("]", from);
  return end === -1 ? undefined : end;
}

function classExpression(content: string): string {
  const isNegated = content.startsWith("!");
  const items = isNegated ? content.slice(1) : content;
  let source = "";
  for (let at = 0; at < items.length; at++) {
    const [first = "", dash, last] = items.slice(at, at + 3);
    if (dash !== "-" || last === undefined) {
      source += escaped(first);
      continue;
    }
    if (first <= last) source += `${escaped(first)}-${escaped(last)}`;
    at += 2;
  }
  if (source === "") return isNegated ? "." : "(?!)";
  return `[${isNegated ? "^" : ""}${source}]`;
}

function escaped(char: string): string {
  return char.replace(/[\\\]^[\-]/, "\\$&");
}
