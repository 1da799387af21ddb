import type { Clock } from "../../base/clock.ts";
import type { Value } from "../../base/value.ts";
import type { Builtin } from "../template/builtin.ts";
import { RenderContext } from "../template/context.ts";
import type { Environment } from "../template/environment.ts";
import { FilterError, TemplateError, TemplateLimitError } from "../template/errors.ts";
import { Budget } from "../template/limits.ts";
import type { Arguments, LazyDict } from "../template/object.ts";
import type { LookupRequest } from "../template/ports.ts";
import { VariableScope } from "../template/variable_scope.ts";
import type { PluginFile } from "./plugin_files.ts";
import { pythonFailure } from "./python_failure.ts";
import { PYTHON_LOOKUP_SOURCE } from "./python_lookup_source.ts";
import { PYTHON_SOURCE } from "./python_source.ts";
import { PYTHON_VALUE_SOURCE } from "./python_value_source.ts";
import { PYTHON_STAND_INS } from "./python_stand_ins.ts";
import { decodeValue, encodeValue } from "./python_value.ts";

/** A running interpreter, which is waited for whenever it is asked something. */
export interface PythonProcess extends Disposable {
  /** @throws {Error} If it is gone. */
  send(text: string): void;
  /** @returns What it says next, `undefined` if it has ended. */
  receive(): string | undefined;
}

/** What a helper is made of. */
export interface PythonHelperOptions {
  /** @throws {FilterError} If there is no Python. */
  readonly start: () => PythonProcess;
  readonly clock: Pick<Clock, "monotonicNow">;
  /** How long one call may take, in milliseconds. */
  readonly timeLimit: number;
  /** @returns The folder of a collection such as `community.general`. */
  readonly collection: (name: string) => string | undefined;
  /** Takes what plugins print. */
  readonly print: (text: string) => void;
  /** Takes the tracebacks of plugins that fail. */
  readonly trace: (text: string) => void;
}

/** One call of a plugin. */
export interface PluginCall {
  readonly file: PluginFile;
  readonly name: string;
  readonly args: Arguments;
  readonly context: RenderContext;
}

/** One use of a lookup. */
export interface LookupCall {
  readonly file: PluginFile;
  readonly request: LookupRequest;
  readonly environment: Environment;
}

/** What a plugin made, and whether it says that it must not be run as a template. */
export interface PluginResult {
  readonly value: Value;
  readonly isUnsafe: boolean;
}

/**
 * Runs plugins in one process of Python, which starts with the first of them. While a plugin works
 * it may ask for variables, filters and templates, whose evaluation may need plugins in turn: the
 * two sides take turns like the calls of one program.
 */
export class PythonHelper implements Disposable {
  readonly #options: PythonHelperOptions;
  #process: PythonProcess | undefined;
  readonly #lazy = new Map<number, LazyDict>();
  #lazyCount = 0;
  /** Errors that a plugin caused here, which may come back through it. */
  readonly #errors: unknown[] = [];
  #depth = 0;

  constructor(options: PythonHelperOptions) {
    this.#options = options;
  }

  /** @returns The names that `file` defines, and why not if it cannot be loaded. */
  names(
    { kind, path, module }: PluginFile,
  ): { readonly names: readonly string[]; readonly problem: string | undefined } {
    const request = JSON.stringify(["names", kind, path, module ?? null]);
    const { value } = this.#ask(request, { what: path, context: undefined });
    const [names, problem] = Array.isArray(value) ? value : [];
    const texts = Array.isArray(names) ? names.map(String) : [];
    return { names: texts, problem: typeof problem === "string" ? problem : undefined };
  }

