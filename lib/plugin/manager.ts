import type { Clock } from "../base/clock.ts";
import type { LogLevel, LogSink } from "../base/log.ts";
import type { Random } from "../base/random.ts";
import type { Progress } from "../wire/control.ts";
import { CallError } from "./call_error.ts";
import type { CallOptions, Payload } from "./channel.ts";
import { grease } from "./grease.ts";
import type { Manifest } from "./manifest.ts";
import { type HostServices, serveHostCall } from "./services.ts";
import { type RunningPlugin, startPlugin } from "./start_plugin.ts";
import type { StartTransport } from "./transport/transport.ts";

/** A plugin that could be started. */
export interface PluginSource {
  readonly manifest: Manifest;
  /** Where it comes from, for people: `built in`, or its folder. */
  readonly origin: string;
  /**
   * Makes ready what starts the plugin; nothing of it has run before.
   *
   * @throws {CallError} If it must not or cannot be started.
   */
  prepare(): Promise<StartTransport>;
}

/** What the manager needs of the host. */
export interface ManagerOptions {
  /** Where two offer the same, the first one counts. */
  readonly sources: readonly PluginSource[];
  readonly services: HostServices;
  readonly clock: Clock;
  readonly log: LogSink;
  /** Takes how far calls are; nothing if left out. */
  readonly progress?: (plugin: string, progress: Progress) => void;
  /** Milliseconds that plugins have to end at shutdown; 10,000 if left out. */
  readonly graceMs?: number;
  /** Milliseconds that a plugin has to introduce itself; 10,000 if left out. */
  readonly handshakeMs?: number;
  /** The longest frame in bytes; 64 MiB if left out. */
  readonly frameLimit?: number;
  /** Sends each plugin unknown messages before it is used: for tests. */
  readonly grease?: Random;
}

/** Whatever calls can be made to: the manager, or one plugin. */
export interface Caller {
  /** @throws {CallError} If there is no answer. */
  call(capability: string, payload: Payload, options?: CallOptions): Promise<Uint8Array>;
}

/**
 * The plugins by what they can do. Each is started when it is first needed, and never again: once it
 * has ended, its calls fail with the reason.
 */
export class PluginManager implements Caller, AsyncDisposable {
  readonly #options: ManagerOptions;
  readonly #byCapability = new Map<string, PluginSource>();
  readonly #started = new Map<PluginSource, Promise<RunningPlugin>>();
  readonly #running: RunningPlugin[] = [];
  readonly #ending = new AbortController();

  constructor(options: ManagerOptions) {
    this.#options = options;
    const names = new Set<string>();
    for (const source of options.sources) {
      const { name, capabilities } = source.manifest;
      if (names.has(name)) {
        this.#log(name, "warning", `The one of ${source.origin} is not used: the name is taken`);
        continue;
      }
      names.add(name);
      for (const capability of capabilities) this.#register(capability.name, source);
    }
  }

  /** The capabilities that can be called, with the plugin that each belongs to. */
  get capabilities(): ReadonlyMap<string, PluginSource> {
    return this.#byCapability;
  }

  /** @returns Whether a plugin offers `capability`. */
  has(capability: string): boolean {
    return this.#byCapability.has(capability);
  }

  /**
   * Starts the plugins of `capabilities` side by side; those that are there already are left alone.
   *
   * @throws {CallError} If one cannot be started.
   */
  async start(...capabilities: readonly string[]): Promise<void> {
    await Promise.all(capabilities.map((capability) => this.channelFor(capability)));
  }

  /** Starts plugins that will be needed soon. Whoever calls one learns why it could not be started. */
  warm(...capabilities: readonly string[]): void {
    this.start(...capabilities.filter((one) => this.has(one))).catch(() => {});
  }

  /** Calls a capability; its plugin is started if need be, which does not count for the deadline. */
  async call(
    capability: string,
    payload: Payload,
    options?: CallOptions,
  ): Promise<Uint8Array> {
    return (await this.channelFor(capability)).call(capability, payload, options);
  }

  /**
   * The plugin that offers `capability`, for calls that belong together, such as those of a session.
   *
   * @throws {CallError} If there is none, or it cannot be started.
   */
  async channelFor(capability: string): Promise<RunningPlugin> {
    const source = this.#byCapability.get(capability);
    if (source === undefined) {
      throw new CallError("unknown_capability", `Cannot call ${capability}: no plugin offers it`);
    }
    const plugin = await this.#start(source);
    if (plugin.capabilities.some(({ name }) => name === capability)) return plugin;
    throw new CallError(
      "unknown_capability",
      `Cannot call ${capability}: plugin ${plugin.name} declares but does not offer it`,
    );
  }

  /** Ends all plugins side by side; each gets the grace, then it is killed. */
  async shutDown(): Promise<void> {
    this.#ending.abort();
    const { graceMs = 10_000 } = this.#options;
    // Those that are about to start see the signal; whoever needs them learns why they did not.
    const starting = Promise.allSettled(this.#started.values());
    const end = () => this.#running.splice(0).map((plugin) => plugin.shutDown(graceMs));
    await Promise.all(end());
    await starting;
    await Promise.all(end());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutDown();
  }

  #register(capability: string, source: PluginSource): void {
    // Sessions belong to the channel that opened them: nobody calls them by name alone.
    if (capability.startsWith("session.")) return;
    const first = this.#byCapability.get(capability);
    if (first === undefined) {
      this.#byCapability.set(capability, source);
      return;
    }
    const { name } = source.manifest;
    this.#log(name, "warning", `Its ${capability} is not used: ${first.manifest.name} has it`);
  }

  #start(source: PluginSource): Promise<RunningPlugin> {
    const started = this.#started.get(source);
    if (started !== undefined) return started;
    const starting = this.#ending.signal.aborted
      ? Promise.reject(new CallError("closed", "Cannot start a plugin: shep is ending"))
      : this.#startNow(source);
    this.#started.set(source, starting);
    return starting;
  }

  async #startNow(source: PluginSource): Promise<RunningPlugin> {
    const { clock, services, progress, handshakeMs, frameLimit } = this.#options;
    const { manifest } = source;
    const { name } = manifest;
    const plugin = await startPlugin({
      manifest,
      start: await source.prepare(),
      host: {
        clock,
        serve: (call, plugin) => serveHostCall(services, call, plugin),
        log: (level, message) => this.#log(name, level, message),
        progress: (item) => progress?.(name, item),
      },
      signal: this.#ending.signal,
      ...(handshakeMs === undefined ? {} : { handshakeMs }),
      ...(frameLimit === undefined ? {} : { frameLimit }),
    });
    this.#running.push(plugin);
    if (this.#options.grease !== undefined) await grease(plugin, this.#options.grease);
    return plugin;
  }

  #log(plugin: string, level: LogLevel, message: string): void {
    const { clock, log } = this.#options;
    log({ level, source: `plugin ${plugin}`, message, time: clock.wallNow() });
  }
}
