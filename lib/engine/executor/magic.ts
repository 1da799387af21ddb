import { absolutePath } from "../../base/posix_path.ts";
import { type Dict, dict, type Value } from "../../base/value.ts";
import { ANSIBLE_VERSION } from "./ansible_version.ts";
import { LazyDict } from "../template/object.ts";
import { toText } from "../template/text.ts";
import { Undefined } from "../template/undefined.ts";
import { mappings } from "../playbook/inherited.ts";
import type { LoadedPlay, LoadedRole, LoadedTask } from "../playbook/model.ts";
import { HostState } from "./host_state.ts";
import type { RunOptions } from "./options.ts";
import type { PlayState } from "./play_state.ts";
import type { RunInventory } from "./ports.ts";
import type { LayeredScope, VarLayer } from "./scope.ts";
import { ScopeDict } from "./scope_dict.ts";

/** What magic variables are made from, for a whole run. */
export interface MagicContext {
  readonly options: RunOptions;
  readonly hosts: ReadonlyMap<string, HostState>;
  readonly inventory: RunInventory;
  readonly scopeOf: (host: HostState, play?: LoadedPlay) => LayeredScope;
  readonly omit: string;
}

/** Where one is asked for. */
export interface MagicPlace {
  readonly host?: HostState;
  readonly play?: LoadedPlay;
  readonly batch?: PlayState;
  readonly task?: LoadedTask;
}

/** @returns The magic variables there are at `place`, each built when it is asked for. */
export function magicLayer(context: MagicContext, place: MagicPlace): VarLayer {
  return {
    isWritten: false,
    get: (name) => Object.hasOwn(MAGIC, name) ? MAGIC[name]?.(context, place) : undefined,
    names: () => Object.keys(MAGIC).filter((name) => MAGIC[name]?.(context, place) !== undefined),
  };
}

/** The explicit list of magic variables. */
const MAGIC: Readonly<
  Record<string, (context: MagicContext, place: MagicPlace) => Value | undefined>
> = {
  ansible_collection_name: (_, { task }) => task?.roles.at(-1)?.collection,
  ansible_check_mode: ({ options }) => options.isCheck,
  ansible_config_file: ({ options }) => options.configFile ?? null,
  ansible_dependent_role_names: (_, { batch }) =>
    batch && distinct(namesOf(batch.roles.flatMap(dependenciesOf))),
  ansible_diff_mode: ({ options }) => options.isDiff,
  ansible_facts: (_, { host }) => host?.namespacedFacts,
  ansible_forks: ({ options }) => options.forks,
  ansible_inventory_sources: ({ inventory, options }) =>
    inventory.sources.map((source) =>
      source.includes(",") ? source : absolutePath(source, options.workingFolder)
    ),
  ansible_limit: ({ options }) => options.limit,
  ansible_parent_role_names: (_, { task }) => parentsOf(task)?.map(({ name }) => name),
  ansible_parent_role_paths: (_, { task }) => parentsOf(task)?.map(({ path }) => path),
  ansible_play_batch: (context, { batch }) => batch && active(context, batch, batch.batch),
  ansible_play_hosts: (context, { batch }) => batch && active(context, batch, batch.allHosts),
  ansible_play_hosts_all: (_, { batch }) => batch && [...batch.allHosts],
  ansible_play_name: (_, { play, batch }) => batch?.name ?? (play && (play.name ?? play.hosts)),
  // As often as the play has them.
  ansible_play_role_names: (_, { batch }) => batch && namesOf(batch.roles),
  ansible_playbook_python: () => "/usr/bin/python3",
  ansible_role_name: (_, { task }) => task?.roles.at(-1)?.name,
  ansible_role_names: (_, { batch }) =>
    batch && distinct(namesOf([...batch.roles.flatMap(dependenciesOf), ...batch.roles])).sort(),
  ansible_run_tags: ({ options }) => options.tags.only.size > 0 ? [...options.tags.only] : ["all"],
  ansible_search_path: (_, { task }) => task && [...task.searchPath],
  ansible_skip_tags: ({ options }) => [...options.tags.skip],
  ansible_verbosity: ({ options }) => options.verbosity,
  ansible_version: () =>
    dict({
      full: `${ANSIBLE_VERSION.major}.${ANSIBLE_VERSION.minor}.${ANSIBLE_VERSION.revision}`,
      string: `${ANSIBLE_VERSION.major}.${ANSIBLE_VERSION.minor}.${ANSIBLE_VERSION.revision}`,
      ...ANSIBLE_VERSION,
    }),
  environment: (_, { task }) => task && [...mappings(task.layer, "environment")],
  group_names: ({ inventory }, { host }) => host && [...inventory.groupNames(host.name)],
  groups: ({ inventory }) => groupsOf(inventory.groups()),
  hostvars: (context, { play }) => new HostVars(context, play),
  inventory_dir: ({ inventory }, { host }) => {
    const file = host && inventory.file(host.name);
    return file === undefined ? undefined : file.slice(0, file.lastIndexOf("/"));
  },
  inventory_file: ({ inventory }, { host }) => host && inventory.file(host.name),
  inventory_hostname: (_, { host }) => host?.name,
  inventory_hostname_short: (_, { host }) => host?.name.split(".")[0],
  omit: ({ omit }) => omit,
  play_hosts: (context, { batch }) => batch && active(context, batch, batch.batch),
  playbook_dir: (_, { play }) => play?.folder,
  role_name: (_, { task }) => task?.roles.at(-1)?.name.replace(/^.*\./, ""),
  role_names: (_, { batch }) => batch && namesOf(batch.roles),
  role_path: (_, { task }) => task?.roles.at(-1)?.path,
};

