/** What the text of a Python module says of itself, read without running it. */
export interface ModuleDocument {
  /** YAML texts; empty where there is none. */
  readonly documentation: string;
  readonly examples: string;
  readonly returns: string;
  /** Whether the module says that it knows what to do in check mode. */
  readonly supportsCheckMode: boolean;
  /** Options whose values are secret, as far as they can be told from the text. */
  readonly secretOptions: readonly string[];
}

/**
 * @returns What can be told of a module, or of a fragment of documentation, from its `source`.
 * @param variable What its documentation is called.
 */
export function moduleDocument(source: string, variable = "DOCUMENTATION"): ModuleDocument {
  return {
    documentation: textOf(source, variable),
    examples: textOf(source, "EXAMPLES"),
    returns: textOf(source, "RETURN"),
    supportsCheckMode: /\bsupports_check_mode\s*=\s*True\b|['"]supports_check_mode['"]\s*:\s*True/
      .test(withoutComments(source)),
    secretOptions: secretOptions(source),
  };
}

function textOf(source: string, name: string): string {
  const pattern = new RegExp(
    `^[ \\t]*${name}\\s*=\\s*[rRuU]{0,2}(?:'''([\\s\\S]*?)'''|"""([\\s\\S]*?)""")`,
    "m",
  );
  const match = pattern.exec(source);
  return (match?.[1] ?? match?.[2] ?? "").replace(/^\\\r?\n/, "");
}

function withoutComments(source: string): string {
  return source.replaceAll(/^\s*#.*$/gm, "");
}

/** `name=dict(… no_log=True …)` and `"name": {… "no_log": True …}`, nested brackets and all. */
function secretOptions(source: string): readonly string[] {
  const found = new Set<string>();
  for (const match of source.matchAll(OPTION)) {
    const body = bracketed(source, match.index + match[0].length - 1);
    const own = body.slice(1, -1).replaceAll(/[({[][^(){}[\]]*[)}\]]/g, "");
    const name = match[1] ?? match[2];
    if (name !== undefined && SECRET.test(own)) found.add(name);
  }
  return [...found];
}

const OPTION = /(?:\b(\w+)\s*=\s*dict\s*\(|['"](\w+)['"]\s*:\s*(?:dict\s*\(|\{))/g;
const SECRET = /\bno_log\s*=\s*True\b|['"]no_log['"]\s*:\s*True\b/;

/** @returns From the opening bracket at `start` to the one that closes it. */
function bracketed(source: string, start: number): string {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const character = source[at] ?? "";
    if ("([{".includes(character)) depth++;
    if (")]}".includes(character) && --depth === 0) return source.slice(start, at + 1);
  }
  return source.slice(start);
}
