import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { Keyword } from "../../wire/task.ts";
import type { Environment } from "../template/environment.ts";
import type { ModuleSpec } from "./argument_spec.ts";
import { checkCall } from "./_check_call.ts";
import { checkKeywords, type Found } from "./_check_keywords.ts";
import { checkNotify } from "./_check_notify.ts";
import { checkConditions, checkTemplates } from "./_check_templates.ts";
import { canonicalName } from "./canonical_name.ts";
import type {
  Layer,
  LoadedNode,
  LoadedPlay,
  LoadedPlaybook,
  LoadedRole,
  LoadedTask,
  LoadedVar,
  Settings,
} from "./model.ts";
import { isTemplate } from "./static_names.ts";
import { type ModuleFiles, unknownModule } from "./unknown_module.ts";

/** What is known besides the playbook. */
export interface Known {
  readonly environment: Environment;
  /** All modules and actions there are, by canonical name. */
  readonly modules: ReadonlySet<string>;
  /** Modules that are files on the controller. */
  readonly files?: ModuleFiles;
  /** What a module accepts, if that is written down. */
  readonly specOf: (module: string) => ModuleSpec | undefined;
  /** Lookups that `with_<lookup>` can use. */
  readonly lookups: ReadonlySet<string>;
}

/**
 * Checks what loading a playbook does not need to know: modules, literal arguments and keyword
 * values, loops, and the syntax of all templates and conditions. Nothing is evaluated.
 *
 * @returns All findings, each once, in the order of the plays.
 */
export function validatePlaybook(playbook: LoadedPlaybook, known: Known): readonly Diagnostic[] {
  const validation = new Validation(known);
  for (const play of playbook.plays) validation.play(play);
  return validation.diagnostics();
}

const CONDITIONS: ReadonlySet<Keyword> = new Set<Keyword>([
  "changed_when",
  "failed_when",
  "until",
  "when",
]);

const META_ACTIONS = [
  "clear_facts",
  "clear_host_errors",
  "end_batch",
  "end_host",
  "end_play",
  "flush_handlers",
  "noop",
  "refresh_inventory",
  "reset_connection",
];

class Validation {
  readonly #known: Known;
  readonly #found = new Map<string, Diagnostic>();
  readonly #layers = new Set<Layer>();
  readonly #roles = new Set<LoadedRole>();

  constructor(known: Known) {
    this.#known = known;
  }

  /** By file in the order in which they came up, then by place. */
  diagnostics(): readonly Diagnostic[] {
    const all = [...this.#found.values()];
    const files = [...new Set(all.map(({ position }) => position.file))];
    const rank = ({ position }: Diagnostic) => files.indexOf(position.file);
    return all.toSorted((a, b) =>
      rank(a) - rank(b) || a.position.line - b.position.line ||
      a.position.column - b.position.column
    );
  }

  play(play: LoadedPlay): void {
    const position = play.position ?? { file: play.file, line: 1, column: 1 };
    this.#layer(play.layer, position);
    for (const [text, at = position] of [[play.name], [play.hosts, play.hostsPosition]] as const) {
      if (text !== undefined) {
        this.#add(checkTemplates({ value: text }, this.#known.environment), at);
      }
    }
    this.#add(checkNotify(play), position);
    for (const role of play.roles) this.#role(role, position);
    const { preTasks, tasks, postTasks, handlers } = play;
    for (const node of [...preTasks, ...tasks, ...postTasks, ...handlers]) {
      this.#node(node, position);
    }
  }

  #node(node: LoadedNode, outer: Position): void {
    const position = node.position ?? outer;
    this.#layer(node.layer, position);
    switch (node.kind) {
      case "block":
        for (const inner of [...node.block, ...node.rescue, ...node.always]) {
          this.#node(inner, position);
        }
        return;
      case "role_end":
        this.#role(node.role, position);
        return;
      case "task":
        this.#task(node, position);
        return;
      default:
        node satisfies never;
    }
  }

  #task(task: LoadedTask, position: Position): void {
    const { environment, modules, files, specOf, lookups } = this.#known;
    const at = task.modulePosition ?? position;
    if (!modules.has(task.module) && files?.find(task) === undefined) {
      this.#add([unknownModule(task, modules)], at);
    }
    const spec = specOf(task.module);
    if (spec !== undefined) this.#add(checkCall(task, spec), at);
    this.#vars(task.args, at);
    for (const text of [task.name, task.freeForm, task.argsTemplate]) {
      if (text !== undefined) this.#add(checkTemplates({ value: text }, environment), at);
    }
    if (task.module === "assert") {
      const that = task.args.find(({ key }) => key === "that");
      if (that !== undefined) this.#add(checkConditions(that, environment), at);
    }
    if (task.module === "meta") this.#add(checkMeta(task), at);
    const lookup = task.loopWith === undefined ? undefined : canonicalName(task.loopWith);
    if (lookup !== undefined && !lookups.has(lookup)) {
      const near = suggestion(lookup, lookups);
      this.#add([{
        rule: "unknown-lookup",
        message: `'with_${task.loopWith}' is not a valid attribute for a Task`,
        hint: near === undefined
          ? `There is no lookup '${task.loopWith}'`
          : `Did you mean 'with_${near}'?`,
        ...positionOf(task.layer.settings, "loop_with"),
      }], at);
    }
  }

  #role(role: LoadedRole, position: Position): void {
    if (this.#roles.has(role)) return;
    this.#roles.add(role);
    for (const dependency of role.dependencies) this.#role(dependency, position);
    this.#vars([...role.defaults, ...role.vars, ...role.params], position);
  }

  /** The levels from the node outwards, each once. */
  #layer(layer: Layer, position: Position): void {
    for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
      if (this.#layers.has(at)) return;
      this.#layers.add(at);
      this.#add(checkKeywords(at.settings), position);
      for (const [keyword, written] of at.settings) {
        const check = CONDITIONS.has(keyword) ? checkConditions : checkTemplates;
        this.#add(check(written, this.#known.environment), position);
      }
      this.#vars(at.vars, position);
    }
  }

  #vars(vars: readonly LoadedVar[], position: Position): void {
    for (const one of vars) this.#add(checkTemplates(one, this.#known.environment), position);
  }

  #add(found: readonly Found[], fallback: Position): void {
    for (const { rule, message, hint, severity = "error", position = fallback } of found) {
      const { file, line, column } = position;
      this.#found.set(`${file}:${line}:${column} ${rule} ${message}`, {
        rule,
        severity,
        message,
        position,
        ...(hint === undefined ? {} : { hint }),
      });
    }
  }
}

function checkMeta(task: LoadedTask): readonly Found[] {
  const action = task.freeForm ?? "";
  if (META_ACTIONS.includes(action) || isTemplate(action)) return [];
  const near = suggestion(action, META_ACTIONS);
  return [{
    rule: "unknown-meta",
    message: `invalid meta action requested: ${action}`,
    hint: near === undefined
      ? `Meta actions are ${META_ACTIONS.join(", ")}`
      : `Did you mean '${near}'?`,
  }];
}

function positionOf(settings: Settings, keyword: Keyword): { readonly position?: Position } {
  const position = settings.get(keyword)?.position;
  return position === undefined ? {} : { position };
}
