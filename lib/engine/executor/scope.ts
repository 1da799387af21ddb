import { type Dict, isDict, Unsafe, type Value } from "../../base/value.ts";
import { mergedDicts } from "../inventory/merged_vars.ts";
import { finalItem } from "../template/final_texts.ts";
import {
  type RawVariables,
  VariableScope,
  type VariableScopeOptions,
} from "../template/variable_scope.ts";

/** Variables of one origin. */
export interface VarLayer {
  /** Whether values are as they were written: templates, `!unsafe` and `!vault` texts. */
  readonly isWritten: boolean;
  /** Whether values come from targets: they never become conditions. */
  readonly isForeign?: boolean;
  /** @returns The value of `name`, or `undefined` if it is not in this layer. */
  get(name: string): Value | undefined;
  names(): Iterable<string>;
}

/** @returns A layer of finished values. */
export function dataLayer(values: ReadonlyMap<Value, Value>): VarLayer {
  return {
    isWritten: false,
    get: (name) => {
      const value = values.get(name);
      return typeof value === "string" ? finalItem(values, name, value) : value;
    },
    names: () => texts(values.keys()),
  };
}

/** @returns A layer of what targets said: facts and results. */
export function foreignLayer(values: ReadonlyMap<Value, Value>): VarLayer {
  return { ...dataLayer(values), isForeign: true };
}

/** @returns A layer of values as they were written. */
export function writtenLayer(values: ReadonlyMap<Value, Value>): VarLayer {
  return { ...dataLayer(values), isWritten: true };
}

/** @returns A layer of variables as the loader holds them. */
export function loadedLayer(vars: ReadonlyMap<string, { readonly value: Value }>): VarLayer {
  return { isWritten: true, get: (name) => vars.get(name)?.value, names: () => vars.keys() };
}

/** What variables are evaluated with, and what becomes of dicts that several layers have. */
export interface LayeredScopeOptions extends VariableScopeOptions {
  /** The strongest counts if left out. */
  readonly hashBehaviour?: "replace" | "merge";
}

/**
 * The variables that one task sees on one host. Nothing is copied: a name is looked up in the
 * layers, strongest first, when a template asks for it, and finished once.
 */
export class LayeredScope extends VariableScope {
  readonly #layers: readonly VarLayer[];
  readonly #options: LayeredScopeOptions;

  /** @param layers Strongest first. */
  constructor(layers: readonly VarLayer[], options: LayeredScopeOptions) {
    super(
      options.hashBehaviour === "merge" ? new MergedLayers(layers) : new Layers(layers),
      options,
    );
    this.#layers = layers;
    this.#options = options;
  }

  /** @returns All names there are, each once. */
  names(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const layer of this.#layers) for (const name of layer.names()) names.add(name);
    return names;
  }

  /** @returns A scope with `layers` on top of this one's. */
  with(...layers: readonly VarLayer[]): LayeredScope {
    return new LayeredScope([...layers, ...this.#layers], this.#options);
  }
}

/** Looks a name up in layers, strongest first. */
class Layers implements RawVariables {
  readonly #layers: readonly VarLayer[];
  /** Where the last name was found: it is asked about again at once. */
  #last: { readonly name: string; readonly layer: VarLayer } | undefined;

  constructor(layers: readonly VarLayer[]) {
    this.#layers = layers;
  }

  get(name: string): Value | undefined {
    for (const layer of this.#layers) {
      const value = layer.get(name);
      if (value === undefined) continue;
      this.#last = { name, layer };
      return value;
    }
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  isFinished(name: string): boolean {
    return this.#provider(name)?.isWritten === false;
  }

  isForeign(name: string): boolean {
    return this.#provider(name)?.isForeign === true;
  }

  #provider(name: string): VarLayer | undefined {
    if (this.#last?.name === name) return this.#last.layer;
    return this.#layers.find((layer) => layer.get(name) !== undefined);
  }
}

/** `hash_behaviour = merge`: a dict has the keys of the dicts of its name in all layers. */
class MergedLayers extends Layers {
  readonly #all: readonly VarLayer[];

  constructor(layers: readonly VarLayer[]) {
    super(layers);
    this.#all = layers;
  }

  override get(name: string): Value | undefined {
    const found = super.get(name);
    if (found === undefined || !isDict(found)) return found;
    const dicts = this.#dicts(name);
    return dicts.length < 2
      ? found
      : dicts.map(asWritten).reduce((high, low) => mergedDicts(low, high));
  }

  override isFinished(name: string): boolean {
    return super.isFinished(name) && this.#dicts(name).every(({ layer }) => !layer.isWritten);
  }

  #dicts(name: string): readonly DictOfLayer[] {
    const dicts: DictOfLayer[] = [];
    for (const layer of this.#all) {
      const value = layer.get(name);
      if (value === undefined) continue;
      if (!isDict(value)) break;
      dicts.push({ layer, value });
    }
    return dicts;
  }
}

interface DictOfLayer {
  readonly layer: VarLayer;
  readonly value: Dict;
}

/** What is finished must not become a template beside what is none yet. */
function asWritten({ layer, value }: DictOfLayer): Dict {
  return layer.isWritten
    ? value
    : new Map([...value].map(([key, item]) => [key, finishedValue(item)]));
}

/** @returns `value` with texts that look like templates marked as texts. */
export function finishedValue(value: Value): Value {
  if (typeof value === "string") return value.includes("{") ? new Unsafe(value) : value;
  if (Array.isArray(value)) return value.map(finishedValue);
  if (isDict(value)) return new Map([...value].map(([key, item]) => [key, finishedValue(item)]));
  return value;
}

function* texts(keys: Iterable<Value>): Iterable<string> {
  for (const key of keys) if (typeof key === "string") yield key;
}