/** There even where no inventory lists it. */
const LOCALHOST = "localhost";

/** `hostvars`: the hosts' variables, looked up when they are asked for. */
class HostVars extends LazyDict {
  readonly #context: MagicContext;
  readonly #play: LoadedPlay | undefined;

  constructor(context: MagicContext, play: LoadedPlay | undefined) {
    super();
    this.#context = context;
    this.#play = play;
  }

  override get(name: Value): Value | undefined {
    if (typeof name !== "string") return undefined;
    const host = this.#context.hosts.get(name) ??
      (this.has(name) ? new HostState(name) : undefined);
    return host && new ScopeDict(this.#context.scopeOf(host, this.#play));
  }

  override has(name: Value): boolean {
    if (typeof name !== "string") return false;
    const { hosts, inventory } = this.#context;
    // Hosts that came in while a play runs take part in the next one.
    return name === LOCALHOST || hosts.has(name) || inventory.hostNames().includes(name);
  }

  override absent(name: Value): Value {
    const variable = `hostvars['${toText(name)}']`;
    return new Undefined(`"${variable}" is undefined`, variable);
  }

  override keys(): readonly Value[] {
    const names = this.#context.inventory.hostNames();
    return names.includes(LOCALHOST) ? [...names] : [...names, LOCALHOST];
  }
}

/** The same dict as long as the inventory does not change. */
function groupsOf(groups: ReadonlyMap<string, readonly string[]>): Dict {
  let result = GROUPS.get(groups);
  if (result === undefined) {
    result = new Map([...groups].map(([name, hosts]) => [name, [...hosts]]));
    GROUPS.set(groups, result);
  }
  return result;
}

const GROUPS = new WeakMap<ReadonlyMap<string, readonly string[]>, Dict>();

/** The roles around the one that an include or import of a task brought, the innermost first. */
function parentsOf(task: LoadedTask | undefined): readonly LoadedRole[] | undefined {
  const roles = task?.roles ?? [];
  const included = roles.findLastIndex((role) => role.isIncluded);
  return included < 1 ? undefined : roles.slice(0, included).reverse();
}

function dependenciesOf(role: LoadedRole): readonly LoadedRole[] {
  return role.dependencies.flatMap((one) => [...dependenciesOf(one), one]);
}

function namesOf(roles: readonly { readonly name: string }[]): Value[] {
  return roles.map((role) => role.name);
}

function distinct(names: readonly Value[]): Value[] {
  return [...new Set(names)];
}

/** Hosts of `names` that have neither failed nor been ended by themselves. */
function active(
  { hosts }: MagicContext,
  { endedHosts }: PlayState,
  names: readonly string[],
): Value[] {
  return names.filter((name) => {
    const kind = hosts.get(name)?.condition.kind;
    return kind !== "failed" && kind !== "unreachable" && !endedHosts.has(name);
  });
}
