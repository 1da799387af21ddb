import type { Files } from "../../base/files.ts";
import { folderOf, joinPath } from "../../base/posix_path.ts";
import type { Position } from "../../base/position.ts";
import { SourceText } from "../../source/source_text.ts";
import type { Environment } from "../template/environment.ts";
import type { BooleanWords } from "./boolean_words.ts";
import { unknownNames } from "./check_templates.ts";
import type { Found } from "./found.ts";
import type { Report } from "./report.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import { isUse, type TemplateReader } from "./template_use.ts";
import type { Variables } from "./variables.ts";

/** What template files are checked with. */
export interface TemplateFilesParts {
  readonly environment: Environment;
  readonly files: Files;
  readonly report: Report;
  readonly sources: SourceIndex;
  readonly reader: TemplateReader;
  readonly variables: Variables;
  readonly words: BooleanWords;
}

/** Checks files that are templates, and those that they include, import or extend: each once. */
export class TemplateFiles {
  readonly #parts: TemplateFilesParts;
  readonly #seen = new Set<string>();

  constructor(parts: TemplateFilesParts) {
    this.#parts = parts;
  }

  /**
   * @param need Whether its variables have to be known.
   * @param folders Where, besides its own folder, files that it names may lie.
   */
  check(
    path: string,
    { need, folders }: {
      readonly need: "needed" | "perhaps";
      readonly folders: readonly string[];
    },
  ): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    const { sources, reader, variables, words, environment } = this.#parts;
    sources.add(path);
    const text = sources.lines(path).join("\n");
    if (text.startsWith("#jinja2:")) return;
    const read = reader.read(text);
    const start = { file: path, line: 1, column: 1 };
    if (!isUse(read)) {
      const message = `template error while templating string: ${read.message}`;
      const position = { ...start, line: read.line ?? 1 };
      return this.#add({ rule: "template-syntax", message, position }, start);
    }
    const source = new SourceText(path, read.tree.source);
    const placeOf = (offset: number) => source.position(offset);
    for (const found of unknownNames(read, environment, placeOf)) this.#add(found, start);
    words.comparisons(read);
    words.prints(read);
    if (need === "perhaps") variables.guards(read);
    else variables.useAt(read, placeOf);
    for (const { name, offset, isRequired } of read.templates) {
      const found = this.#find(name, [folderOf(path), ...folders]);
      // What it uses may be set by the template around it.
      if (found !== undefined) this.check(found, { need: "perhaps", folders });
      else if (isRequired) this.#add(missing(name, placeOf(offset)), start);
    }
  }

  #find(name: string, folders: readonly string[]): string | undefined {
    const { files } = this.#parts;
    const paths = name.startsWith("/") ? [name] : folders.map((folder) => joinPath(folder, name));
    return paths.find((path) => files.status(path)?.kind === "file");
  }

  #add(found: Found, fallback: Position): void {
    this.#parts.report.addAll([found], fallback);
  }
}

/** Nobody knows whether a run comes to where it is named. */
function missing(name: string, position: Position): Found {
  return {
    rule: "missing-file",
    severity: "warning",
    message: `Could not find the template '${name}'`,
    position,
  };
}
