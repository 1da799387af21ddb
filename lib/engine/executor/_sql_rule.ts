import type { Rule, Verdict } from "./_probe_rule.ts";

/** `psql -X … -c QUERY`, with no option that writes a file, and queries that read the catalogs. */
export const psql: Rule = (args) => {
  if (args[0] !== "-X") return "without -X it runs what the user's .psqlrc says";
  return walk(args.slice(1), {
    flags: /^-[Atqw]$/,
    values: {
      "-h": ANYTHING,
      "-p": /^\d+$/,
      "-U": ANYTHING,
      // Anything else might be a list of settings.
      "-d": /^[^=:/]+$/,
      "-c": (query) => /^SET ROLE "[^"\\]+"$/.test(query) || isCatalogQuery(query),
    },
  });
};

/** `mysql --no-defaults … -e QUERY`, likewise; a file of defaults may run statements. */
export const mysql: Rule = (args) => {
  if (args[0] !== "--no-defaults") return "without --no-defaults it may run what a file says";
  return walk(args.slice(1), {
    flags:
      /^(-[NBr]|--ssl(-verify-server-cert)?|--ssl-mode=[A-Z_]+|--(host|user|socket|ssl-ca|ssl-cert|ssl-key)=.*|--(port|connect-timeout)=\d+|--default-character-set=\w+)$/,
    values: { "-e": isCatalogQuery },
  });
};

type Check = RegExp | ((value: string) => Verdict);

const ANYTHING = /^/;

function walk(
  args: readonly string[],
  known: { readonly flags: RegExp; readonly values: Readonly<Record<string, Check>> },
): Verdict {
  let queries = 0;
  for (let i = 0; i < args.length; i++) {
    const option = args[i] ?? "";
    const check = Object.hasOwn(known.values, option) ? known.values[option] : undefined;
    if (check === undefined) {
      if (known.flags.test(option)) continue;
      return `${option} is not known to read alone`;
    }
    i++;
    const value = args[i];
    if (value === undefined) return `${option} lacks its value`;
    const verdict = check instanceof RegExp ? check.test(value) : check(value);
    if (verdict !== true) return verdict || `${option} ${value} is not known to read alone`;
    if (option === "-c" || option === "-e") queries++;
  }
  return queries > 0 || "without a query it reads statements from its input";
}

const TOKEN = /\s+|'(?:[^'\\\0]|'')*'|[A-Za-z_][A-Za-z0-9_]*|\d+|<>|<=|>=|\|\||[=<>,.()*@]/y;

/** Words after which a parenthesis calls no function. */
const NO_FUNCTION = new Set([
  ...["select", "from", "where", "and", "or", "not", "in", "as", "on", "join", "exists", "by"],
  ...["case", "when", "then", "else", "union", "any"],
]);

/** Functions without any effect. */
const FUNCTIONS = new Set([
  ...["coalesce", "count", "lower", "upper", "version", "row_to_json", "array_agg", "json_agg"],
  ...["pg_get_userbyid", "pg_encoding_to_char", "pg_char_to_encoding", "shobj_description"],
  ...["has_database_privilege", "current_setting", "concat", "hex", "array_to_json", "cast"],
]);

const CATALOGS = new Set(["pg_catalog", "information_schema", "mysql"]);

/** `true` for one SELECT of system catalogs or one SHOW, of words and signs that are known. */
function isCatalogQuery(query: string): Verdict {
  const tokens = tokensOf(query);
  if (tokens === undefined) return "its query has signs that are not known to read alone";
  const words = tokens.map((token) => token.toLowerCase());
  const [first] = words;
  if (first !== "select" && first !== "show") return "its query is no SELECT or SHOW";
  if (first === "show") return true;
  const forbidden = words.find((word) =>
    /^(into|for|lock|procedure|outfile|dumpfile|@|returning|nextval)$/.test(word)
  );
  if (forbidden !== undefined) return `${forbidden} in a query may change something`;
  let isFrom = false;
  const outer: boolean[] = [];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    const isWord = /^[a-z_]/.test(word);
    // E'…' and the like have rules of their own for what ends them.
    if (/^[a-z]$/.test(word) && next?.startsWith("'")) return "its text has a prefix";
    if (isWord && next === "(" && !NO_FUNCTION.has(word) && !FUNCTIONS.has(word)) {
      return `the function ${word} may change something`;
    }
    if (word === "from" || word === "join") {
      isFrom = true;
      const isCatalog = CATALOGS.has(next ?? "") && words[i + 2] === ".";
      if (next !== "(" && !isCatalog) return "its query reads what is no system catalog";
    } else if (word === "(") {
      outer.push(isFrom);
      isFrom = false;
    } else if (word === ")") isFrom = outer.pop() ?? false;
    else if (/^(select|where|group|order|union|limit)$/.test(word)) isFrom = false;
    else if (isFrom && word === ",") return "a list of tables is not known to read alone";
  }
  return true;
}

/** `undefined` if there is any other sign, such as a quote, a comment or the end of a statement. */
function tokensOf(query: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < query.length) {
    const match = TOKEN.exec(query);
    if (match === null) return undefined;
    if (match[0].trim() !== "") tokens.push(match[0]);
  }
  return tokens;
}
