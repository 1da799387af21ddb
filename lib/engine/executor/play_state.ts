import type { Dict, Value } from "../../base/value.ts";
import type { VarsFile } from "../../wire/playbook.ts";
import { roleDefaults, roleVars } from "../playbook/inherited.ts";
import type { LoadedPlay, LoadedRole, LoadedVar } from "../playbook/model.ts";
import type { HostState } from "./host_state.ts";
import { dataLayer, type LayeredScope, loadedLayer, type VarLayer, writtenLayer } from "./scope.ts";
import { Turns } from "./turns.ts";
import { toText } from "../template/text.ts";

/** Reads a file of variables; `undefined` if there is none at that absolute path. */
export type VarsFileReader = (path: string) => ReadonlyMap<Value, Value> | undefined;

/** No candidate of a `vars_files` entry exists. */
export class VarsFileError extends Error {
  override readonly name = "VarsFileError";
}

/** A play while it runs: the variables that all its tasks see, and who takes part in it. */
export class PlayState {
  /** What the banner shows. */
  name: string | undefined;
  /** All hosts the play's pattern matched. */
  allHosts: readonly string[] = [];
  /** The hosts that `meta: end_host` has taken out of the batch. */
  readonly endedHosts = new Set<string>();
  /** `meta: end_play`. */
  isEnded = false;
  /** A failure of some hosts was made one of all: no further play is run. */
  isBroken = false;
  /** Whether a person is asked about tasks that failed: strategy debug. */
  isDebugged = false;
  /** Whether each host walks alone: strategies free and host_pinned. */
  isFree = false;
  /** Whether a host that has begun its walk ends it before another begins: host_pinned. */
  isPinned = false;
  /** Percentage of a batch that may fail. */
  maxFailPercentage: number | undefined;
  /** When a task may run on a host. */
  readonly turns: Turns;
  #batch: readonly string[] = [];
  readonly #roles: LoadedRole[] = [];
  readonly #roleVars = new Map<string, LoadedVar>();
  readonly #roleDefaults = new Map<string, LoadedVar>();
  readonly #prompted: VarLayer;
  readonly #playVars: VarLayer;
  readonly #read: VarsFileReader;
  readonly #files = new Map<string, VarLayer | undefined>();

  constructor(
    readonly play: LoadedPlay,
    options: {
      readonly prompted: Dict;
      readonly read: VarsFileReader;
      readonly forks: number;
    },
  ) {
    this.turns = new Turns(options.forks);
    this.#prompted = dataLayer(options.prompted);
    this.#playVars = loadedLayer(new Map(play.layer.vars.map((item) => [item.key, item])));
    this.#read = options.read;
    play.roles.forEach((role) => this.join(role));
  }

  /** The hosts of the batch that is running. */
  get batch(): readonly string[] {
    return this.#batch;
  }

  set batch(hosts: readonly string[]) {
    this.#batch = hosts;
    this.endedHosts.clear();
  }

  /** Variables of the roles that the whole play sees. */
  get roleVars(): ReadonlyMap<string, LoadedVar> {
    return this.#roleVars;
  }

  /** Defaults of the roles that the whole play sees. */
  get roleDefaults(): ReadonlyMap<string, LoadedVar> {
    return this.#roleDefaults;
  }

  get roles(): readonly LoadedRole[] {
    return this.#roles;
  }

  /** Whether more hosts of the batch have failed than `max_fail_percentage` allows. */
  isPastFailureLimit(hosts: ReadonlyMap<string, HostState>): boolean {
    if (this.maxFailPercentage === undefined || this.batch.length === 0) return false;
    const failed = this.batch.filter((name) => {
      const kind = hosts.get(name)?.condition.kind;
      return kind === "failed" || kind === "unreachable";
    });
    return failed.length / this.batch.length * 100 > this.maxFailPercentage;
  }

  /**
   * A role of the play, or one that was included with `public`: from here on the whole play sees its
   * variables.
   */
  join(role: LoadedRole): void {
    this.#roles.push(role);
    merge(this.#roleVars, roleVars([role]));
    merge(this.#roleDefaults, roleDefaults([role]));
  }

  /**
   * @param scope What the names of vars_files are rendered with.
   * @returns The play's own layers, strongest first: vars_files, vars_prompt, vars.
   * @throws {VarsFileError} If a file is not there.
   */
  layers(scope: () => LayeredScope): readonly VarLayer[] {
    return this.#layers((entry) => this.#file(entry, scope));
  }

  /** @returns The same before there is a host, whose files may well not be there. */
  layersAhead(scope: () => LayeredScope): readonly VarLayer[] {
    return this.#layers((entry) => {
      try {
        return this.#file(entry, scope);
      } catch (error) {
        if (error instanceof VarsFileError) return undefined;
        throw error;
      }
    });
  }

  /** @returns The play's own layers without vars_files. */
  get ownLayers(): readonly VarLayer[] {
    return [this.#prompted, this.#playVars];
  }

  #layers(file: (entry: VarsFile) => VarLayer | undefined): readonly VarLayer[] {
    const files = this.play.varsFiles.flatMap((entry) => file(entry) ?? []);
    return [...files.reverse(), ...this.ownLayers];
  }

  #file(entry: VarsFile, scope: () => LayeredScope): VarLayer | undefined {
    const rendered: string[] = [];
    for (const candidate of entry.candidates) {
      const path = candidate.includes("{{") ? renderPath(candidate, scope()) : candidate;
      // A name made of facts that are not there yet: Ansible waits for them.
      if (path === undefined) return undefined;
      rendered.push(path);
      const layer = this.#cached(path.startsWith("/") ? path : `${this.play.folder}/${path}`);
      if (layer !== undefined) return layer;
    }
    throw new VarsFileError(
      entry.candidates.length > 1
        ? `vars file ${JSON.stringify(rendered)} was not found`
        : `vars file ${rendered[0]} was not found`,
    );
  }

  #cached(path: string): VarLayer | undefined {
    if (!this.#files.has(path)) {
      const vars = this.#read(path) ?? this.#read(path.replace(/([^/]+)$/, "vars/$1"));
      this.#files.set(path, vars === undefined ? undefined : writtenLayer(vars));
    }
    return this.#files.get(path);
  }
}

function renderPath(candidate: string, scope: LayeredScope): string | undefined {
  try {
    return toText(scope.evaluate(candidate));
  } catch {
    return undefined;
  }
}

/** Later roles win over earlier ones. */
function merge(into: Map<string, LoadedVar>, vars: ReadonlyMap<string, LoadedVar>): void {
  for (const [key, item] of vars) into.set(key, item);
}
