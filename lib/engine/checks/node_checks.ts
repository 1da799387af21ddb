import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";
import type { Position } from "../../base/position.ts";
import type { Value } from "../../base/value.ts";
import type { Keyword } from "../../wire/task.ts";
import { setting } from "../playbook/inherited.ts";
import type {
  Layer,
  LoadedNode,
  LoadedPlay,
  LoadedRole,
  LoadedTask,
  LoadedVar,
  Settings,
} from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { BooleanWords } from "./boolean_words.ts";
import { checkKeywords } from "./check_keywords.ts";
import { sourcesOf } from "./check_sources.ts";
import { checkTask, type KnownModules, magicVariable } from "./check_task.ts";
import { checkTemplate, delimitersInCondition } from "./check_templates.ts";
import { Definitions } from "./definitions.ts";
import type { Found } from "./found.ts";
import { isReserved } from "./magic_names.ts";
import { strictCondition, textOfCollection } from "./native_semantics.ts";
import type { Report } from "./report.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import { TemplateFiles } from "./template_files.ts";
import { conditionTemplate, isUse, TemplateReader } from "./template_use.ts";
import { templatesIn, Variables } from "./variables.ts";

/** What nodes are checked with. */
export interface NodeParts extends KnownModules {
  readonly files: Files;
}

const CONDITIONS: ReadonlySet<Keyword> = new Set<Keyword>([
  "changed_when",
  "failed_when",
  "until",
  "when",
]);

/** How much stands before a condition in the template that is made of it. */
const BEFORE = conditionTemplate("").indexOf(" %}");

/** Whether what a text refers to is surely needed: a task that may fail copes without it. */
type Need = "needed" | "perhaps";

/** A module that is part of the project, or of a collection and made for facts. */
function mayReturnFacts(task: LoadedTask, { modules, moduleFiles }: KnownModules): boolean {
  if (modules.has(task.module)) return false;
  const path = moduleFiles?.find(task)?.path;
  if (path === undefined) return false;
  return !/\/(?:ansible_collections|ansible\/modules)\//.test(path) || /_facts$/.test(task.module);
}

/** Whether no loop can be around a task: neither its own nor that of an include. */
function isOutsideLoops({ layer, isHandler }: LoadedTask): boolean {
  if (isHandler || layer.settings.has("loop") || layer.settings.has("loop_with")) return false;
  for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
    if (at.kind === "include") return false;
  }
  return true;
}

/** Checks the nodes of plays, each as it is written: what is loaded often is checked once. */
export class NodeChecks {
  readonly variables: Variables;
  readonly words: BooleanWords;
  /** Whether the variables that nodes use have to be known. */
  needs: Need = "needed";
  readonly #parts: NodeParts;
  readonly #report: Report;
  readonly #sources: SourceIndex;
  readonly #reader: TemplateReader;
  readonly #definitions: Definitions;
  readonly #layers = new Set<Layer>();
  readonly #settings = new Set<Settings>();
  readonly #roles = new Set<LoadedRole>();
  readonly #templates: TemplateFiles;