  /**
   * @returns What the plugin makes of its arguments.
   * @throws {TemplateError} If it fails, takes too long, or ends the process.
   */
  call({ file, name, args, context }: PluginCall): PluginResult {
    const { path } = file;
    const positional = this.#encode([...args.positional]);
    const named = this.#encode(new Map(args.named));
    const place = JSON.stringify([file.kind, path, file.module ?? null, name]).slice(1, -1);
    return this.#ask(`["call",${place},${positional},${named}]`, {
      what: `${name} of ${path}`,
      context,
    });
  }

  /**
   * @returns What the lookup finds.
   * @throws {TemplateError} If it fails, takes too long, or ends the process.
   */
  lookup({ file, request, environment }: LookupCall): readonly Value[] {
    const terms = this.#encode([...request.asGiven ?? request.terms]);
    // As Ansible does it where with_ asks.
    const own: readonly [Value, Value][] = request.asGiven === undefined
      ? [["wantlist", true]]
      : [];
    const options = this.#encode(new Map<Value, Value>([...request.options, ...own]));
    const place = JSON.stringify([file.path, file.module ?? null, request.name]).slice(1, -1);
    const state = { budget: new Budget(environment.limits), taint: { unsafe: true } };
    const rendering = { state, template: undefined, mutates: false };
    const context = new RenderContext(environment, request.scope, rendering);
    const about = { what: file.path, context };
    const { value } = this.#ask(`["lookup",${place},${terms},${options}]`, about);
    return Array.isArray(value) ? value : [value];
  }

  /** @returns An attribute of an object that a plugin made. */
  #attribute(number: number, name: string): Value | undefined {
    const request = `["attribute",{"__shep":["object",${number}]},${JSON.stringify(name)}]`;
    const about = { what: `attribute ${name}`, context: undefined };
    const { value } = this.#ask(request, about);
    return Array.isArray(value) ? value[0] : undefined;
  }

  [Symbol.dispose](): void {
    this.#process?.[Symbol.dispose]();
    this.#process = undefined;
  }

  #ask(request: string, about: Conversation): PluginResult {
    const started = this.#options.clock.monotonicNow();
    this.#depth++;
    try {
      return this.#converse(request, about) ?? this.#gone(about, started);
    } finally {
      this.#depth--;
      if (this.#depth === 0) {
        this.#lazy.clear();
        this.#errors.length = 0;
      }
    }
  }

  /** @returns The answer, `undefined` if the process has ended. */
  #converse(request: string, about: Conversation): PluginResult | undefined {
    const process = this.#running();
    if (process === undefined || !said(process, request)) return undefined;
    for (;;) {
      const text = process.receive();
      if (text === undefined) return undefined;
      const message: unknown = JSON.parse(text);
      const [kind, ...content]: readonly unknown[] = Array.isArray(message) ? message : [];
      switch (kind) {
        case "=":
          return { value: this.#decode(content[0]), isUnsafe: content[1] === true };
        case "!":
          throw this.#failure(content);
        case "printed":
          this.#options.print(String(content[0]));
          break;
        case "?": {
          const answer = this.#answer(content, about);
          // A plugin that the answer took may have ended the process.
          if (process !== this.#process || !said(process, answer)) return undefined;
          break;
        }
        default:
          throw new TypeError(`Cannot understand Python: ${String(kind)}`);
      }
    }
  }

  /** @returns The process, which is started if need be; `undefined` if it has ended at once. */
  #running(): PythonProcess | undefined {
    if (this.#process !== undefined) return this.#process;
    this.#process = this.#options.start();
    const program = `${PROGRAM}\nmain(${this.#options.timeLimit / 1000})\n`;
    return said(this.#process, program) ? this.#process : undefined;
  }

  /** Another call starts another process. */
  #gone({ what }: Conversation, started: number): never {
    this[Symbol.dispose]();
    const { clock, timeLimit } = this.#options;
    if (clock.monotonicNow() - started < timeLimit) {
      throw new FilterError(`Python has ended while it ran ${what}`);
    }
    throw new TemplateLimitError(
      `Cannot render the template: ${what} took longer than ${timeLimit / 1000} seconds`,
    );
  }

  #failure([classes, message, trace, number]: readonly unknown[]): unknown {
    if (typeof number === "number") return this.#errors[number];
    this.#options.trace(String(trace));
    return pythonFailure(Array.isArray(classes) ? classes.map(String) : [], String(message));
  }

  /** @returns The answer to a question of a plugin, as JSON. */
  #answer([what, ...details]: readonly unknown[], { context }: Conversation): string {
    try {
      const found = this.#found(String(what), details, context);
      return found === undefined ? `["-"]` : `["=",${this.#encode(found)}]`;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return JSON.stringify(["!", message, this.#errors.push(error) - 1]);
    }
  }

  #found(
    what: string,
    [first, ...rest]: readonly unknown[],
    context: RenderContext | undefined,
  ): Value | undefined {
    if (what === "collection") return this.#options.collection(String(first)) ?? null;
    if (what === "holds") return this.#lazyDict(first).has(this.#decode(rest[0]));
    if (what === "item") {
      const [dict, key] = [this.#lazyDict(first), this.#decode(rest[0])];
      return dict.get(key) ?? dict.absent(key);
    }
    if (what === "keys") return [...this.#lazyDict(first).keys()];
    if (context === undefined) throw new TemplateError(`There is no template to ask for ${what}`);
    switch (what) {
      case "variable":
        return context.visible(new Map()).get(String(first));
      case "variables":
        return [...context.visible(new Map()).names?.() ?? []];
      case "has":
        return builtinOf(context, String(first), String(rest[0])) !== undefined;
      case "template":
        return templated(this.#decode(first), this.#decode(rest[0]), context);
      default:
        return this.#called(what, [first, ...rest], context);
    }
  }

  /** A plugin calls a filter or a test of ours. */
  #called(
    kind: string,
    [first, positional, named]: readonly unknown[],
    context: RenderContext,
  ): Value {
    const name = String(first);
    const builtin = builtinOf(context, kind, name);
    if (builtin === undefined) throw new FilterError(`Could not load "${name}": '${name}'`);
    const [args, byName] = [this.#decode(positional), this.#decode(named)];
    return builtin.call({
      context,
      name,
      args: { positional: Array.isArray(args) ? args : [], named: namedOf(byName) },
    });
  }

  #lazyDict(number: unknown): LazyDict {
    const dict = this.#lazy.get(Number(number));
    if (dict === undefined) {
      throw new FilterError("Cannot read a dict of the host after the call that it was given to");
    }
    return dict;
  }

  #encode(value: Value): string {
    return encodeValue(value, (dict) => {
      this.#lazy.set(++this.#lazyCount, dict);
      return this.#lazyCount;
    });
  }

  #decode(plain: unknown): Value {
    return decodeValue(plain, {
      lazy: (number) => this.#lazyDict(number),
      attribute: (number, name) => this.#attribute(number, name),
    });
  }
}

