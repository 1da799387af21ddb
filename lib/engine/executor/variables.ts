import {
  includeParams,
  roleDefaults,
  roleParams,
  roleVars,
  taskVars,
} from "../playbook/inherited.ts";
import type { LoadedPlay, LoadedTask, LoadedVar } from "../playbook/model.ts";
import type { HostState } from "./host_state.ts";
import {
  dataLayer,
  foreignLayer,
  LayeredScope,
  type LayeredScopeOptions,
  loadedLayer,
  type VarLayer,
  writtenLayer,
} from "./scope.ts";
import { type MagicContext, magicLayer } from "./magic.ts";
import { OMIT } from "./omit.ts";
import type { RunOptions } from "./options.ts";
import type { RunPorts } from "./ports.ts";
import type { PlayState } from "./play_state.ts";
import { ScopeDict } from "./scope_dict.ts";

/** Whose variables are asked for. */
export interface VariableQuery {
  readonly host: HostState;
  readonly play: PlayState;
  readonly task?: LoadedTask;
  /** The weakest of all: how the host is connected to. */
  readonly connection?: VarLayer;
}

/**
 * Puts variables in their order of precedence (Ansible's 22 levels), as layers that are looked into
 * when a name is asked for.
 */
export class Variables {
  readonly #ports: Pick<RunPorts, "templating" | "inventory">;
  readonly #scopeOptions: LayeredScopeOptions;
  readonly #extra: VarLayer;
  readonly #magic: MagicContext;
  readonly #injectsFacts: boolean;
  readonly #roleLayers = new WeakMap<LoadedTask, TaskLayers>();

  constructor(
    ports: Pick<RunPorts, "templating" | "inventory">,
    options: RunOptions,
    hosts: ReadonlyMap<string, HostState>,
  ) {
    this.#ports = ports;
    const { environment, decrypt } = ports.templating;
    const { hashBehaviour } = options;
    this.#injectsFacts = options.injectsFacts;
    this.#scopeOptions = { environment, hashBehaviour, ...(decrypt && { decrypt }) };
    this.#extra = writtenLayer(options.extraVars);
    this.#magic = {
      options,
      hosts,
      inventory: ports.inventory,
      scopeOf: (host, from) => this.hostScope(host, from),
      omit: OMIT,
    };
  }

  /** What `hostvars[host]` shows: inventory, facts, assigned and extra variables. */
  hostScope(host: HostState, from?: LoadedPlay): LayeredScope {
    return this.#scope([
      magicLayer(this.#magic, { host }),
      ...from === undefined ? [] : [dataLayer(new Map([["playbook_dir", from.folder]]))],
      this.#extra,
      dataLayer(host.assigned),
      writtenLayer(host.included),
      this.#factLayer(host),
      writtenLayer(this.#ports.inventory.vars(host.name)),
    ]);
  }

  /** What a play's own keywords see, before there is a host. */
  playScope(state: PlayState): LayeredScope {
    const scope = (own: readonly VarLayer[]) =>
      this.#scope([
        magicLayer(this.#magic, { play: state.play }),
        this.#extra,
        loadedLayer(state.roleVars),
        ...own,
        loadedLayer(state.roleDefaults),
      ]);
    return scope(state.layersAhead(() => scope(state.ownLayers)));
  }

  /** What a task sees on a host; `local` are loop variables and the like, the strongest of all. */
  taskScope(query: VariableQuery, ...local: readonly VarLayer[]): LayeredScope {
    const { host, play, task, connection } = query;
    const layers = task === undefined ? NO_LAYERS : this.#layersOf(task);
    const vars: VarLayer = {
      isWritten: false,
      get: (name) => name === "vars" ? new ScopeDict(scope) : undefined,
      names: () => ["vars"],
    };
    const scope: LayeredScope = this.#scope([
      ...local,
      magicLayer(this.#magic, { host, play: play.play, batch: play, ...(task && { task }) }),
      vars,
      this.#extra,
      ...layers.params,
      dataLayer(host.assigned),
      writtenLayer(host.included),
      ...layers.vars,
      ...layers.roleVars,
      loadedLayer(play.roleVars),
      ...play.layers(() => this.#scopeForFiles(host, play)),
      this.#factLayer(host),
      writtenLayer(this.#ports.inventory.vars(host.name)),
      ...layers.roleDefaults,
      loadedLayer(play.roleDefaults),
      ...connection === undefined ? [] : [connection],
    ]);
    return scope;
  }

  /** What the names of vars_files are rendered with: all but vars_files themselves. */
  #scopeForFiles(host: HostState, play: PlayState): LayeredScope {
    return this.#scope([
      magicLayer(this.#magic, { host, play: play.play, batch: play }),
      this.#extra,
      dataLayer(host.assigned),
      writtenLayer(host.included),
      loadedLayer(play.roleVars),
      ...play.ownLayers,
      this.#factLayer(host),
      writtenLayer(this.#ports.inventory.vars(host.name)),
      loadedLayer(play.roleDefaults),
    ]);
  }

  #scope(layers: readonly VarLayer[]): LayeredScope {
    return new LayeredScope(layers, this.#scopeOptions);
  }

  #factLayer({ facts }: HostState): VarLayer {
    if (this.#injectsFacts) return foreignLayer(facts);
    const local = facts.get("ansible_local");
    return foreignLayer(local === undefined ? new Map() : new Map([["ansible_local", local]]));
  }

  #layersOf(task: LoadedTask): TaskLayers {
    let layers = this.#roleLayers.get(task);
    if (layers === undefined) {
      layers = {
        params: layerOf(ownParams(task), includeParams(task.layer), roleParams(task.roles)),
        vars: layerOf(taskVars(task.layer)),
        roleVars: layerOf(roleVars(task.roles)),
        roleDefaults: layerOf(roleDefaults(task.roles)),
      };
      this.#roleLayers.set(task, layers);
    }
    return layers;
  }
}

/** What a task brings at its four places in the order of precedence; empty ones are left out. */
interface TaskLayers {
  readonly params: readonly VarLayer[];
  readonly vars: readonly VarLayer[];
  readonly roleVars: readonly VarLayer[];
  readonly roleDefaults: readonly VarLayer[];
}

const NO_LAYERS: TaskLayers = { params: [], vars: [], roleVars: [], roleDefaults: [] };

/** The variables of an include win over facts for the include itself, too. */
function ownParams({ module, layer }: LoadedTask): ReadonlyMap<string, LoadedVar> {
  const isInclude = module === "include_tasks" || module === "include_role";
  return new Map(isInclude ? layer.vars.map((one) => [one.key, one]) : []);
}

function layerOf(...vars: readonly ReadonlyMap<string, LoadedVar>[]): readonly VarLayer[] {
  return vars.filter((map) => map.size > 0).map(loadedLayer);
}
