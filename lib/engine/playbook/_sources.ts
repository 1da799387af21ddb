import { type Diagnostic, DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import type { Position } from "../../base/position.ts";
import { isDict } from "../../base/value.ts";
import { hasVaultHeader } from "../../source/vault_header.ts";
import { parseYaml } from "../../source/yaml.ts";
import type { YamlNode } from "../../source/yaml_node.ts";
import type {
  ParseKind,
  ParseRequest,
  ParseResponse,
  Playbook,
  PlaybookRequest,
  PlaybookResponse,
  RoleInclude,
} from "../../wire/playbook.ts";
import type { Task } from "../../wire/task.ts";
import type { LoadedVar } from "./model.ts";

/** The playbook plugin, behind its wire. */
export interface PlaybookParser {
  parsePlaybook(request: PlaybookRequest): Promise<PlaybookResponse>;
  parseFile(request: ParseRequest): Promise<ParseResponse>;
}

/** Turns the content of a vaulted file into its text. */
export type Decrypt = (text: string, path: string) => string;

/**
 * The files of a project, each read and parsed once. Findings are collected in `problems`; what
 * could not be read is `undefined`.
 */
export class Sources {
  readonly #files: Files;
  readonly #parser: PlaybookParser;
  readonly #decrypt: Decrypt;
  readonly #keeps: "correct files" | "what can be read";
  readonly #playbooks = new Map<string, Promise<Playbook | undefined>>();
  readonly #parsed = new Map<string, Promise<ParseResponse | undefined>>();
  readonly #roots = new Map<string, YamlNode>();
  #problems: Diagnostic[] = [];
  #warnings: string[] = [];

  constructor(files: Files, parser: PlaybookParser, { decrypt, keeps }: {
    readonly decrypt: Decrypt;
    readonly keeps: "correct files" | "what can be read";
  }) {
    this.#files = files;
    this.#parser = parser;
    this.#decrypt = decrypt;
    this.#keeps = keeps;
  }

  /** Records that something is wrong. */
  report(rule: string, message: string, place: {
    readonly position: Position;
    readonly hint?: string;
  }): void {
    const { position, hint } = place;
    this.#problems.push({
      rule,
      severity: "error",
      message,
      position,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  warn(message: string): void {
    if (!this.#warnings.includes(message)) this.#warnings.push(message);
  }

  /**
   * Ends a load.
   *
   * @returns The warnings since the last one.
   * @throws {DiagnosticError} If anything was wrong since the last one.
   */
  settle(): readonly string[] {
    const { diagnostics, warnings } = this.drain();
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new DiagnosticError(errors);
    return warnings;
  }

  /** @returns All that was found since the last time; `warnings` are messages without a place, too. */
  drain(): { readonly diagnostics: readonly Diagnostic[]; readonly warnings: readonly string[] } {
    // A file that could not be parsed may have been tried twice.
    const unique = new Map(this.#problems.map((one) => [JSON.stringify(one), one]));
    const result = { diagnostics: [...unique.values()], warnings: this.#warnings };
    this.#problems = [];
    this.#warnings = [];
    return result;
  }

  playbook(path: string, position: Position): Promise<Playbook | undefined> {
    return kept(this.#playbooks, path, async () => {
      const content = this.#content(path, position);
      if (content === undefined) return undefined;
      const response = await this.#parser.parsePlaybook({ filePath: path, content });
      return this.#take(response, path) ? response.playbook : undefined;
    });
  }

  async tasks(
    path: string,
    kind: "tasks" | "handlers",
    position: Position,
  ): Promise<readonly Task[] | undefined> {
    return (await this.#parse(path, kind, position))?.tasks;
  }

  /** Has a file parsed that will be asked for later. */
  prepare(path: string, kind: "tasks" | "handlers"): void {
    // Whoever asks for it gets the failure, too.
    this.#parse(path, kind, { file: path, line: 1, column: 1 }).catch(() => {});
  }

  async dependencies(path: string, position: Position): Promise<readonly RoleInclude[]> {
    return (await this.#parse(path, "role_dependencies", position))?.dependencies ?? [];
  }

  /** @returns The variables of a file; `undefined`, after an error, if it holds no mapping. */
  vars(path: string, position: Position): readonly LoadedVar[] | undefined {
    const root = this.root(path, position);
    if (root === undefined) return undefined;
    if (root.kind === "scalar" && root.value === null) return [];
    if (root.kind !== "mapping" || !isDict(root.value)) return undefined;
    return root.entries.map(({ key, value }) => ({
      key: String(key.value),
      value: value.value,
      position: key.position,
    }));
  }

  /** @returns The root of a YAML file. */
  root(path: string, position: Position): YamlNode | undefined {
    const known = this.#roots.get(path);
    if (known !== undefined) return known;
    try {
      const text = this.#text(path, position);
      if (text === undefined) return undefined;
      const { root, warnings } = parseYaml(text, { file: path });
      warnings.forEach(({ message }) => this.warn(message));
      this.#problems.push(...warnings);
      this.#roots.set(path, root);
      return root;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.#problems.push(...error.diagnostics);
      return undefined;
    }
  }

  #parse(path: string, kind: ParseKind, position: Position): Promise<ParseResponse | undefined> {
    return kept(this.#parsed, `${kind} ${path}`, async () => {
      const content = this.#content(path, position);
      if (content === undefined) return undefined;
      const response = await this.#parser.parseFile({ filePath: path, content, kind });
      return this.#take(response, path) ? response : undefined;
    });
  }

  /** @returns Whether there is a result. */
  #take(response: PlaybookResponse | ParseResponse, path: string): boolean {
    response.warnings.forEach((warning) => this.warn(warning));
    const errors = response.diagnostics.filter(({ severity }) => severity === "error");
    this.#problems.push(...response.diagnostics);
    if (errors.length === 0 && response.error !== undefined) {
      const position = { file: path, line: 1, column: 1 };
      this.report("parse-failure", `Cannot parse ${path}: ${response.error}`, { position });
    }
    if (this.#keeps === "what can be read") return true;
    return errors.length === 0 && response.error === undefined;
  }

  #content(path: string, position: Position): Uint8Array | undefined {
    try {
      const text = this.#text(path, position);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.#problems.push(...error.diagnostics);
      return undefined;
    }
  }

  #text(path: string, position: Position): string | undefined {
    const kind = this.#files.status(path)?.kind;
    const text = kind === "file" ? this.#files.readText(path) : undefined;
    if (text === undefined) {
      const message = `Could not find or access '${path}' on the Ansible Controller`;
      const hint = kind === "directory" ? "It is a folder" : undefined;
      this.report("missing-file", message, { position, ...(hint === undefined ? {} : { hint }) });
      return undefined;
    }
    return hasVaultHeader(text) ? this.#decrypt(text, path) : text;
  }
}

/** What failed is not kept, so that the next one who asks is told, too. */
async function kept<T>(
  cache: Map<string, Promise<T | undefined>>,
  key: string,
  make: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const made = cache.get(key) ?? make();
  cache.set(key, made);
  const result = await made;
  if (result === undefined) cache.delete(key);
  return result;
}
