import type { Clock } from "../../base/clock.ts";
import type { Files } from "../../base/files.ts";
import type { Random } from "../../base/random.ts";
import type { Dict, Value } from "../../base/value.ts";
import type { ExecuteTaskReply, ExecuteTaskRequest } from "../../wire/execute.ts";
import type { Bridge } from "../bridge/bridge.ts";
import type { ModuleSpec } from "../playbook/argument_spec.ts";
import type { TemplateFile } from "./controller_source.ts";
import type { EventSink } from "./event.ts";
import type { Gate } from "./gate.ts";
import type { Journal } from "./journal.ts";
import type { Connector, Waiting } from "./sessions.ts";
import type { Scope } from "../template/scope.ts";
import type { VariableScopeOptions } from "../template/variable_scope.ts";

/** The inventory as a run needs it: it grows by `add_host` and `group_by`. */
export interface RunInventory {
  /** Names of all hosts in inventory order, without the implicit localhost. */
  hostNames(): readonly string[];
  /** Hosts that a pattern matches, in order, after `--limit`; warnings as Ansible words them. */
  match(
    pattern: string,
  ): { readonly hosts: readonly string[]; readonly warnings: readonly string[] };
  /** Group name → its hosts, children's included, with `all` and `ungrouped`. */
  groups(): ReadonlyMap<string, readonly string[]>;
  /** The groups of a host without `all`, sorted. */
  groupNames(host: string): readonly string[];
  /** Levels 3 to 10 of precedence as they were written: templates, `!vault` and all. */
  vars(host: string): ReadonlyMap<string, Value>;
  /** Where the host was read from, if from a file. */
  file(host: string): string | undefined;
  /** `add_host`. @returns Whether anything is new. */
  addHost(
    name: string,
    options: { groups: readonly string[]; vars: ReadonlyMap<string, Value> },
  ): boolean;
  /** `group_by`. @returns Whether anything is new. */
  addToGroup(host: string, group: string, parents: readonly string[]): boolean;
  /** `meta: refresh_inventory`: reads the sources anew; what tasks have added stays. */
  refresh(): Promise<void>;
  /** What `-i` said. */
  readonly sources: readonly string[];
}

/** Runs task modules: the plugin manager, behind its wire. */
export interface ModuleRunner {
  execute(request: ExecuteTaskRequest, options: Waiting): Promise<ExecuteTaskReply>;
}

/** Templates, as the executor uses them. */
export interface Templating extends VariableScopeOptions {
  /** @returns Whether `condition` of a `when` or the like holds. */
  condition(condition: Value, scope: Scope): boolean;
  /** @returns The text of a template file. */
  file(template: TemplateFile, scope: Scope): string;
  /** @returns The list that `with_<lookup>` loops over; `terms` are finished values. */
  lookup(name: string, terms: Value, scope: Scope): readonly Value[];
}

/** A person who can be asked: `pause`, `vars_prompt`, `--step`. */
export interface Prompter {
  /** Whether anybody is there. */
  readonly isInteractive: boolean;
  ask(prompt: string, echo: "shown" | "hidden"): Promise<string>;
  /** @returns A line from whoever or whatever is at the standard input; `undefined` at its end. */
  readLine(prompt: string): string | undefined;
  /** Shows a text with a line end. */
  tell(text: string): void;
}

/** Keeps facts of hosts between runs. Must not throw. */
export interface FactCache {
  /** @returns The facts of a host, or `undefined` if there are none that still hold. */
  read(host: string): Dict | undefined;
  write(host: string, facts: Dict): void;
  forget(host: string): void;
}

/** Everything a run touches beyond its own state. */
export interface RunPorts {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly modules: ModuleRunner;
  readonly connector: Connector;
  readonly gate: Gate;
  readonly templating: Templating;
  readonly inventory: RunInventory;
  /** Keeps what is done, for a run that goes on after an interruption. */
  readonly journal?: Journal;
  /** Without it facts are kept for the run alone. */
  readonly factCache?: FactCache;
  readonly prompter: Prompter;
  /** What every module accepts, by the name tasks use. */
  readonly specs: Pick<ReadonlyMap<string, ModuleSpec>, "get">;
  /** All modules and actions that tasks can name. */
  readonly knownModules: ReadonlySet<string>;
  /** Modules that are files on the controller, for names that are not known. */
  readonly bridge: Bridge;
  readonly emit: EventSink;
  /**
   * @returns The variables of a YAML or JSON file, or `undefined` if there is no such file.
   * @throws {DiagnosticError} If it holds no mapping.
   */
  readVars(path: string): ReadonlyMap<Value, Value> | undefined;
  /** @returns The content of a vault file decrypted; other content as it is. */
  decryptFile(content: Uint8Array, path: string): Uint8Array;
  /** Makes `text` show as asterisks wherever it would be printed. */
  readonly mask: (text: string) => void;
}
