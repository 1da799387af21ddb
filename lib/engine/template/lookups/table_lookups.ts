import type { Value } from "../../../base/value.ts";
import { parseKeyValue } from "../../../source/key_value.ts";
import { FilterError } from "../errors.ts";
import { compileRegex } from "../python_regex.ts";
import type { Scope } from "../scope.ts";
import { findFile } from "./find_file.ts";
import type { LookupContext, LookupPlugin } from "./lookup.ts";
import { asBool } from "./option.ts";
import { PythonIni } from "./python_ini.ts";

/** Lookups of values in files that are tables or lists of settings. */

/** `ini`: values of keys in INI files, or in files of properties. */
export const ini: LookupPlugin = ({ terms, options, scope }, context) => {
  const given = new Map(options);
  return terms.flatMap((term) => {
    const key = withInlineOptions(String(term), given);
    const isProperties = text(given, "type", "ini") === "properties";
    const file = text(given, "file", "ansible.ini");
    const section = isProperties ? PROPERTIES : text(given, "section", "global");
    const content = read(file, given, { scope, context });
    const table = new PythonIni(isProperties ? `[${PROPERTIES}]\n${content}` : content, {
      file,
      keys: asBool(given.get("case_sensitive")) ? "same case" : "any case",
      loneKeys: asBool(given.get("allow_no_value") ?? given.get("allow_none"))
        ? "allowed"
        : "refused",
    });
    if (asBool(given.get("re"))) {
      return table.matching(
        section,
        compileRegex(key, { ignoreCase: false, multiline: false }),
      ).filter((value) => value !== null);
    }
    const value = table.value(section, key);
    const found = value === undefined ? given.get("default") ?? "" : value;
    return found === null ? [] : Array.isArray(found) ? found : [found];
  });
};

/** `csvfile`: a column of the row whose first column is the term. */
export const csvfile: LookupPlugin = ({ terms, options, scope }, context) => {
  const given = new Map(options);
  return terms.flatMap((term) => {
    const { options: inline, freeForm } = parseKeyValue(String(term), "options");
    if (freeForm === undefined) {
      throw new FilterError("Search key is required but was not found");
    }
    for (const [name, value] of inline) {
      if (!CSV_OPTIONS.includes(name)) throw new FilterError(`${name} is not a valid option`);
      given.set(name, value);
    }
    const named = text(given, "delimiter", "TAB");
    const delimiter = named === "TAB" || named === "\\t" ? "\t" : named;
    if ([...delimiter].length !== 1) {
      throw new FilterError('csvfile: "delimiter" must be a 1-character string');
    }
    const content = read(text(given, "file", "ansible.csv"), given, { scope, context });
    const row = csvRows(content, delimiter).find(([first]) => first === freeForm);
    if (row === undefined) {
      const fallback = given.get("default");
      return fallback === undefined || fallback === null ? [] : fallback;
    }
    const column = Number(text(given, "col", "1"));
    if (!Number.isInteger(column)) {
      throw new FilterError(
        `csvfile: invalid literal for int() with base 10: '${text(given, "col", "1")}'`,
      );
    }
    const value = row.at(column);
    if (value === undefined) throw new FilterError("csvfile: list index out of range");
    return [value];
  });
};

const PROPERTIES = "java_properties";
const CSV_OPTIONS = ["col", "default", "delimiter", "file", "encoding"];
const INI_OPTIONS = [
  ...["type", "file", "section", "re", "encoding", "default", "case_sensitive", "allow_no_value"],
  "allow_none",
];

/** The old form `key section=a file=b`: a value may hold spaces, and the options stay. */
function withInlineOptions(term: string, given: Map<string, Value>): string {
  if (!term.includes("=") && !term.trim().includes(" ")) return term;
  const parts = new Map<string, string>();
  let current = "key";
  for (const word of term.trim().split(/\s+/)) {
    const named = INI_OPTIONS.find((name) => word.startsWith(`${name}=`));
    if (word.includes("=") && named === undefined) {
      throw new FilterError(`${word.split("=")[0]} is not a valid option.`);
    }
    if (named !== undefined) {
      current = named;
      parts.set(named, word.slice(named.length + 1));
    } else {
      const before = parts.get(current);
      parts.set(current, before === undefined ? word : `${before} ${word}`);
    }
  }
  const key = parts.get("key");
  if (key === undefined) {
    throw new FilterError(
      `No key to lookup was provided as first term with in string inline options: ${term}`,
    );
  }
  for (const [name, value] of parts) if (name !== "key") given.set(name, value);
  return key;
}

function text(options: ReadonlyMap<string, Value>, name: string, fallback: string): string {
  const value = options.get(name);
  return value === undefined || value === null ? fallback : String(value);
}

function read(
  file: string,
  options: ReadonlyMap<string, Value>,
  { scope, context }: { readonly scope: Scope; readonly context: LookupContext },
): string {
  const path = findFile(file, "files", { scope, context });
  const content = path === undefined ? undefined : context.files.read(path);
  if (content === undefined) throw new FilterError(`could not locate file in lookup: ${file}`);
  const encoding = text(options, "encoding", "utf-8");
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(context.decrypt(content));
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    throw new FilterError(`Cannot read ${file} as ${encoding}`, { cause: error });
  }
}

/** The rows of a CSV file: quotes around a field keep delimiters and ends of lines, `""` is one. */
function csvRows(content: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let state: "start" | "plain" | "quoted" | "after" = "start";
  const endField = () => {
    row.push(field);
    field = "";
    state = "start";
  };
  for (const char of content.replace(/\r\n?/g, "\n")) {
    if (state === "quoted") {
      if (char === '"') state = "after";
      else field += char;
    } else if (char === delimiter) endField();
    else if (char === "\n") {
      if (row.length > 0 || field !== "" || state !== "start") endField();
      rows.push(row);
      row = [];
    } else if (char === '"' && state !== "plain") {
      if (state === "after") field += char;
      state = "quoted";
    } else {
      field += char;
      state = "plain";
    }
  }
  if (row.length > 0 || field !== "" || state !== "start") {
    endField();
    rows.push(row);
  }
  return rows;
}