const PROGRAM = [PYTHON_SOURCE, PYTHON_VALUE_SOURCE, PYTHON_LOOKUP_SOURCE, PYTHON_STAND_INS]
  .join("\n");

/** What is being asked for, and by which template. */
interface Conversation {
  readonly what: string;
  readonly context: RenderContext | undefined;
}

/** @returns Whether the process was there to be told. */
function said(process: PythonProcess, text: string): boolean {
  try {
    process.send(text);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "BrokenPipe") return false;
    throw error;
  }
}

function builtinOf(
  { environment }: RenderContext,
  kind: string,
  name: string,
): Builtin | undefined {
  return kind === "test" ? environment.test(name) : environment.filter(name);
}

/** @returns `value` with what its texts stand for as templates, with more variables on top. */
function templated(value: Value, top: Value, context: RenderContext): Value {
  const { environment } = context;
  const scope = context.visible(namedOf(top));
  const raw = {
    get: (name: string) => scope.get(name),
    has: (name: string) => scope.has(name),
    isFinished: () => true,
  };
  return new VariableScope(raw, { environment }).evaluate(value);
}

function namedOf(value: Value): ReadonlyMap<string, Value> {
  return new Map(value instanceof Map ? [...value].map(([key, item]) => [String(key), item]) : []);
}
