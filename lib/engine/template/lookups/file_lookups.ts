import { isDict, type Value } from "../../../base/value.ts";
import { globPattern } from "../../../source/glob_pattern.ts";
import { FilterError } from "../errors.ts";
import { FinalText } from "../object.ts";
import { LayeredScope } from "../scope.ts";
import { findFile, searchPath } from "./find_file.ts";
import type { LookupContext, LookupPlugin } from "./lookup.ts";
import { asBool, asTexts } from "./option.ts";

/** Lookups that read the controller's files, found by the search path of the task. */

/** `file`: the text of files. */
export const file: LookupPlugin = ({ terms, options, scope }, context) =>
  terms.map((term) => {
    const path = findFile(String(term), "files", { scope, context });
    if (path === undefined) {
      throw new FilterError(`could not locate file in lookup: ${String(term)}`);
    }
    const text = textOf(path, context);
    const left = asBool(options.get("lstrip")) ? text.trimStart() : text;
    return options.has("rstrip") && !asBool(options.get("rstrip")) ? left : left.trimEnd();
  });

/** `unvault`: as `file`, of files that are vaults, and with white space kept. */
export const unvault: LookupPlugin = ({ terms, scope }, context) =>
  terms.map((term) => {
    const path = findFile(String(term), "files", { scope, context });
    if (path === undefined) throw new FilterError(`Unable to find file matching "${String(term)}"`);
    return textOf(path, context);
  });

/** `template`: the text that templates render to. */
export const template: LookupPlugin = ({ terms, options, scope }, context) => {
  const own = options.get("template_vars");
  const seen = isDict(own)
    ? new LayeredScope(new Map([...own].map(([key, value]) => [String(key), value])), scope)
    : scope;
  const syntax = new Map([...options].filter(([key]) => DELIMITERS.has(key)));
  const isFinal = options.has("convert_data") && !asBool(options.get("convert_data"));
  return terms.map((term) => {
    const path = findFile(String(term), "templates", { scope, context });
    if (path === undefined) {
      throw new FilterError(`the template file ${String(term)} could not be found for the lookup`);
    }
    const text = context.render(path, seen, syntax);
    return isFinal ? new FinalText(text) : text;
  });
};

const DELIMITERS: ReadonlySet<string> = new Set([
  "comment_end_string",
  "comment_start_string",
  "variable_end_string",
  "variable_start_string",
]);

/** `fileglob`: the paths of files whose names match. */
export const fileglob: LookupPlugin = ({ terms, scope }, context) =>
  terms.flatMap((term) => {
    const pattern = String(term);
    const slash = pattern.lastIndexOf("/");
    const folder = slash < 0 ? "" : pattern.slice(0, slash);
    const glob = pattern.slice(slash + 1);
    const matches = globPattern(glob);
    const candidates = folder.startsWith("/")
      ? [folder]
      : searchPath(scope).flatMap((base) => [`${base}/files`, base])
        .map((base) => folder === "" ? base : `${base}/${folder}`);
    for (const candidate of candidates) {
      const found = (context.files.list(candidate) ?? [])
        .filter(({ name, kind }) => kind === "file" && matches.test(name))
        .filter(({ name }) => glob.startsWith(".") || !name.startsWith("."));
      if (found.length > 0) return found.map(({ name }) => `${candidate}/${name}`);
    }
    return [];
  });

/** `first_found`: the first of several files that exists. */
export const firstFound: LookupPlugin = ({ terms, options, scope }, context) => {
  const candidates: string[] = [];
  let skips = asBool(options.get("skip"));
  const add = (files: Value | undefined, paths: Value | undefined) => {
    const folders = asTexts(paths).flatMap((text) => text.split(/[,:;]/)).filter((text) =>
      text !== ""
    );
    const names = asTexts(files).flatMap((text) => text.split(/[,;]/)).filter((text) =>
      text !== ""
    );
    candidates.push(
      ...folders.length === 0
        ? names
        : folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)),
    );
  };
  for (const term of terms.flat()) {
    if (isDict(term)) {
      add(term.get("files"), term.get("paths"));
      skips ||= asBool(term.get("skip"));
    } else candidates.push(String(term));
  }
  add(options.get("files"), options.get("paths"));
  for (const candidate of candidates) {
    for (const subfolder of ["files", "templates", "tasks", "vars"]) {
      const path = findFile(candidate, subfolder, { scope, context });
      if (path !== undefined) return [path];
    }
  }
  if (skips) return [];
  throw new FilterError("No file was found when using first_found.");
};

function textOf(path: string, context: LookupContext): string {
  const content = context.files.read(path);
  if (content === undefined) throw new FilterError(`could not locate file in lookup: ${path}`);
  return new TextDecoder().decode(context.decrypt(content));
}