  constructor(parts: NodeParts, report: Report, sources: SourceIndex) {
    this.#parts = parts;
    this.#report = report;
    this.#sources = sources;
    this.#reader = new TemplateReader(parts.environment);
    this.variables = new Variables(this.#reader, sources);
    this.words = new BooleanWords(sources);
    const { variables, words } = this;
    const reader = this.#reader;
    this.#templates = new TemplateFiles({ ...parts, report, sources, reader, variables, words });
    this.#definitions = new Definitions({
      variables: this.variables,
      sources,
      files: parts.files,
      report,
      isProjectModule: (task) => mayReturnFacts(task, parts),
    });
  }

  play(play: LoadedPlay, position: Position): void {
    this.#layer(play.layer, position);
    this.#vars(this.#definitions.play(play), position);
    if (play.name !== undefined) this.#texts(play.name, position, "perhaps");
    this.#texts(play.hosts, play.hostsPosition ?? position, this.needs);
    for (const role of play.roles) this.role(role, position);
  }

  /** A file of variables that no play names: of a group or a host. */
  varsFile(file: string): void {
    const root = this.#sources.root(file);
    if (root !== undefined && root.kind !== "mapping" && root.value !== null) {
      const message = `${file} must be stored as a dictionary/hash`;
      this.#add([{ rule: "inventory-vars", message }], root.position);
    }
    this.#vars(this.#definitions.varsOf(file), { file, line: 1, column: 1 });
  }

  role(role: LoadedRole, position: Position): void {
    if (this.#roles.has(role)) return;
    this.#roles.add(role);
    for (const dependency of role.dependencies) this.role(dependency, position);
    this.#definitions.role(role);
    this.#vars([...role.defaults, ...role.vars, ...role.params], position);
  }

  /** @returns All tasks in the nodes. */
  nodes(nodes: readonly LoadedNode[], outer: Position): readonly LoadedTask[] {
    return nodes.flatMap((node): readonly LoadedTask[] => {
      const position = node.position ?? outer;
      this.#sources.add(position.file);
      switch (node.kind) {
        case "block":
          this.#layer(node.layer, position);
          return this.nodes([...node.block, ...node.rescue, ...node.always], position);
        case "role_end":
          this.role(node.role, position);
          return [];
        case "task":
          this.#task(node, position);
          return [node];
        default:
          return node satisfies never;
      }
    });
  }

  #task(task: LoadedTask, position: Position): void {
    const isNew = !this.#settings.has(task.layer.settings);
    this.#layer(task.layer, position);
    if (!isNew) return;
    const at = task.modulePosition ?? position;
    const need = this.#needOf(task.layer);
    this.#add(checkTask(task, this.#parts, this.#sources), at);
    this.#vars(this.#definitions.task(task), at);
    for (const one of task.args) {
      if (task.module === "assert" && one.key === "that") {
        this.#conditions(one.value, one.position ?? at, need);
      } else this.#texts(one.value, one.position ?? at, need);
      if (typeof one.value === "string" && this.#isText(task, one.key)) {
        this.words.argument(one.key, one.value);
      }
      if (task.module === "set_fact") this.#collection(one.value, one.position ?? at);
    }
    if (task.name !== undefined) this.#texts(task.name, at, "perhaps");
    for (const text of [task.freeForm, task.argsTemplate]) {
      if (text !== undefined) this.#texts(text, at, need);
    }
    if (need === "needed" && isOutsideLoops(task)) this.#strayItems(task, at);
    this.#source(task, at);
  }

  #valuesOf(name: string): readonly Value[] {
    return this.variables.definitionsOf(name).map(({ value }) => value);
  }

  #isText({ module }: LoadedTask, key: string): boolean {
    const option = this.#parts.specOf(module)?.arguments.options.get(key);
    return option?.choices === undefined && (option?.type === "str" || option?.type === "path");
  }

  /** `item` where there is no loop. */
  #strayItems(task: LoadedTask, position: Position): void {
    if (task.when.some(({ value }) => /\bitem\b/.test(String(value)))) return;
    const written = [...task.args, { value: task.freeForm ?? null, position: task.modulePosition }];
    for (const { value, position: place = position } of written) {
      for (const text of templatesIn(value)) {
        this.variables.useOutsideLoops(text, place);
      }
    }
  }

  /** The files that the task reads: whether they are there, and what is in those that are templates. */
  #source(task: LoadedTask, position: Position): void {
    const textsOf = (name: string) =>
      this.#valuesOf(name).filter((value) => typeof value === "string");
    const { found, missing } = sourcesOf(task, this.#parts.files, textsOf);
    this.#add(missing, position);
    const hasOwnSyntax = task.args.some(({ key }) => key.endsWith("_string"));
    if (task.module !== "template" || hasOwnSyntax) return;
    const folders = task.searchPath.flatMap((one) => [joinPath(one, "templates"), one]);
    for (const { path, isCertain } of found) {
      this.#templates.check(path, { need: isCertain ? this.needs : "perhaps", folders });
    }
  }

  #needOf(layer: Layer): Need {
    return setting(layer, "ignore_errors")?.value === true ? "perhaps" : this.needs;
  }

  /** The levels from the node outwards, each once. */
  #layer(layer: Layer, position: Position): void {
    const need = this.#needOf(layer);
    for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
      if (this.#layers.has(at)) return;
      this.#layers.add(at);
      if (this.#settings.has(at.settings)) continue;
      this.#settings.add(at.settings);
      this.#definitions.layer(at);
      this.#add(checkKeywords(at.settings), position);
      for (const [keyword, written] of at.settings) {
        const place = written.position ?? position;
        if (CONDITIONS.has(keyword)) this.#conditions(written.value, place, need);
        else this.#texts(written.value, place, need);
        if (keyword === "loop" || keyword === "loop_with") this.#collection(written.value, place);
      }
      this.#vars(at.vars, position);
    }
  }

  #vars(vars: readonly LoadedVar[], fallback: Position): void {
    for (const file of new Set(vars.map(({ position = fallback }) => position.file))) {
      for (const problem of this.#sources.problems(file)) this.#report.add(problem);
    }
    for (const { key, value, position = fallback } of vars) {
      if (isReserved(key)) this.#add([magicVariable(key)], position);
      for (const text of templatesIn(value)) this.#syntax(text, position);
    }
  }

  #texts(value: Value, position: Position, need: Need): void {
    for (const text of templatesIn(value)) {
      this.#syntax(text, position);
      if (need === "needed") this.variables.use(text, position);
      else this.variables.guardsIn(text);
    }
  }

  #syntax(text: string, position: Position): void {
    const placeOf = (offset: number) => this.#sources.placeOf(text, position, offset);
    const { environment } = this.#parts;
    this.#add(checkTemplate(this.#reader.read(text), text, { environment, placeOf }), position);
  }

  #conditions(value: Value, position: Position, need: Need): void {
    if (Array.isArray(value)) {
      for (const item of value) this.#conditions(item, position, need);
      return;
    }
    if (typeof value !== "string" || value === "") return;
    if (isTemplate(value)) {
      this.#add([delimitersInCondition(value)], this.#sources.placeOf(value, position));
      this.#texts(value, position, need);
      return;
    }
    const read = this.#reader.read(conditionTemplate(value));
    const placeOf = (offset: number) => this.#sources.placeOf(value, position, offset - BEFORE);
    const { environment } = this.#parts;
    this.#add(checkTemplate(read, value, { environment, placeOf }), position);
    if (!isUse(read)) return;
    this.words.comparisons(read);
    const strict = strictCondition(value, read, (name) => this.#valuesOf(name));
    if (strict.length > 0) this.#add(strict, placeOf(0));
    if (need === "perhaps") this.variables.guards(read);
    else this.variables.useAt(read, placeOf);
  }

  #collection(value: Value, position: Position): void {
    if (typeof value !== "string" || !isTemplate(value)) return;
    const read = this.#reader.read(value);
    if (isUse(read)) {
      this.#add(textOfCollection(value, read), this.#sources.placeOf(value, position));
    }
  }

  #add(found: readonly Found[], fallback: Position): void {
    this.#report.addAll(found, fallback);
  }
}
